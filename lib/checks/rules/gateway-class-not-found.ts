import type { ICheck } from '../check';
import { GATEWAY_GROUP, groupOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds Gateways of a class that is none of the GatewayClasses that were read, nor one that the cluster profile knows.
 *
 * It is silent where no GatewayClass was read, unless the profile knows one whose name is a letter away; and about classes
 * that an implementation makes itself, as Istio, Cilium and Google Cloud do.
 */
export class GatewayClassNotFound implements ICheck {
  public readonly id = 'gateway-class-not-found';
  public readonly severity = Severity.WARNING;
  public readonly summary = "a Gateway whose class isn't there";
  public readonly condition = 'Accepted=Unknown Pending';
  public readonly harm = 'no implementation serves the Gateway, and it never gets an address';
  public readonly remedy = 'correct gatewayClassName, or add the GatewayClass';
  public readonly see = 'https://gateway-api.sigs.k8s.io/api-types/gatewayclass/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence, cluster } = inspection;
    const read = evidence
      .ofKinds('GatewayClass')
      .flatMap((object) => (groupOf(object) === GATEWAY_GROUP ? object.name : []));
    const said = (cluster?.entries ?? []).flatMap(({ implementation }) => implementation?.gatewayClassName ?? []);
    const known = [...new Set([...read, ...said])].sort();
    return evidence.network.gateways.flatMap(({ object, className, listeners }) => {
      if (known.includes(className) || OWN.test(className)) return [];
      if (read.length === 0 && !said.some((name) => evidence.isNear(name, className))) return [];
      const text = `there is no GatewayClass ${className}; there is ${known.join(', ')}`;
      const ports = listeners.slice(0, 3).map(({ port }) => port);
      const lines = [`anyone -> ${object.namespace}/${object.name} on port ${ports.join(', ')} finds no listener`];
      return [inspection._at(object, ['spec', 'gatewayClassName'], text, lines)];
    });
  }
}

/** Classes that implementations make themselves. */
const OWN = /^(istio|gke-|cilium$|amazon-vpc-lattice$|azure-alb|openshift)/;
