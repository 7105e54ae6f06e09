import type { PodTarget } from '../addressing/target';
import { Answer } from '../answer';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { Pairs } from '../graph/pairs';
import { nameOf, whereIs } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { Account } from './account';
import { labelsOnlyOf } from './own-labels';
import { sideLeg } from './side';
import type { WhyLeg } from './why-report';

/** A port of a Service that leads to pods. */
interface Stop {
  readonly service: ServiceFacts;
  readonly port: ServicePortFacts;
  readonly target: PodTarget;
}

/** Adds the Services by which a client may name the pods, and whether it can resolve their names. */
export function addNames(account: Account, start: Member, end: Member): void {
  const stops = stopsOf(account, end).filter(({ target }) => account.asks(portOf(account, target)));
  if (stops.length === 0) {
    const text = `no Service leads to ${account.askedText} of ${end.name}: a client must know the address of a pod`;
    account.add({ leg: 'name', answer: Answer.UNKNOWN, text, decidedBy: [] });
    return;
  }
  for (const { service, port, target } of stops) account.add(serviceLeg(account, service, port, [target]));
  account.add(dnsLeg(account, start));
}

/** Where a port of a Service leads. */
export function serviceLeg(
  { model }: Account,
  service: ServiceFacts,
  port: ServicePortFacts,
  pods: readonly PodTarget[],
): WhyLeg {
  const { name, namespace } = service.object;
  const host = `${name}.${namespace}.svc.${model.dns.clusterDomain}:${port.port}`;
  const decidedBy = [placed(service)];
  if (pods.length === 0) {
    return { leg: 'Service', answer: Answer.DENIED, text: `${host} leads to no pod`, decidedBy };
  }
  const ends = pods.map((pod) => `${pod.protocol} ${pod.port} of ${model.population.memberOf(pod.workload).name}`);
  const answer = pods.every(({ isCertain }) => isCertain) ? Answer.ALLOWED : Answer.UNKNOWN;
  return { leg: 'Service', answer, text: `${host} leads to ${[...new Set(ends)].join(', ')}`, decidedBy };
}

/** Whether a client can resolve names; what would have to be said where it can't is noted. */
export function dnsLeg(account: Account, start: Member): WhyLeg {
  const { dns, dnsPods, reach, population } = account.model;
  const { ports } = reach;
  const sets = dns.ports.map(({ protocol, first, last }) => ports.range(protocol, first, last));
  const needed = sets.reduce((a, b) => ports.union(a, b), ports.none);
  const need = `names need ${ports.text(needed)} to ${dns.peer}`;
  const pairs = new Pairs(reach, population);
  const found = dnsPods.map((pods) => pairs.betweenMembers(start, pods));
  const answer = found.some(({ allowed }) => ports.contains(allowed, needed))
    ? Answer.ALLOWED
    : found.some(({ possible }) => ports.contains(possible, needed))
      ? Answer.UNKNOWN
      : Answer.DENIED;
  if (answer === Answer.ALLOWED) {
    return { leg: 'DNS', answer, text: `${start.name} can resolve names: ${need}`, decidedBy: [] };
  }
  const missing = ports.difference(needed, found[0].allowed);
  const { leg, governing } = sideLeg(reach, {
    direction: 'egress',
    subject: start.classes[0],
    peer: dnsPods[0].classes[0],
    subjectName: start.name,
    peerName: 'the cluster DNS',
    asked: missing,
  });
  if (answer === Answer.DENIED && governing.length > 0) {
    const labels = dns.peer.selections[0]?.pods.labels ?? {};
    account.lack({
      direction: 'egress',
      pods: start,
      ownLabels: labelsOnlyOf(start, population),
      governing,
      peers: [{ kind: 'pods', namespace: dns.namespace, labels }],
      ports: ports.texts(missing),
    });
  }
  const can = answer === Answer.DENIED ? "can't" : 'may not be able to';
  return {
    leg: 'DNS',
    answer,
    text: `${start.name} ${can} resolve names: ${need}; ${leg.text}`,
    decidedBy: leg.decidedBy,
  };
}

/** `Service shop/api (shop.yaml:12)`. */
export function placed({ object }: ServiceFacts): string {
  return `${nameOf(object)} (${whereIs({ object, path: [] })})`;
}

function stopsOf({ model }: Account, { workload }: Member): Stop[] {
  if (!workload) return [];
  const { addressing } = model;
  return addressing
    .servicesOf(workload)
    .flatMap((service) =>
      service.ports.flatMap((port) =>
        addressing
          .targets(service, port)
          .flatMap((target) =>
            target.kind === 'pods' && target.workload === workload ? [{ service, port, target }] : [],
          ),
      ),
    );
}

function portOf({ model }: Account, { protocol, port }: PodTarget): PortSetId {
  return model.reach.ports.range(protocol, port, port);
}
