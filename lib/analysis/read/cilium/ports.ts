import { Protocol } from '../../../traffic';
import type { PolicyPort } from '../../network/policies';
import { type Field, isRecord } from '../fields/field';
import { listed, NotUnderstood, onlyKnown, textIn } from '../not-understood';

/** Ports of a rule, and what of them it is about if it isn't whole connections. */
export interface PortList {
  readonly ports: readonly PolicyPort[];
  readonly inPart?: string;
}

/**
 * One list of `toPorts`.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#layer-4-examples
 */
export function portListIn(field: Field): PortList {
  onlyKnown(field, ['ports', 'rules', 'serverNames', 'terminatingTLS', 'originatingTLS']);
  const items = listed(field.at('ports'));
  // Some versions of Cilium take it for no port, others for every one.
  if (items.length === 0) throw new NotUnderstood(field, 'names no ports');
  const ports = items.flatMap(portsIn);
  const inPart = partIn(field);
  return { ports, ...(inPart !== undefined && { inPart }) };
}

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];
const LAST_PORT = 65535;

/** A port by its number, which is a text here, or its name; without a protocol one of each. */
function portsIn(field: Field): PolicyPort[] {
  onlyKnown(field, ['port', 'protocol', 'endPort']);
  const text = textIn(field.at('port'));
  const protocol = protocolIn(field.at('protocol'));
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && /[a-z]/.test(text)) return [{ protocol, name: text }];
  if (!/^(0|[1-9]\d{0,4})$/.test(text) || Number(text) > LAST_PORT) throw new NotUnderstood(field.at('port'));
  const [first, last] = rangeOf(Number(text), field.at('endPort'));
  return (protocol === 'any' ? PROTOCOLS : [protocol]).map((each) => ({ protocol: each, first, last }));
}

/** Cilium takes 0 for every port. */
function rangeOf(first: number, end: Field): [number, number] {
  if (end.isAbsent || end.value === 0) return first === 0 ? [1, LAST_PORT] : [first, first];
  const { value: last } = end;
  if (typeof last !== 'number' || !Number.isInteger(last) || last < first || last > LAST_PORT || first === 0)
    throw new NotUnderstood(end);
  return [first, last];
}

function protocolIn(field: Field): Protocol | 'any' {
  if (field.isAbsent || field.value === '' || field.value === 'ANY') return 'any';
  const protocol = PROTOCOLS.find((each) => each === field.value);
  if (!protocol) throw new NotUnderstood(field);
  return protocol;
}

/** What the rules for requests leave of the connections; undefined where they leave all of them. */
function partIn(list: Field): string | undefined {
  if (listed(list.at('serverNames')).length > 0) return 'some names of servers';
  const rules = list.at('rules');
  if (rules.isAbsent) return undefined;
  const kinds = onlyKnown(rules, ['http', 'dns', 'kafka', 'l7proto', 'l7']);
  if (kinds.includes('l7proto')) return 'some requests';
  const of = (kind: string) => (kinds.includes(kind) ? listed(rules.at(kind)) : []);
  const narrows = (items: readonly Field[], isOpen: (item: Field) => boolean) =>
    items.length > 0 && !items.some(isOpen);
  if (narrows(of('dns'), (item) => isRecord(item.value) && item.value.matchPattern === '*')) return 'some names in DNS';
  if (narrows(of('http'), isEmpty)) return 'some HTTP requests';
  if (narrows([...of('kafka'), ...of('l7')], isEmpty)) return 'some requests';
  return undefined;
}

function isEmpty({ value }: Field): boolean {
  return isRecord(value) && Object.values(value).every((each) => each === null || each === '');
}
