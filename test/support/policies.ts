import { checkBlock, type IpBlock } from './ip-block';
import { type LabelSelector, NAMESPACE_NAME, type Selector, selectorOf, selects } from './labels';
import { type Manifest, ofKind, type Read } from './manifests';
import type { Pod } from './workloads';

export type Direction = 'ingress' | 'egress';

/** Pods by the labels of their namespace and their own, or addresses. */
export type Peer = { readonly namespaces: Selector; readonly pods: Selector } | { readonly block: IpBlock };

export interface PolicyPort {
  readonly protocol: string;
  /** A number, the name of a declared port, or every port of the protocol. */
  readonly port: number | string | 'every port';
  readonly endPort?: number;
}

/** What may pass; what Kubernetes says by an absence has a name here. */
export interface Rule {
  readonly peers: Peer[] | 'everyone';
  readonly ports: PolicyPort[] | 'every port';
}

/** A policy; a direction that it does not govern is absent. */
export interface Policy {
  readonly namespace: string;
  readonly pods: Selector;
  readonly ingress?: Rule[];
  readonly egress?: Rule[];
}

interface WrittenPeer {
  readonly podSelector?: LabelSelector | null;
  readonly namespaceSelector?: LabelSelector | null;
  readonly ipBlock?: IpBlock | null;
}

interface WrittenRule {
  readonly from?: WrittenPeer[] | null;
  readonly to?: WrittenPeer[] | null;
  readonly ports?: { port?: number | string; protocol?: string; endPort?: number }[] | null;
}

interface PolicySpec {
  readonly podSelector?: LabelSelector | null;
  readonly policyTypes?: string[] | null;
  readonly ingress?: WrittenRule[] | null;
  readonly egress?: WrittenRule[] | null;
}

/** The rule over a pod that no policy governs. */
const OPEN: Rule = { peers: 'everyone', ports: 'every port' };

/** The rules that govern a pod, of all policies together; the open rule where none does. */
export function rulesOver(policies: Policy[], pod: Pod, direction: Direction): Rule[] {
  const governing = policies
    .filter((policy) => policy.namespace === pod.namespace && !pod.onHostNetwork && selects(policy.pods, pod.labels))
    .map((policy) => policy[direction])
    .filter((rules) => rules !== undefined);
  return governing.length === 0 ? [OPEN] : governing.flat();
}

export function policiesOf(manifests: Manifest[]): Policy[] {
  return ofKind<PolicySpec>(manifests, 'networking.k8s.io', 'NetworkPolicy').map((read) => {
    try {
      return policyOf(read);
    } catch (error) {
      throw new Error(`NetworkPolicy ${read.namespace}/${read.name}: ${(error as Error).message}`);
    }
  });
}

function policyOf({ namespace, spec }: Read<PolicySpec>): Policy {
  // Without policyTypes a policy governs ingress always, and egress only if it has an egress rule.
  const implied = (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  const types = (spec.policyTypes ?? []).length > 0 ? spec.policyTypes : implied;
  const ingress = (spec.ingress ?? []).map((rule) => ruleOf(rule.from, rule, namespace));
  const egress = (spec.egress ?? []).map((rule) => ruleOf(rule.to, rule, namespace));
  return {
    namespace,
    pods: selectorOf(spec.podSelector ?? {}),
    ingress: types?.includes('Ingress') ? ingress : undefined,
    egress: types?.includes('Egress') ? egress : undefined,
  };
}

function ruleOf(peers: WrittenPeer[] | null | undefined, { ports }: WrittenRule, namespace: string): Rule {
  return {
    peers: peers?.length ? peers.map((peer) => peerOf(peer, namespace)) : 'everyone',
    ports: ports?.length ? ports.map(portOf) : 'every port',
  };
}

function peerOf({ podSelector, namespaceSelector, ipBlock }: WrittenPeer, namespace: string): Peer {
  const bySelector = Boolean(podSelector ?? namespaceSelector);
  if (bySelector === Boolean(ipBlock)) {
    throw new Error('the API server would refuse a peer that is not either selectors or an ipBlock');
  }
  if (ipBlock) {
    checkBlock(ipBlock);
    return { block: ipBlock };
  }
  // A pod selector alone means the policy's own namespace, and every namespace can be told by its name.
  return {
    namespaces: selectorOf(namespaceSelector ?? { matchLabels: { [NAMESPACE_NAME]: namespace } }),
    pods: selectorOf(podSelector ?? {}),
  };
}

function portOf({ port, protocol, endPort }: { port?: number | string; protocol?: string; endPort?: number }) {
  const wrongName = typeof port === 'string' && !/[a-z]/.test(port);
  const wrongEnd = endPort !== undefined && !(typeof port === 'number' && endPort >= port);
  if (wrongName || wrongEnd) {
    throw new Error(`the API server would refuse the port ${JSON.stringify({ port, endPort })}`);
  }
  return { protocol: protocol ?? 'TCP', port: port ?? 'every port', endPort };
}
