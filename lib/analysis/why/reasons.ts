import type { Protocol } from '../../traffic';
import { rangeOf } from '../evaluate/address-range';
import type { PortSetId } from '../evaluate/port-sets';
import { EndKind, type ListedConnection, type ListedEnd } from '../graph/connection-list';
import type { Model } from '../model';
import { Account } from './account';
import { addEntries } from './entry-legs';
import { addPolicyLegs, type PolicyEnd } from './policy-legs';
import type { WhyLeg } from './why-report';

/**
 * What decides about a listed connection between workloads, addresses and entries; nothing for one of any other ends.
 *
 * It costs as much as the rules that speak of its two ends, so that all connections of a list may be asked for theirs.
 */
export function reasonsOf(model: Model, { source, destination, ports }: ListedConnection): WhyLeg[] {
  const account = new Account(model, portsIn(model, ports));
  const to = policyEnd(model, destination);
  if (!to) return [];
  if (source.kind === EndKind.ENTRY) {
    if (to.member) addEntries(account, to.member, ({ entry }) => entry.name === source.name);
    return account.legs;
  }
  const from = policyEnd(model, source);
  if (from) addPolicyLegs(account, from, to, account.asked);
  return account.legs;
}

/** An end as policies are asked about it; undefined for what isn't one, such as a namespace. */
function policyEnd({ population, reach }: Model, { kind, name, cidrs }: ListedEnd): PolicyEnd | undefined {
  if (kind === EndKind.OUTSIDE) {
    // Policies treat all addresses of an end alike.
    const [first] = reach.addresses.classesOver(rangeOf(cidrs?.[0] ?? ''));
    return first === undefined ? undefined : { name, ends: [reach.addressEnd(first)] };
  }
  const member = kind === EndKind.WORKLOAD ? population.workload(name) : undefined;
  return member && { name, ends: member.classes, member };
}

/** The set of ports that a list tells of: numbers and runs of numbers by protocol. */
function portsIn({ reach: { ports } }: Model, texts: ListedConnection['ports']): PortSetId {
  const runs = Object.entries(texts).flatMap(([protocol, numbers]) =>
    numbers.split(',').map((run) => {
      const [first, last = first] = run.split('-').map(Number);
      return ports.range(protocol as Protocol, first, last);
    }),
  );
  return ports.unionOf(runs);
}
