import { difference, holds, rangeOf } from './addresses';
import { namespaceOf, type Pod } from './cluster';
import type { Call } from './istio-policies';
import type { LinkerdAuthorizationSpec, LinkerdReference, Manifest, ServerSpec } from './kinds';
import type { MeshMembers } from './mesh-members';
import { type AddressOptions, type Block, blockHoldsPod } from './pod-addresses';
import { type Door, isNamed } from './ports';
import { selects } from './selector';
import { both, type Fact, type World, whicheverIsFirst } from './worlds';

/** Server, AuthorizationPolicy, MeshTLSAuthentication and NetworkAuthentication of Linkerd, from their references. */
export class LinkerdPolicies {
  private readonly objects: readonly Manifest[];

  public constructor(
    manifests: readonly Manifest[],
    private readonly members: MeshMembers,
    private readonly options: AddressOptions,
  ) {
    this.objects = manifests.filter(({ apiVersion }) => apiVersion.startsWith('policy.linkerd.io/'));
  }

  /** What the Server of a port says of who connects there; where there is none, the default does. */
  public allow(world: World, pod: Pod, call: Call, door: Door): boolean {
    const servers = this.of('Server', pod.namespace).filter(({ metadata, spec }) => {
      const { podSelector, port }: ServerSpec = spec;
      const isPort = typeof port === 'string' ? isNamed(port, door) : port === door.port;
      return isPort && world.holds(selects(podSelector, pod), () => `Server ${metadata.name} guards ${pod.name}`);
    });
    if (servers.length === 0) {
      const word = this.members.annotation('config.linkerd.io/default-inbound-policy', pod);
      return world.holds(word === undefined ? 'open' : letsIn(word, call), () => `the default of ${pod.name}`);
    }
    const names = servers.map(({ metadata }) => metadata.name);
    const name = whicheverIsFirst(world, names, `Server of ${pod.name}`);
    const server = servers.find(({ metadata }) => metadata.name === name) as Manifest;
    const { accessPolicy = 'deny' }: ServerSpec = server.spec;
    if (world.holds(letsIn(accessPolicy, call), () => `the access policy of Server ${name}`)) return true;
    return this.of('AuthorizationPolicy', pod.namespace)
      .filter(({ spec }) => isTarget(spec, server))
      .some((policy) => this.authorizes(world, policy, call));
  }

  private of(kind: string, namespace: string): Manifest[] {
    return this.objects.filter((each) => each.kind === kind && namespaceOf(each.metadata) === namespace);
  }

  /** All that are required must be passed. Where one of them isn't there, whom the policy lets in isn't known. */
  private authorizes(world: World, { metadata, spec }: Manifest, call: Call): boolean {
    const { requiredAuthenticationRefs: references }: LinkerdAuthorizationSpec = spec;
    const own = namespaceOf(metadata);
    if (references.some((each) => each.kind !== 'ServiceAccount' && !this.referred(each, own))) {
      return world.holds('open', () => `${metadata.name} lets it in`);
    }
    return references.every((reference, i) => this.passes(world, `${metadata.name} ${i}`, reference, own, call));
  }

  private referred({ kind, name, namespace }: LinkerdReference, own: string): Manifest | undefined {
    return this.of(kind, namespace ?? own).find(({ metadata }) => metadata.name === name);
  }

  private passes(world: World, where: string, reference: LinkerdReference, own: string, call: Call): boolean {
    const { kind, namespace = own } = reference;
    if (kind === 'ServiceAccount') return world.holds(isReferred(reference, own, call), () => `${where} means it`);
    const found = this.referred(reference, own) as Manifest;
    const { identities = [], identityRefs = [], networks = [] } = found.spec;
    const facts: Fact[] = [
      ...identities.map((identity: string) => isIdentity(identity, call)),
      ...identityRefs.map((each: LinkerdReference) => isReferred(each, namespace, call)),
      ...networks.map((network: Block) => this.isWithin(network, call)),
    ];
    return facts.some((fact, i) => world.holds(fact, () => `${where} means it by ${i} of ${found.metadata.name}`));
  }

  private isWithin(network: Block, { from }: Call): Fact {
    if (from.kind === 'pod') return blockHoldsPod(network, from, true, this.options);
    return holds(difference([rangeOf(network.cidr)], (network.except ?? []).map(rangeOf)), from.address);
  }
}

/** A Server, or the Namespace that all of its Servers are in. */
function isTarget({ targetRef }: LinkerdAuthorizationSpec, { metadata }: Manifest): boolean {
  if (targetRef.kind === 'Namespace') return targetRef.name === namespaceOf(metadata);
  return targetRef.kind === 'Server' && targetRef.name === metadata.name;
}

/** What the words for all callers mean; which networks are the cluster's isn't known. */
function letsIn(word: string, { caller }: Call): Fact {
  const isMeshed = caller?.isProven ?? false;
  switch (word) {
    case 'deny':
      return false;
    case 'all-unauthenticated':
    case 'audit':
      return true;
    case 'all-authenticated':
      return isMeshed;
    case 'cluster-authenticated':
      return isMeshed === false ? false : 'open';
    default:
      return 'open';
  }
}

/** An identity has the domain of its mesh at its end, which nobody knows here. */
function isIdentity(identity: string, { caller }: Call): Fact {
  if (!caller) return false;
  if (identity === '*') return caller.isProven;
  const own = `${caller.account}.${caller.namespace}.serviceaccount.identity.linkerd.cluster.local`;
  const isOwn = identity.startsWith('*') ? own.endsWith(identity.slice(1)) : own === identity;
  return isOwn ? 'open' : false;
}

/** An account, all accounts of a namespace, or a namespace itself. */
function isReferred({ kind, name, namespace }: LinkerdReference, own: string, { caller }: Call): Fact {
  if (!caller) return false;
  if (kind === 'Namespace') return both(caller.isProven, caller.namespace === name);
  const isOne = caller.namespace === (namespace ?? own) && (name === undefined || caller.account === name);
  return both(caller.isProven, isOne);
}
