import { blockHolds, blockText } from './ip-block';
import { type Labels, NAMESPACE_NAME, selectorText, selects } from './labels';
import { type Peer, type Policy, type PolicyPort, type Rule, rulesOver } from './policies';
import type { Pod } from './workloads';

/** One end of a connection: a pod, or an address that is no pod's. */
export type End = Pod | { readonly address: string };

/** What decides: the policies, and the labels of the namespaces their selectors ask for. */
export interface Judge {
  readonly policies: Policy[];
  readonly labelsOf: (namespace: string) => Labels;
}

/** Whether a connection to that port of the destination may be opened: both ends must let it pass. */
export function permits(judge: Judge, from: End, to: End, port: number, protocol: string): boolean {
  const passes = (rules: Rule[], peer: End) =>
    rules.some((rule) => peersHold(rule, peer, judge) && portsHold(rule, to, port, protocol));
  const leaves = isAddress(from) || passes(rulesOver(judge.policies, from, 'egress'), to);
  const enters = isAddress(to) || passes(rulesOver(judge.policies, to, 'ingress'), from);
  return leaves && enters;
}

/** Whether the rule speaks of that port. A name is looked up on the destination, whichever direction the rule has. */
export function portsHold(rule: Rule, to: End, port: number, protocol: string): boolean {
  return rule.ports === 'every port' || rule.ports.some((each) => portHolds(each, to, port, protocol));
}

/** Whether the peer of a rule is that end. The addresses of pods are unknown here, so no ipBlock holds a pod. */
export function peerHolds(peer: Peer, end: End, judge: Judge): boolean {
  if ('block' in peer) {
    return isAddress(end) && blockHolds(peer.block, end.address);
  }
  return (
    !isAddress(end) &&
    !end.onHostNetwork &&
    selects(peer.namespaces, judge.labelsOf(end.namespace)) &&
    selects(peer.pods, end.labels)
  );
}

/** The names a peer's namespaces are limited to, or undefined when it asks for other labels only. */
export function namespacesNamed(peer: Peer): string[] | undefined {
  return 'block' in peer
    ? undefined
    : peer.namespaces.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In')?.values;
}

/** `pods app=web in namespace shop`, `namespaces team=ops`, `every namespace`, `10.0.0.0/8 except 1 range`. */
export function peerText(peer: Peer): string {
  if ('block' in peer) {
    return blockText(peer.block);
  }
  const named = namespacesNamed(peer);
  let namespaces = `namespaces ${selectorText(peer.namespaces)}`;
  if (peer.namespaces.length === 0) {
    namespaces = 'every namespace';
  } else if (peer.namespaces.length === 1 && named?.length === 1) {
    namespaces = `namespace ${named[0]}`;
  }
  return peer.pods.length === 0 ? namespaces : `pods ${selectorText(peer.pods)} in ${namespaces}`;
}

function peersHold(rule: Rule, end: End, judge: Judge): boolean {
  return rule.peers === 'everyone' || rule.peers.some((peer) => peerHolds(peer, end, judge));
}

function portHolds(rule: PolicyPort, to: End, port: number, protocol: string): boolean {
  if (rule.protocol !== protocol) {
    return false;
  }
  if (typeof rule.port === 'number') {
    return rule.port <= port && port <= (rule.endPort ?? rule.port);
  }
  if (rule.port === 'every port') {
    return true;
  }
  // An address has no named ports.
  return (
    !isAddress(to) &&
    to.ports.some((each) => each.name === rule.port && each.number === port && each.protocol === protocol)
  );
}

function isAddress(end: End): end is { readonly address: string } {
  return 'address' in end;
}
