import type { IConstruct } from 'constructs';
import { constructError, valueError } from '../errors';
import type { IpRange, Peer } from '../traffic';
import { networksOf } from './address-ranges';
import { attachProfile, noteAsked, profileAbove } from './attached-profiles';
import { CloudMetadata } from './cloud-metadata';
import type { ClusterDescription, FactOrigins } from './cluster-description';
import { ClusterDns } from './cluster-dns';
import { type ClusterFact, toldFacts } from './cluster-facts';
import { readClusterFile } from './cluster-file';
import type { ClusterPolicyApi } from './cluster-policy-api';
import { checkFacts, checkTellable } from './cluster-profile-laws';
import type { ClusterProfileProps } from './cluster-profile-props';
import { Entry } from './entry';
import { entryIn } from './entry-in';
import { type FoundPeer, findPeer } from './find-peer';
import { EnvoyGateway } from './gateway/envoy-gateway';
import type { GatewayApiKind } from './gateway-api-kinds';
import { apiVersionIn, checkExperimental, checkGatewayApi } from './gateway-api-laws';
import { GatewayApiChannel, type GatewayApiVersion } from './gateway-api-version';
import type { KubernetesApi } from './kubernetes-api';
import { Conformant } from './load-balancer/conformant';
import type { ILoadBalancer } from './load-balancer/load-balancer';
import type { IMesh } from './mesh/mesh';
import type { IMonitoring } from './monitoring/monitoring';
import type { NetworkPlugin } from './network-plugin/catalogue';
import { hostNetworkPodsOf, nodesOf } from './node-peers';
import { PolicyDialect } from './policy-dialect';
import type { WorkloadIdentity } from './workload-identity';

const PROFILE = Symbol.for('cdk8s-networking.ClusterProfile.profile');

/**
 * What a construct has to know of the cluster that its objects are meant for.
 *
 * `Platform` carries one; with a stock cdk8s `App`, attach it. Constructs take the nearest one above them.
 *
 * @example
 * const app = new App();
 * ClusterProfile.attach(app, Clusters.kind());
 * new IsolatedNamespace(app, 'shop');
 */
export class ClusterProfile {
  /**
   * What is assumed when nothing is said: a conformant cluster with kubeadm's DNS, and Envoy Gateway in its default
   * deployment with the GatewayClass `eg`.
   */
  public static readonly DEFAULT: ClusterProfile = ClusterProfile._of({
    props: { name: 'default', entries: [Entry.gateway(new EnvoyGateway())] },
    origins: { entries: 'assumed' },
  });

  /**
   * Puts a profile together from facts.
   *
   * @throws when a fact is none, such as a text in place of an Entry, or when two entries have one name
   */
  public static define(props: ClusterProfileProps): ClusterProfile {
    return new ClusterProfile(props, {});
  }

  /**
   * The facts of a cluster as a YAML file says them, so that one app serves many clusters: the kind of cluster, and what is
   * otherwise on this one.
   *
   * @param file - the file, as it is seen from the folder in which the app runs
   * @throws when it can't be read, or says what nobody knows; the error starts with the file and the line
   *
   * @example
   * const platform = new Platform({ cluster: ClusterProfile.fromFile(`clusters/${process.env.CLUSTER}.yaml`) });
   */
  public static fromFile(file: string): ClusterProfile {
    const description = readClusterFile(file);
    try {
      return ClusterProfile._of(description);
    } catch (error) {
      throw valueError({ law: `${file}: ${(error as Error).message}` });
    }
  }

  /** @internal the same of facts of which it is known where they come from */
  public static _of({ props, origins }: ClusterDescription): ClusterProfile {
    return new ClusterProfile(props, origins);
  }

  /**
   * Says which cluster everything below a construct is meant for.
   *
   * @param scope - an app, a chart, or any other construct
   * @param profile - the cluster's facts
   * @throws when it is no profile, or when a construct below has asked for one already: it would have been built on
   * other facts
   */
  public static attach(scope: IConstruct, profile: ClusterProfile): void {
    if (!isProfile(profile)) {
      throw constructError(scope, {
        law: 'the cluster must be a ClusterProfile',
        got: profile,
        remedy: 'take one from Clusters, such as Clusters.kind(), or make one with ClusterProfile.define()',
      });
    }
    attachProfile(scope, profile);
  }

  /**
   * The profile that counts for a construct: the nearest one attached above it, or the default.
   *
   * @param scope - the construct that asks
   */
  public static of(scope: IConstruct): ClusterProfile {
    noteAsked(scope);
    return ClusterProfile._seenFrom(scope);
  }

  /** @internal the same, for whoever only looks: nothing is built on the answer */
  public static _seenFrom(scope: IConstruct): ClusterProfile {
    return profileAbove(scope) ?? ClusterProfile.DEFAULT;
  }

  /** What people call this kind of cluster. */
  public readonly name: string;
  /** How pods resolve names. */
  public readonly dns: ClusterDns;
  /** The network plugin, where it is known. */
  public readonly networkPlugin?: NetworkPlugin;
  /** The ways into the cluster; the first is the default one. Frozen. */
  public readonly entries: Entry[];
  /** What gives a Gateway or a load balancer its address here, where that needs something to be run. */
  public readonly addressHint?: string;
  /** What gives a Service of type LoadBalancer its address. */
  public readonly loadBalancer: ILoadBalancer;
  /** The version of the Gateway API's definitions in the cluster, where it is known. */
  public readonly gatewayApiVersion?: GatewayApiVersion;
  /** Which of the Gateway API's definitions the cluster has. */
  public readonly gatewayApiChannel: GatewayApiChannel;
  /** The networks of the nodes' addresses; empty where they aren't known. Frozen. */
  public readonly nodeRanges: IpRange[];
  /** Where the Kubernetes API answers, where it is known. */
  public readonly kubernetesApi?: KubernetesApi;
  /** The networks of the pods' addresses; empty where they aren't known. Frozen. */
  public readonly podRanges: IpRange[];
  /** The networks of the Services' addresses; empty where they aren't known. Frozen. */
  public readonly serviceRanges: IpRange[];
  /** What collects the metrics of workloads, where something does. */
  public readonly monitoring?: IMonitoring;
  /** The service mesh, where there is one. */
  public readonly mesh?: IMesh;
  /** The addresses at which the cloud hands out the credentials of its nodes, where it is known. */
  public readonly metadata?: CloudMetadata;
  /** From where pods fetch the credentials of an identity of their own, where it is known. */
  public readonly workloadIdentity?: WorkloadIdentity;
  /** In whose words policies are written. */
  public readonly policyDialect: PolicyDialect;
  /** The API by which the cluster takes policies for all of its namespaces, where it has one. */
  public readonly clusterPolicies?: ClusterPolicyApi;
  /** The minor version of Kubernetes, where it is known, such as `1.34`. */
  public readonly kubernetesVersion?: string;
  /** Whether the cluster assigns users and groups to pods, and refuses those that name their own. */
  public readonly assignsPodUsers: boolean;

  private constructor(
    private readonly given: ClusterProfileProps,
    private readonly origins: FactOrigins,
  ) {
    Object.defineProperty(this, PROFILE, { value: true });
    checkFacts(given);
    this.name = given.name;
    this.dns = given.dns ?? ClusterDns.kubeDns();
    this.networkPlugin = given.networkPlugin;
    this.entries = [...(given.entries ?? [])];
    Object.freeze(this.entries);
    this.addressHint = given.addressHint;
    this.loadBalancer = given.loadBalancer ?? new Conformant();
    this.gatewayApiVersion = given.gatewayApiVersion ?? undefined;
    this.gatewayApiChannel = given.gatewayApiChannel ?? GatewayApiChannel.STANDARD;
    this.nodeRanges = networksOf('the `nodeRanges` of a cluster profile', given.nodeRanges);
    this.kubernetesApi = given.kubernetesApi ?? undefined;
    this.podRanges = networksOf('the `podRanges` of a cluster profile', given.podRanges);
    this.serviceRanges = networksOf('the `serviceRanges` of a cluster profile', given.serviceRanges);
    this.monitoring = given.monitoring ?? undefined;
    this.mesh = given.mesh ?? undefined;
    this.metadata = given.metadata ?? undefined;
    this.workloadIdentity = given.workloadIdentity ?? undefined;
    this.policyDialect = given.policyDialect ?? PolicyDialect.NETWORK_POLICY;
    this.clusterPolicies = given.clusterPolicies ?? undefined;
    this.kubernetesVersion = given.kubernetesVersion ?? undefined;
    this.assignsPodUsers = given.assignsPodUsers ?? false;
    checkTellable(this.entries);
  }

  /** The addresses at which credentials of nodes may be had: those of the cloud, or of every cloud. Frozen. */
  public get metadataRanges(): IpRange[] {
    return this.metadata?.ranges ?? CloudMetadata._everyRange();
  }

  /**
   * Who a connection comes from that a node forwards, as a policy has to name it: the nodes' addresses, and every
   * address where the network plugin takes such a connection for one of the world.
   *
   * @throws when the profile doesn't say; the error names the command that finds it
   */
  public get nodes(): Peer {
    return nodesOf(this);
  }

  /**
   * The same profile, but for some facts.
   *
   * @param changes - the facts that differ
   * @throws as `define()` does
   * @internal
   */
  public _with(changes: Partial<ClusterProfileProps>): ClusterProfile {
    const told = Object.fromEntries(Object.keys(changes).map((fact) => [fact, 'given']));
    return ClusterProfile._of({ props: { ...this.given, ...changes }, origins: { ...this.origins, ...told } });
  }

  /**
   * Whom a peer stands for in this cluster; one that says so itself stays as it is.
   *
   * @throws when the profile doesn't say; the error names the command that finds it
   * @internal
   */
  public _find(peer: Peer): FoundPeer {
    return findPeer(this, peer);
  }

  /**
   * From where the requests of an entry come whose pods use the network of their nodes.
   *
   * @throws when the profile doesn't say which addresses the nodes have, or when the network plugin matches none of them
   * @internal
   */
  public get _hostNetworkPods(): Peer {
    return hostNetworkPodsOf(this);
  }

  /**
   * Checks that the cluster takes something of the Gateway API which not every version has.
   *
   * @param what - the subject of the error: `the \`name\` of a rule`
   * @param since - the version that it came with
   * @throws when the cluster has an older one, or the profile doesn't say which
   * @internal
   */
  public _checkGatewayApi(what: string, since: GatewayApiVersion): void {
    checkGatewayApi(this, what, since);
  }

  /**
   * Checks that the cluster takes something of the Gateway API which its standard channel doesn't have.
   *
   * @param what - the subject of the error: `the \`retry\` of a rule`
   * @throws when the cluster has the standard channel
   * @internal
   */
  public _checkExperimental(what: string): void {
    checkExperimental(this, what);
  }

  /**
   * The apiVersion by which the cluster knows a kind of the Gateway API.
   *
   * @param kind - the kind, such as `TLSRoute`
   * @throws when its definitions don't have the kind, or when the profile doesn't say enough of them
   * @internal
   */
  public _gatewayApiVersionOf(kind: GatewayApiKind): string {
    return apiVersionIn(this, kind);
  }

  /** What is known of the cluster: each fact with what it is for, where it comes from, and the command that finds it. */
  public facts(): ClusterFact[] {
    return toldFacts(this, this.allOrigins);
  }

  private get allOrigins(): FactOrigins {
    const said = Object.entries(this.given).filter(([, fact]) => fact !== undefined && fact !== null);
    return { ...Object.fromEntries(said.map(([fact]) => [fact, 'given'])), ...this.origins };
  }

  /**
   * A way into the cluster.
   *
   * @param name - the entry's name; without it, the default entry
   * @throws when there is none, or none of that name
   */
  public entry(name?: string): Entry {
    return entryIn(this, name);
  }
}

function isProfile(x: unknown): boolean {
  return typeof x === 'object' && x !== null && PROFILE in x;
}
