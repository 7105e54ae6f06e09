import type { ICheck } from '../check';
import { namespaceOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedAt } from '../listener-stakes';
import { Severity } from '../severity';
import { mappingAt, textAt } from '../written';

/**
 * Finds certificates of listeners that are Secrets of another type than `kubernetes.io/tls`.
 *
 * It is silent about Secrets that weren't read, or are empty: they are made or filled in elsewhere, and nobody should have
 * them among manifests. What isn't served is shown of listeners that have no other certificate.
 */
export class CertificateOfWrongType implements ICheck {
  public readonly id = 'certificate-of-wrong-type';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a certificate in a Secret of another type than kubernetes.io/tls';
  public readonly condition = 'ResolvedRefs=False InvalidCertificateRef';
  public readonly harm = 'nothing is served on the listener';
  public readonly remedy = 'make it a Secret of type kubernetes.io/tls, with tls.crt and tls.key';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#listenertlsconfig';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const secrets = evidence.ofKinds('Secret').filter(({ apiVersion }) => apiVersion === 'v1');
    return evidence.allListeners().flatMap((listener) => {
      const wrong = listener.facts.certificateRefs.flatMap((ref, index) => {
        if (ref.group !== '' || ref.kind !== 'Secret') return [];
        const secret = secrets.find(
          (candidate) => namespaceOf(candidate) === ref.namespace && candidate.name === ref.name,
        );
        const type = textAt(secret?.body, 'type') ?? 'Opaque';
        if (!secret || type === 'kubernetes.io/tls' || isEmpty(secret.body)) return [];
        const path = [...listener.facts.path, 'tls', 'certificateRefs', index];
        return [[path, `Secret ${ref.namespace}/${ref.name} is of type ${type}`] as const];
      });
      const isUnserved = wrong.length > 0 && wrong.length === listener.facts.certificateRefs.length;
      const lines = isUnserved ? unservedAt(listener, evidence) : [];
      return wrong.map(([path, text]) => inspection._at(listener.owner, path, text, lines));
    });
  }
}

function isEmpty(secret: unknown): boolean {
  return ['data', 'stringData'].every((field) => Object.keys(mappingAt(secret, field)).length === 0);
}
