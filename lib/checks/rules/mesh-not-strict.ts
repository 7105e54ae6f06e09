import type { ICheck } from '../check';
import { type Evidence, groupOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, openText } from '../stakes';
import { isWritten, textAt } from '../written';

/**
 * Finds namespaces that join Istio's mesh, and whose pods take connections in clear text as well.
 *
 * It is silent about namespaces whose Namespace wasn't read, and where a PeerAuthentication for the whole mesh, or one of
 * the namespace, asks for mutual TLS.
 */
export class MeshNotStrict implements ICheck {
  public readonly id = 'mesh-not-strict';
  public readonly severity = Severity.INFO;
  public readonly summary = "a namespace in Istio's mesh whose pods take connections in clear text as well";
  public readonly condition = 'none';
  public readonly harm = 'whoever is outside of the mesh connects without an identity, and can be read on the way';
  public readonly remedy = 'write a PeerAuthentication for the namespace with mtls.mode STRICT';
  public readonly see = 'https://istio.io/latest/docs/reference/config/security/peer_authentication/';

  public inspect(inspection: Inspection): Finding[] {
    const strict = new Set(
      inspection.objects
        .filter((object) => object.kind === 'PeerAuthentication' && groupOf(object) === 'security.istio.io')
        .filter(({ body }) => textAt(body, 'spec', 'mtls', 'mode') === 'STRICT' && !isWritten(body, 'spec', 'selector'))
        .map(({ namespace }) => namespace),
    );
    if (strict.has(ROOT)) return [];
    const ruled = new Set(
      inspection.objects
        .filter((object) => groupOf(object) === 'security.istio.io' && RULES.has(object.kind))
        .map(({ namespace }) => namespace),
    );
    return inspection.objects
      .filter(({ kind, name, body }) => kind === 'Namespace' && isInMesh(body) && !strict.has(name))
      .map((object) => {
        const isRuled = ruled.has(object.name) || ruled.has(ROOT);
        const lines = isRuled ? [] : stakes(object.name, inspection._evidence);
        return inspection.finding(object, [], 'its pods take connections in clear text as well', lines);
      });
  }
}

/** What may be strict for some pods, or ask for an identity, which nobody has in clear text. */
const RULES = new Set(['PeerAuthentication', 'AuthorizationPolicy']);

/** The workloads that no network policy closes. */
function stakes(namespace: string, { governance }: Evidence): string[] {
  const open = governance
    .workloadsIn(namespace)
    .filter((member) => member.workload && !governance.isOnNode(member) && governance.isUngoverned(member, 'ingress'));
  return fewOf(open.map((member) => `${openText(member, 'ingress')}, in clear text as well`));
}

/** The namespace whose PeerAuthentication is for the whole mesh, unless Istio is told otherwise. */
const ROOT = 'istio-system';

function isInMesh(namespace: unknown): boolean {
  const labelOf = (label: string) => textAt(namespace, 'metadata', 'labels', label);
  return (
    labelOf('istio.io/dataplane-mode') === 'ambient' ||
    labelOf('istio-injection') === 'enabled' ||
    labelOf('istio.io/rev') !== undefined
  );
}
