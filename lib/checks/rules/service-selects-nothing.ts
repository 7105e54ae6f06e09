import type { ICheck } from '../check';
import { deadEndsOf } from '../entries';
import type { Evidence, ServiceFacts } from '../facts';
import type { Finding } from '../finding';
import { GivenPods } from '../given-pods';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds Services whose selector means no pod of their namespace, and names the pods whose labels come close. A route or an
 * Ingress to such a Service is answered with 503: the evidence says under which address.
 *
 * It is silent about Services without a selector, such as those of type ExternalName, and about those that have an
 * EndpointSlice; where no workload of the namespace was read, or a chart or an operator may make some; and about labels
 * that other tools give to pods of theirs, as cert-manager does to its solvers.
 */
export class ServiceSelectsNothing implements ICheck {
  public readonly id = 'service-selects-nothing';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a Service whose selector means no pod of its namespace';
  public readonly condition = 'the EndpointSlices of the Service are empty';
  public readonly harm = 'connections to the Service are refused or time out, and routes to it answer with 503';
  public readonly remedy = 'correct the selector: it asks for labels of the pods, not of their workload';
  public readonly see =
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/#does-the-service-have-any-endpointslices';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const written = new Set(evidence.network.endpoints.map(({ object, service }) => `${object.namespace}/${service}`));
    const given = GivenPods.of(evidence);
    return evidence.network.services.flatMap((service) => {
      const { selector, type } = service;
      const { namespace, name } = service.object;
      if (selector === undefined || selector.requirements.length === 0 || type === 'ExternalName') return [];
      if (evidence.addressing.backends(service).length > 0 || written.has(`${namespace}/${name}`)) return [];
      if (!given.areWhole(namespace) || given.areOthers(selector)) return [];
      const text = `no pod of namespace ${namespace} has the labels ${selector.text}${meantText(service, evidence)}`;
      return [inspection._at(service.object, ['spec', 'selector'], text, deadEndsOf(service, evidence))];
    });
  }
}

/** The pods that are likely to be meant. */
function meantText({ selector, object }: ServiceFacts, evidence: Evidence): string {
  if (!selector) return '';
  const { governance } = evidence;
  const near = GivenPods.of(evidence).nearest(selector, object.namespace);
  if (near) return `; those of ${near.name} have ${governance.labelsAsked(selector, near)}`;
  const [elsewhere] = governance.anywhere(selector);
  return elsewhere ? `; those of ${elsewhere.name} have them` : '';
}
