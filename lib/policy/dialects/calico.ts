import { Direction, LabelOperator, type LabelSelector, type Port, type PortSet, type Protocol } from '../../traffic';
import { type Allowance, mergedRules, type RulePeer } from '../rules';
import type { Dialect } from './dialect';

/**
 * Calico's own NetworkPolicy. Hosts by their names are known to Calico Enterprise only.
 *
 * Policies of this and of Kubernetes' own kind are asked one after the other, and each that is written here does nothing
 * but allow: what none of them allows is denied at the end.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 */
export function calico(knowsHostnames: boolean): Dialect {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    names: ({ kind, http }) => kind !== 'entity' && (kind !== 'hostname' || knowsHostnames) && !http,
    spec({ pods, directions, ingress, egress }) {
      const [from, to] = [ruleManifests('source', ingress), ruleManifests('destination', egress)];
      return {
        selector: selectorText(pods),
        types: [Direction.INGRESS, Direction.EGRESS].filter((direction) => directions.includes(direction)),
        ...(from.length > 0 ? { ingress: from } : {}),
        ...(to.length > 0 ? { egress: to } : {}),
      };
    },
  };
}

/** A rule has one protocol, and all that it says of a side must hold: each peer has a rule for each protocol. */
function ruleManifests(side: 'source' | 'destination', allowances: Allowance[]): any[] {
  return mergedRules(allowances).flatMap(({ peers, ports }) =>
    peers.flatMap((peer) =>
      protocolsOf(ports).map(({ protocol, answering }) => {
        const named = peerManifest(peer);
        const [source, destination] = side === 'source' ? [named, answering] : [{}, { ...named, ...answering }];
        return {
          action: 'Allow',
          protocol,
          ...(isEmpty(source) ? {} : { source }),
          ...(isEmpty(destination) ? {} : { destination }),
        };
      }),
    ),
  );
}

function peerManifest(peer: RulePeer): any {
  switch (peer.kind) {
    case 'pods': {
      const { namespaces, pods } = peer.selection;
      return { ...(namespaces ? { namespaceSelector: selectorText(namespaces) } : {}), selector: selectorText(pods) };
    }
    case 'range': {
      const { cidr, except } = peer.range;
      return { nets: [`${cidr}`], ...(except.length > 0 ? { notNets: except.map(String) } : {}) };
    }
    case 'hostname':
      return { domains: [peer.hostname] };
    default:
      return {};
  }
}

/** The ports of each protocol on the side that answers; every port is the protocol alone. */
function protocolsOf({ ports }: PortSet): { protocol: Protocol; answering: any }[] {
  return [...new Set(ports.map(({ protocol }) => protocol))].map((protocol) => {
    const own = ports.filter((port) => port.protocol === protocol);
    const isAll = own.some(({ first, last }) => first === 1 && last === 65535);
    return { protocol, answering: isAll ? {} : { ports: own.map(portManifest) } };
  });
}

function portManifest({ first, last, name }: Port): number | string {
  if (name !== undefined) return name;
  return first === last ? (first as number) : `${first}:${last}`;
}

/**
 * A selector in Calico's language.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors
 */
function selectorText({ labels, expressions, isEverything }: LabelSelector): string {
  if (isEverything) return 'all()';
  return [
    ...Object.entries(labels).map(([key, value]) => `${key} == ${quoted(value)}`),
    ...expressions.map(({ key, operator, values }) => conditionText(key, operator, values)),
  ].join(' && ');
}

/** As to Kubernetes, a label that isn't there is in no set of values. */
function conditionText(key: string, operator: LabelOperator, values: string[]): string {
  switch (operator) {
    case LabelOperator.IN:
      return `${key} in { ${values.map(quoted).join(', ')} }`;
    case LabelOperator.NOT_IN:
      return `${key} not in { ${values.map(quoted).join(', ')} }`;
    case LabelOperator.EXISTS:
      return `has(${key})`;
    case LabelOperator.DOES_NOT_EXIST:
      return `!has(${key})`;
  }
}

/** No quote can stand in a label's value. */
function quoted(value: string): string {
  return `'${value}'`;
}

function isEmpty(side: object): boolean {
  return Object.keys(side).length === 0;
}
