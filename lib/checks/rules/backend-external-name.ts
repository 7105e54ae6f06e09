import { outsideTexts } from '../backend-stakes';
import { usedByRoutes } from '../backends';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds backends that are mere names for something outside the cluster: a Service of type ExternalName, which many
 * implementations refuse, since whoever writes it leads their data plane anywhere.
 *
 * It is silent about Services that weren't read.
 */
export class BackendExternalName implements ICheck {
  public readonly id = 'backend-external-name';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a backend that is a Service of type ExternalName';
  public readonly condition = 'ResolvedRefs=False at some implementations, none at others';
  public readonly harm = 'some implementations answer with 500, and others let it lead them to any address';
  public readonly remedy = 'use a Service without a selector and an EndpointSlice, or a backend of the implementation';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#backendref';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return usedByRoutes(evidence).flatMap(({ user, path, namespace, name }) => {
      const service = evidence.addressing.service(namespace, name);
      if (service?.type !== 'ExternalName') return [];
      const text = `Service ${namespace}/${name} is a name for ${service.externalName}, outside the cluster`;
      return [inspection._at(user, path, text, outsideTexts(path, service.externalName ?? 'nowhere', evidence))];
    });
  }
}
