import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/** `db.data.svc.cluster.local`, or a shorter name for it. */
const IN_CLUSTER = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\..+)?\.?$/;

/**
 * Finds Services of type ExternalName that are another name for a Service of another namespace. A route to such a Service
 * leads there without the leave of a ReferenceGrant, where the implementation follows it at all; and a client that asks by
 * TLS finds another name in the certificate.
 *
 * It is silent about names outside of the cluster, and about those of the same namespace.
 */
export class ExternalNameIntoCluster implements ICheck {
  public readonly id = 'external-name-into-cluster';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a Service of type ExternalName for a Service of another namespace';
  public readonly condition = 'none';
  public readonly harm = 'routes lead into the other namespace without its leave, or nowhere';
  public readonly remedy = 'use the name of the Service itself; for a route, write a ReferenceGrant in its namespace';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/#externalname';

  public inspect(inspection: Inspection): Finding[] {
    return inspection._evidence.network.services.flatMap(({ object, type, externalName = '' }) => {
      const [, service, namespace] = IN_CLUSTER.exec(externalName.toLowerCase()) ?? [];
      if (type !== 'ExternalName' || service === undefined || namespace === object.namespace) return [];
      const text = `it is another name for Service ${namespace}/${service}`;
      const line = `${object.namespace}/service/${object.name} -> ${namespace}/service/${service} asks for no ReferenceGrant`;
      return [inspection._at(object, ['spec', 'externalName'], text, [line])];
    });
  }
}
