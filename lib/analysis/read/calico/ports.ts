import { Protocol } from '../../../traffic';
import type { PolicyPort } from '../../network/policies';
import type { Field } from '../fields/field';
import { listed, NotUnderstood } from '../not-understood';

const PROTOCOLS: readonly Protocol[] = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];
const NUMBERS: { readonly [number: number]: Protocol } = { 6: Protocol.TCP, 17: Protocol.UDP, 132: Protocol.SCTP };

/** Protocols that have no ports, or none that pods are reached by. */
const OTHERS = ['ICMP', 'ICMPv6', 'UDPLite'];

/**
 * The ports of a rule, by its protocol and what it says of the side that answers; empty where it is about none.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports
 */
export function portsIn(rule: Field): readonly PolicyPort[] | 'every port' {
  const [protocol, not] = [rule.at('protocol'), rule.at('notProtocol')];
  const [ports, notPorts] = [rule.at('destination').at('ports'), rule.at('destination').at('notPorts')];
  if (!not.isAbsent) {
    if (!protocol.isAbsent || !ports.isAbsent || !notPorts.isAbsent) throw new NotUnderstood(not);
    const left = protocolsIn(not);
    return PROTOCOLS.filter((each) => !left.includes(each)).map((each) => ({ protocol: each, first: 1, last: LAST }));
  }
  if (protocol.isAbsent) {
    if (!ports.isAbsent || !notPorts.isAbsent) throw new NotUnderstood(protocol, 'is not there beside ports');
    return 'every port';
  }
  return protocolsIn(protocol).flatMap((each) => portsOf(each, ports, notPorts));
}

const LAST = 65535;

/** The protocol that is meant; none where it is of no interest here. */
function protocolsIn(field: Field): readonly Protocol[] {
  const { value } = field;
  const named = PROTOCOLS.find((each) => each === value);
  if (named) return [named];
  if (typeof value === 'string' && OTHERS.includes(value)) return [];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 255) throw new NotUnderstood(field);
  return NUMBERS[value] ? [NUMBERS[value]] : [];
}

function portsOf(protocol: Protocol, ports: Field, notPorts: Field): PolicyPort[] {
  const named = listed(ports).map((item) => portIn(item, protocol));
  const left = listed(notPorts).map((item) => portIn(item, protocol));
  if (left.length === 0) return named.length > 0 ? named : [{ protocol, first: 1, last: LAST }];
  if (named.length > 0) throw new NotUnderstood(notPorts, 'stands beside ports');
  return without(protocol, left, notPorts);
}

function portIn(field: Field, protocol: Protocol): PolicyPort {
  const { value } = field;
  const [, start, end = start] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(String(value)) ?? [];
  if (start === undefined || end === undefined) {
    if (typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/i.test(value)) return { protocol, name: value };
    throw new NotUnderstood(field);
  }
  const [first, last] = [Number(start), Number(end)];
  if (last < first || last > LAST) throw new NotUnderstood(field);
  // Nobody connects to port 0.
  return { protocol, first: Math.max(first, 1), last };
}

/** All ports but these. */
function without(protocol: Protocol, left: readonly PolicyPort[], field: Field): PolicyPort[] {
  const runs = left
    .map((port) => {
      if ('name' in port) throw new NotUnderstood(field, 'has a name');
      return port;
    })
    .sort((a, b) => a.first - b.first);
  const found: PolicyPort[] = [];
  let next = 1;
  for (const { first, last } of runs) {
    if (first > next) found.push({ protocol, first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  return next <= LAST ? [...found, { protocol, first: next, last: LAST }] : found;
}
