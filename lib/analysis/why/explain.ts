import { valueError } from '../../errors';
import { Answer } from '../answer';
import { tryRangeOf } from '../evaluate/address-range';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { portsAsked } from '../graph/port-query';
import { mapsNoPorts } from '../graph/service-judge';
import type { Model } from '../model';
import { nameOf } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { Asking, answered, type Pair } from '../question/ask';
import { OUTSIDE, type Party, partyOf } from '../question/party';
import { Account } from './account';
import { addEntries } from './entry-legs';
import { addNames, dnsLeg, placed, serviceLeg } from './name-legs';
import { addPolicyLegs, type PolicyEnd } from './policy-legs';
import { addCrossing, addWaypoints } from './waypoint-legs';
import type { WhyOptions, WhyReport } from './why-report';

/**
 * Why one may connect to another, or may not: leg by leg, in the order in which a connection meets them.
 *
 * @param from - as in a list; `outside` for whatever comes through entries
 * @throws when an end is nobody or more than one, or the port is none
 */
export function explain(model: Model, from: string, to: string, options: WhyOptions = {}): WhyReport {
  const account = new Account(model, portsAsked(model.reach.ports, options.port));
  const answer = answerOf(account, from, to);
  const { remedy } = account;
  return {
    from,
    to,
    ports: account.allowed === undefined ? account.askedText : model.reach.ports.text(account.allowed),
    answer,
    legs: account.legs,
    ...(answer !== Answer.ALLOWED && remedy !== undefined ? { remedy } : {}),
  };
}

function answerOf(account: Account, from: string, to: string): Answer {
  const { model, asked } = account;
  const target = partyOf(model, to, 'destination');
  if (from === OUTSIDE) return addEntries(account, memberOf(target), () => true);
  const source = partyOf(model, from, 'source');
  if (source.kind === 'entry') return addEntries(account, memberOf(target), ({ entry }) => entry.name === from);

  const start = source.kind === 'workloads' ? one(source) : undefined;
  // A `*` that means one workload only is that workload.
  const pairs = [...Asking.of(model).pairsOf(nameIn(source, from), nameIn(target, to), asked)];
  const answers = pairs.map(({ judgement }) => answered(model.reach.ports, judgement, asked));
  if (new Set(answers).size > 1) throw notAlike(from, to, pairs);
  const [answer] = answers;
  const [{ judgement }] = pairs;
  if (answer === Answer.ALLOWED) account.allowed = model.reach.ports.intersection(judgement.allowed, asked);

  const ends = source.kind === 'addresses' ? [source.parts[0].end] : (start?.classes ?? []);
  const beginning = { name: from, ends, member: start };
  if (target.kind === 'service') return addService(account, beginning, target.service, answer);
  if (target.kind === 'addresses') {
    addPolicyLegs(account, beginning, { name: to, ends: [target.parts[0].end] }, asked);
    return answer;
  }
  const end = memberOf(target);
  if (start === end && !end.hasReplicas) {
    account.add({ leg: 'itself', answer, text: 'a pod always reaches itself', decidedBy: [] });
    return answer;
  }
  if (start && start !== end) addNames(account, start, end);
  // Where nothing is allowed and nobody asks for a port, those that the pods declare are what is wanted.
  const declared = asked === model.reach.ports.all && answer === Answer.DENIED ? declaredPorts(model, end) : asked;
  const ports = declared === model.reach.ports.none ? asked : declared;
  if (addWaypoints(account, beginning, end)) return answer;
  addPolicyLegs(account, beginning, { name: to, ends: end.classes, member: end }, ports);
  return answer;
}

function nameIn(party: Party, text: string): string {
  return party.kind === 'workloads' && party.isPattern ? one(party).name : text;
}

function declaredPorts({ reach: { ports } }: Model, { workload }: Member): PortSetId {
  const declared = (workload?.pods ?? []).flatMap((pod) => pod.ports ?? []);
  const sets = declared.map(({ protocol, number }) => ports.range(protocol, number, number));
  return ports.unionOf(sets);
}

/** The way to a Service by its name: DNS, each of its ports that is asked about, and what stands behind those. */
function addService(account: Account, from: PolicyEnd, service: ServiceFacts, answer: Answer): Answer {
  const { ports } = account.model.reach;
  if (from.member) account.add(dnsLeg(account, from.member));
  if (mapsNoPorts(service)) {
    addHeadless(account, from, service);
    return answer;
  }
  const meant = service.ports.filter(({ protocol, port }) => account.asks(ports.range(protocol, port, port)));
  if (meant.length === 0 && service.type !== 'ExternalName') {
    const has = service.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ') || 'none';
    const text = `${nameOf(service.object)} doesn't have ${account.askedText}; its ports are ${has}`;
    account.add({ leg: 'Service', answer: Answer.DENIED, text, decidedBy: [placed(service)] });
    account.hint(`ask for a port of the Service, of which there are ${has}, or name the pods themselves`);
    return answer;
  }
  if (service.type === 'ExternalName') {
    addExternalName(account, from, service);
    return answer;
  }
  for (const port of meant) addServicePort(account, from, service, port);
  return answer;
}

/** A name that stands for another: of a Service in the cluster, or outside of it. */
function addExternalName(account: Account, from: PolicyEnd, service: ServiceFacts): void {
  const { reach } = account.model;
  const name = service.externalName ?? '';
  const alias = Asking.of(account.model).services.aliasOf(service);
  const what =
    alias === undefined ? 'whose addresses are not known' : alias === 'unread' ? 'a Service that was not read' : '';
  const text = `${nameOf(service.object)} is another name for ${name}${what && `, ${what}`}`;
  const verdict = alias === undefined || alias === 'unread' ? Answer.UNKNOWN : Answer.ALLOWED;
  account.add({ leg: 'Service', answer: verdict, text, decidedBy: [placed(service)] });
  if (alias === undefined) {
    const ends = [...reach.addresses.classes.keys()].map((each) => reach.addressEnd(each));
    addPolicyLegs(account, from, { name, ends }, account.asked);
  } else if (alias !== 'unread') {
    addService(account, from, alias, Answer.UNKNOWN);
  }
}

/** The pods behind a headless Service, which clients connect to on the pods' own ports. */
function addHeadless(account: Account, from: PolicyEnd, service: ServiceFacts): void {
  const { addressing, population, dns } = account.model;
  const { name, namespace } = service.object;
  const backends = addressing.backends(service).map(({ workload }) => population.memberOf(workload));
  const pods = backends.map((each) => each.name).join(', ');
  const host = `${name}.${namespace}.svc.${dns.clusterDomain}`;
  account.add({
    leg: 'Service',
    answer: backends.length > 0 ? Answer.ALLOWED : Answer.DENIED,
    text: backends.length > 0 ? `${host} leads to the pods of ${pods}, on their own ports` : `${host} leads to no pod`,
    decidedBy: [placed(service)],
  });
  if (backends.length === 0) account.hint(`correct spec.selector of ${nameOf(service.object)}: no pod has its labels`);
  for (const port of service.ports) {
    if (!account.asks(account.model.reach.ports.range(port.protocol, port.port, port.port))) continue;
    for (const target of addressing.targets(service, port)) {
      if (target.kind !== 'problem') continue;
      account.add({ leg: 'Service', answer: Answer.UNKNOWN, text: target.problem, decidedBy: [placed(service)] });
    }
  }
  for (const end of backends) {
    if (end === from.member && !end.hasReplicas) continue;
    addPolicyLegs(account, from, { name: end.name, ends: end.classes, member: end }, account.asked);
  }
}

function addServicePort(account: Account, from: PolicyEnd, service: ServiceFacts, port: ServicePortFacts): void {
  const { addressing, population, reach } = account.model;
  const targets = addressing.targets(service, port);
  const reached = targets.flatMap((target) => (target.kind === 'pods' || target.kind === 'address' ? [target] : []));
  if (reached.length > 0) account.add(serviceLeg(account, service, port, reached));
  for (const target of targets) {
    if (target.kind !== 'problem') continue;
    // What is wrong about it is told in any case, but where something is reached it doesn't decide.
    const isDecisive = reached.length === 0 && target.isCertain;
    const verdict = isDecisive ? Answer.DENIED : Answer.UNKNOWN;
    account.add({ leg: 'Service', answer: verdict, text: target.problem, decidedBy: [placed(service)] });
    if (reached.length === 0) account.hint(target.problem);
  }
  for (const target of reached) {
    const at = reach.ports.range(target.protocol, target.port, target.port);
    if (target.kind === 'address') {
      const range = tryRangeOf(target.address);
      const ends = range ? reach.addressEndsOver(range) : [];
      if (ends.length > 0) addPolicyLegs(account, from, { name: target.address, ends }, at);
      continue;
    }
    const end = population.memberOf(target.workload);
    if (end === from.member && !end.hasReplicas) {
      const text = `${end.name} calls itself by the Service: plugins differ in whether policies see that`;
      account.add({ leg: 'Service', answer: Answer.UNKNOWN, text, decidedBy: [placed(service)] });
      continue;
    }
    if (addCrossings(account, from, service, port, end)) continue;
    addPolicyLegs(account, from, { name: end.name, ends: end.classes, member: end }, at);
  }
}

function addCrossings(
  account: Account,
  from: PolicyEnd,
  service: ServiceFacts,
  port: ServicePortFacts,
  end: Member,
): boolean {
  const all = account.model.waypoints?.crossings.to(end) ?? [];
  const found = all.filter((each) => each.service === service && each.port === port);
  return found.map((each) => addCrossing(account, from, each)).includes(true);
}

function notAlike(from: string, to: string, pairs: readonly Pair[]): Error {
  const parts = pairs.map((pair) => (pair.from === from ? pair.to : pair.from));
  return valueError({
    law: 'an explanation is of addresses that policies treat alike',
    got: `${from} and ${to}`,
    remedy: `take a part of them: ${parts.slice(0, 12).join(', ')}`,
  });
}

function memberOf(party: Party): Member {
  if (party.kind === 'workloads') return one(party);
  throw valueError({
    law: 'what comes through an entry leads to a workload',
    got: party.text,
    remedy: 'name the workload, as in shop/web',
  });
}

function one({ members, text }: Party & { readonly kind: 'workloads' }): Member {
  if (members.length === 1) return members[0];
  const names = members.map(({ name }) => name).slice(0, 12);
  throw valueError({
    law: 'an explanation is of one workload at each end',
    got: text,
    remedy: `take one of ${names.join(', ')}`,
  });
}
