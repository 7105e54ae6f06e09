import { type ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterOf, ensureRules, labelValue, objectLabels } from '../objects';
import { Direction, Peer, PortSet } from '../traffic';
import { type Dialects, dialectsOf, unsaidIn } from './dialects/catalogue';
import type { IntendedPolicy } from './dialects/dialect';
import { peersOf, type Way } from './edge';
import { ConnectionGraph } from './graph';
import { IdentityPolicies } from './mesh/identity-policies';
import { meshFor } from './mesh/membership';
import { meshAllowances, meshNeeds } from './mesh/mesh-allowances';
import { crossingAllowances, waysAround } from './mesh/waypoint-ways';
import type { Party } from './party';
import { REASONS_ANNOTATION } from './reasons';
import { resolversOf } from './resolvers';
import { type Allowance, limitedTo } from './rules';
import { besideOf, ensureBeside, removeBeside, writtenPolicy } from './written-policy';

/** What the policy of a workload is made of. */
export interface WorkloadPolicyProps {
  /** The policy's written name. */
  readonly name: string;
  /** The workload. */
  readonly party: Party;
}

/** The one policy of a workload, written from the graph when everything is declared. */
export class WorkloadPolicy {
  /** The object. */
  public readonly object: ApiObject;
  private readonly dialects: Dialects;
  private readonly graph: ConnectionGraph;
  private readonly identity?: IdentityPolicies;

  /**
   * @param scope - decides in which file it stands
   */
  public constructor(
    private readonly scope: Construct,
    id: string,
    private readonly props: WorkloadPolicyProps,
  ) {
    ensureRules(scope);
    this.graph = ConnectionGraph.of(scope);
    this.graph.add(props.party);
    this.dialects = dialectsOf(scope);
    const { main } = this.dialects;
    const { party } = props;
    const reasons = () => this.graph.reasons(party, party.directions(), (peers) => peers.every(main.names));
    const written = { metadata: this.metadata(reasons), intended: () => this.intended() };
    this.object = writtenPolicy(scope, id, main, written);
    if (clusterOf(scope).mesh) {
      const { name } = props;
      this.identity = new IdentityPolicies(this.object, {
        graph: this.graph,
        party,
        name,
        ways: () => this.ingressWays(),
      });
      this.identity.govern();
    }
  }

  /** The policy beside it, as it is by now; undefined where there is none. */
  public get beside(): ApiObject | undefined {
    return besideOf(this.object);
  }

  /** The policies by identities, where it is in a mesh; as many as there are by now. */
  public get identityPolicies(): ApiObject[] {
    return this.identity?.objects ?? [];
  }

  /** Has a policy beside it as soon as it is known to need one; called whenever something is declared. */
  public govern(): void {
    if (this.graph.needsWords(this.props.party)) this.ensureBeside();
    this.identity?.govern();
  }

  /** Has a policy beside it, or none; called when everything is declared. */
  public settle(): void {
    const mayBeNeeded = this.graph.mayNeedWords(this.props.party) || this.hasWordlessResolvers;
    if (mayBeNeeded && unsaidIn(this.dialects.main, this.intended())) this.ensureBeside();
    else removeBeside(this.object);
    this.identity?.settle();
  }

  /** Whether who resolves names is such that a NetworkPolicy has no word for it, as the nodes on Cilium. */
  private get hasWordlessResolvers(): boolean {
    const { main } = this.dialects;
    return resolversOf(this.scope).some(({ peers }) => !peers.every(main.names));
  }

  private ensureBeside(): void {
    const { main, beside } = this.dialects;
    const { party } = this.props;
    if (!beside) return;
    const reasons = () => this.graph.reasons(party, party.directions(), (peers) => !peers.every(main.names));
    ensureBeside(this.object, main, beside, { metadata: this.metadata(reasons), intended: () => this.intended() });
  }

  /** What it is meant to let through in a direction; asked when everything is declared. */
  public allowances(direction: Direction): Allowance[] {
    return direction === Direction.INGRESS ? this.ingress() : this.egress();
  }

  private metadata(reasons: () => string | undefined): ApiObjectMetadata {
    const { name, party } = this.props;
    return {
      name,
      namespace: party.namespace,
      labels: objectLabels(labelValue(name), party.namespace),
      annotations: { [REASONS_ANNOTATION]: Lazy.any({ produce: reasons }) as unknown as string },
    };
  }

  private intended(): IntendedPolicy {
    const { party } = this.props;
    const directions = party.directions();
    return {
      pods: party.workload().selector,
      directions,
      ingress: directions.includes(Direction.INGRESS) ? this.allowances(Direction.INGRESS) : [],
      egress: directions.includes(Direction.EGRESS) ? this.allowances(Direction.EGRESS) : [],
      resolvers: party.resolvesNames ? resolversOf(this.scope) : [],
    };
  }

  private ingress(): Allowance[] {
    const { party } = this.props;
    const ways = this.ingressWays();
    const mesh = meshFor(party);
    return [...this.allowing(ways, Direction.INGRESS), ...(mesh ? meshNeeds(party, ways, mesh) : [])];
  }

  private egress(): Allowance[] {
    const { party } = this.props;
    return [
      ...this.allowing(this.graph.links(party, Direction.EGRESS), Direction.EGRESS),
      ...(party.resolvesNames && !this.graph.doNamesResolveIn(party) ? resolversOf(this.scope) : []),
    ];
  }

  private ingressWays(): Way[] {
    const { party } = this.props;
    const { dns } = clusterOf(this.scope);
    return [
      ...this.graph.links(party, Direction.INGRESS),
      // The pods that resolve names for everybody: governed for one client, they would be closed to all others.
      ...(this.graph.selects(dns.peer, party) ? [{ end: Peer.everyNamespace(), ports: PortSet.of(...dns.ports) }] : []),
    ];
  }

  /** Between pods of a mesh, a policy sees other ports than those that are meant. */
  private allowing(ways: Way[], direction: Direction): Allowance[] {
    const { party } = this.props;
    const mesh = meshFor(party);
    if (mesh) {
      return [
        ...waysAround(party, direction, ways, mesh).flatMap(meshAllowances(this.graph, party, direction, mesh)),
        ...crossingAllowances(this.graph, party, direction, mesh),
      ];
    }
    return ways.map(({ end, ports, http }) => {
      const peers = peersOf(end, party);
      // The callee's side alone looks into requests; to look twice would take two proxies.
      return { peers: http && direction === Direction.INGRESS ? limitedTo(http, peers) : peers, ports };
    });
  }
}
