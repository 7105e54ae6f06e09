import type { AddressTarget, PodTarget } from '../addressing/target';
import { Answer } from '../answer';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { asksClusterDns } from '../graph/names';
import { nameOf, whereIs } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { Asking } from '../question/ask';
import type { Account } from './account';
import { noteLack, policySides } from './policy-legs';
import type { WhyLeg } from './why-report';

/** A port of a Service that leads to pods. */
interface Stop {
  readonly service: ServiceFacts;
  readonly port: ServicePortFacts;
  readonly target: PodTarget;
}

/** Adds the Services by which a client may name the pods, and whether it can resolve their names. */
export function addNames(account: Account, start: Member, end: Member): void {
  const stops = stopsOf(account, end);
  const fitting = stops.filter(({ target }) => account.asks(portOf(account, target)));
  for (const { service, port, target } of fitting) account.add(serviceLeg(account, service, port, [target]));
  if (fitting.length > 0) account.add(dnsLeg(account, start));
  else addNoName(account, end, stops);
}

/** No Service leads to the port that is asked about: often it is the Service's own port that was meant. */
function addNoName(account: Account, end: Member, stops: readonly Stop[]): void {
  const { ports } = account.model.reach;
  const meant = stops.find(({ port }) => account.asks(ports.range(port.protocol, port.port, port.port)));
  if (!meant) {
    const text = `no Service leads to ${account.askedText} of ${end.name}: a client must know the address of a pod`;
    account.add({ leg: 'name', answer: Answer.UNKNOWN, text, decidedBy: [] });
    return;
  }
  const { service, port, target } = meant;
  const text =
    `${account.askedText} is a port of ${nameOf(service.object)}, which leads to ${target.protocol} ${target.port} of ` +
    `${end.name}; policies see that one`;
  account.add({ leg: 'name', answer: Answer.UNKNOWN, text, decidedBy: [placed(service)] });
  const name = `${service.object.namespace}/service/${service.object.name}`;
  account.ask(`ask for ${target.protocol} ${target.port}, the port of the pods, or for ${name} on ${port.port}`);
}

/** Where a port of a Service leads. */
export function serviceLeg(
  { model }: Account,
  service: ServiceFacts,
  port: ServicePortFacts,
  targets: readonly (PodTarget | AddressTarget)[],
): WhyLeg {
  const { name, namespace } = service.object;
  const host = `${name}.${namespace}.svc.${model.dns.clusterDomain}:${port.port}`;
  const ends = targets.map((target) => {
    const whose = target.kind === 'pods' ? model.population.memberOf(target.workload).name : target.address;
    return `${target.protocol} ${target.port} of ${whose}`;
  });
  const isCertain = targets.every((target) => target.kind === 'address' || target.isCertain);
  return {
    leg: 'Service',
    answer: isCertain ? Answer.ALLOWED : Answer.UNKNOWN,
    text: `${host} leads to ${[...new Set(ends)].join(', ')}`,
    decidedBy: [placed(service)],
  };
}

/** Whether a client can resolve names; what would have to be said where it can't is noted. */
export function dnsLeg(account: Account, start: Member): WhyLeg {
  const { dns, reach } = account.model;
  const { names } = Asking.of(account.model).services;
  const need = `names need ${reach.ports.text(names.needed)} to ${dns.peer}`;
  const resolves = names.resolve(start);
  if (resolves) {
    return { leg: 'DNS', answer: Answer.ALLOWED, text: `${start.name} can resolve names: ${need}`, decidedBy: [] };
  }
  if (!asksClusterDns(start)) {
    const who = resolves === false ? `${start.name} doesn't ask` : `${start.name} may not ask`;
    const text = `${who} the cluster's DNS: its dnsPolicy has to be ClusterFirst, or ClusterFirstWithHostNet on the network of a node`;
    return { leg: 'DNS', answer: resolves === false ? Answer.DENIED : Answer.UNKNOWN, text, decidedBy: [] };
  }
  const [{ pods, judgement }] = names.toDns(start);
  const sides = policySides(
    account,
    { name: start.name, ends: start.classes, member: start },
    { name: 'the cluster DNS', ends: pods.classes, member: pods },
    reach.ports.difference(names.needed, judgement.allowed),
  );
  const failing = sides.filter(({ leg }) => leg.answer !== Answer.ALLOWED);
  if (resolves === false) for (const side of failing) noteLack(account, side);
  return {
    leg: 'DNS',
    answer: resolves === false ? Answer.DENIED : Answer.UNKNOWN,
    text: [
      `${start.name} ${resolves === false ? "can't" : 'may not be able to'} resolve names: ${need}`,
      ...failing.map(({ leg }) => leg.text),
    ].join('; '),
    decidedBy: failing.flatMap(({ leg }) => leg.decidedBy),
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
