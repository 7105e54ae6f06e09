import { valueError } from '../../errors';
import { Answer } from '../answer';
import type { Member } from '../evaluate/population';
import { portsAsked } from '../graph/port-query';
import type { Model } from '../model';
import { nameOf } from '../network/place';
import type { ServiceFacts } from '../network/services';
import { Asking, answered } from '../question/ask';
import { type Party, partyOf } from '../question/party';
import { Account } from './account';
import { addEntries } from './entry-legs';
import { addNames, dnsLeg, placed, serviceLeg } from './name-legs';
import { addPolicyLegs, type PolicyEnd } from './policy-legs';
import type { WhyOptions, WhyReport } from './why-report';

/** What stands for everyone outside, whichever way they come in. */
const OUTSIDE = 'outside';

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
  const target = partyOf(model, to);
  if (from === OUTSIDE) return addEntries(account, memberOf(target), () => true);
  const source = partyOf(model, from);
  if (source.kind === 'entry') return addEntries(account, memberOf(target), ({ entry }) => entry.name === from);

  const start = source.kind === 'workloads' ? one(source) : undefined;
  const [pair] = new Asking(model).pairsOf(from, to, asked);
  const answer = answered(model.reach.ports, pair.judgement, asked);
  if (answer === Answer.ALLOWED) account.allowed = model.reach.ports.intersection(pair.judgement.allowed, asked);
  const beginning = {
    name: from,
    ends: source.kind === 'addresses' ? source.ends : (start?.classes ?? []),
    member: start,
  };
  if (target.kind === 'service') return addService(account, beginning, target.service, answer);
  if (target.kind === 'addresses') {
    addPolicyLegs(account, beginning, { name: to, ends: target.ends }, asked);
    return answer;
  }
  const end = memberOf(target);
  if (start === end && !end.hasReplicas) {
    account.add({ leg: 'itself', answer, text: 'a pod always reaches itself', decidedBy: [] });
    return answer;
  }
  if (start && start !== end) addNames(account, start, end);
  addPolicyLegs(account, beginning, { name: to, ends: end.classes, member: end }, asked);
  return answer;
}

/** The way to a Service by its name: DNS, each of its ports that is asked about, and the pods behind those. */
function addService(account: Account, from: PolicyEnd, service: ServiceFacts, answer: Answer): Answer {
  const { addressing, population, reach } = account.model;
  const dns = from.member ? dnsLeg(account, from.member) : undefined;
  if (dns) account.add(dns);
  const meant = service.ports.filter(({ protocol, port }) => account.asks(reach.ports.range(protocol, port, port)));
  if (meant.length === 0 && service.type !== 'ExternalName') {
    const has = service.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ') || 'none';
    const text = `${nameOf(service.object)} doesn't have ${account.askedText}; its ports are ${has}`;
    account.add({ leg: 'Service', answer: Answer.DENIED, text, decidedBy: [placed(service)] });
    account.hint(`ask for a port of the Service, of which there are ${has}, or name the pods themselves`);
    return Answer.DENIED;
  }
  for (const port of meant) {
    const targets = addressing.targets(service, port);
    const pods = targets.flatMap((target) => (target.kind === 'pods' ? [target] : []));
    account.add(serviceLeg(account, service, port, pods));
    for (const target of targets) {
      if (target.kind !== 'problem') continue;
      const verdict = target.isCertain ? Answer.DENIED : Answer.UNKNOWN;
      account.add({ leg: 'Service', answer: verdict, text: target.problem, decidedBy: [placed(service)] });
      account.hint(target.problem);
    }
    for (const { workload, protocol, port: number } of pods) {
      const end = population.memberOf(workload);
      if (end === from.member && !end.hasReplicas) continue;
      const to = { name: end.name, ends: end.classes, member: end };
      addPolicyLegs(account, from, to, reach.ports.range(protocol, number, number));
    }
  }
  return dns && dns.answer !== Answer.ALLOWED && answer !== Answer.DENIED ? dns.answer : answer;
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
