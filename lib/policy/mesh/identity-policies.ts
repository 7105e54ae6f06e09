import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { type IMesh, MeshMode } from '../../cluster';
import { isPresent, labelValue, objectLabels, type Problem, patchable, ReadOnce, readAnew } from '../../objects';
import { Direction } from '../../traffic';
import { reasonLine, type Way } from '../edge';
import type { ConnectionGraph } from '../graph';
import type { Party } from '../party';
import { REASONS_ANNOTATION, reasonsText } from '../reasons';
import { admissionsOf } from './admission';
import type { IdentityObject, IdentityProps } from './identity-object';
import { identityProblems } from './identity-problems';
import { AUTHORIZATION, istioObjects } from './istio';
import { linkerdObjects } from './linkerd';
import { isMember, meshFor, receives } from './membership';
import { MeshRules } from './mesh-rules';
import { waypointObjects } from './waypoint-policies';
import { waypointProblems } from './waypoint-problems';
import { isWaypoint, waysAround } from './waypoint-ways';

/** The id of their place below the network policy, which is there from the start: so they stand in one order. */
const IDENTITY = 'Identity';

/** What a workload's identity policies are about. */
export interface IdentityPoliciesProps {
  readonly graph: ConnectionGraph;
  readonly party: Party;
  /** The name of its network policy. */
  readonly name: string;
  /** Who may connect to it, as far as the network policy says so. */
  readonly ways: () => Way[];
}

/**
 * The identity policies of a workload in a mesh, below its network policy: where that goes, they go.
 *
 * In an ambient mesh the network policy alone would open every port, so that what Istio knows as one is there with it from
 * the start. How many there are beside that is known when everything is declared.
 */
export class IdentityPolicies {
  private readonly place: Construct;
  private readonly written: ReadOnce<IdentityObject[]>;

  public constructor(
    policy: ApiObject,
    private readonly props: IdentityPoliciesProps,
  ) {
    this.place = new Construct(policy, IDENTITY);
    this.written = new ReadOnce(policy, () => this.write());
    MeshRules.of(policy).add(this);
  }

  /** The objects that there are by now. */
  public get objects(): ApiObject[] {
    return this.place.node.children.filter(ApiObject.isApiObject);
  }

  /** Has the object that every workload needs which lets anybody in; called whenever something is declared. */
  public govern(): void {
    const { party, name } = this.props;
    if (this.objects.length > 0) return;
    const mesh = meshFor(party);
    if (!mesh || mesh.mode === MeshMode.LINKERD_PROXY || !(isMember(party, mesh) || isWaypoint(party))) return;
    if (party.directions().includes(Direction.INGRESS)) this.add({ ...AUTHORIZATION, name });
  }

  /** Has all that is needed, and no more; called when everything is declared. */
  public settle(): void {
    const isGoverned = this.mesh !== undefined && this.props.party.directions().includes(Direction.INGRESS);
    const wanted = isGoverned ? this.sayable : [];
    const there = this.objects.map(({ node }) => node.id);
    const kept = there.filter((id, index) => wanted[index] && idOf(wanted[index]) === id);
    const stays = kept.length === Math.min(there.length, wanted.length) ? kept.length : 0;
    for (const id of there.slice(stays)) this.place.node.tryRemoveChild(id);
    for (const each of wanted.slice(stays)) this.add(each);
  }

  /** What can't be said of the workload by identities. */
  public problems(): Problem[] {
    const { graph, party, ways } = this.props;
    if (!this.mesh || !isPresent(this.place) || !graph.isReadable) return [];
    if (!party.directions().includes(Direction.INGRESS)) return [];
    if (isWaypoint(party)) return waypointProblems(party, this.mesh, () => this.written.value);
    // Who passes a waypoint is one of the callers, wherever it is asked for.
    return identityProblems(graph, party, this.identity(this.mesh, ways()), () => this.written.value);
  }

  /** The mesh, where the workload is reached in its way, or has others reached. */
  private get mesh(): IMesh | undefined {
    const { party } = this.props;
    const mesh = meshFor(party);
    return mesh && (receives(party, mesh) || isWaypoint(party)) ? mesh : undefined;
  }

  /** None where they can't be said, which is a problem of its own. */
  private get sayable(): IdentityObject[] {
    try {
      return this.written.value;
    } catch {
      return [];
    }
  }

  private write(): IdentityObject[] {
    const mesh = this.mesh;
    if (!mesh) return [];
    const { party, name, ways } = this.props;
    if (isWaypoint(party)) return waypointObjects(party, name, mesh);
    const write = mesh.mode === MeshMode.LINKERD_PROXY ? linkerdObjects : istioObjects;
    return write(this.identity(mesh, waysAround(party, Direction.INGRESS, ways(), mesh)));
  }

  private identity(mesh: IMesh, ways: Way[]): IdentityProps {
    const { graph, party, name } = this.props;
    return { name, workload: party.workload(), admissions: admissionsOf(graph, party, ways, mesh), mesh };
  }

  private add(object: Omit<IdentityObject, 'spec'>): void {
    const { apiVersion, kind, name } = object;
    const { graph, party } = this.props;
    const id = idOf(object);
    const reasons = () =>
      reasonsText(
        graph
          .links(party, Direction.INGRESS)
          .filter(({ edge }) => edge.reasons.size > 0)
          .map(({ edge }) => reasonLine(edge)),
      );
    const written = new ApiObject(this.place, id, {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace: party.namespace,
        labels: objectLabels(labelValue(this.props.name), party.namespace),
        ...(kind === AUTHORIZATION.kind
          ? { annotations: { [REASONS_ANNOTATION]: Lazy.any({ produce: reasons }) as unknown as string } }
          : {}),
      },
      spec: Lazy.any({ produce: () => this.written.value.find((each) => idOf(each) === id)?.spec }),
    });
    const render = written.toJson.bind(written);
    written.toJson = () => {
      readAnew(written);
      return render();
    };
    patchable(written);
  }
}

/** One object of each kind and name: what Linkerd knows as several is told apart by the port in their names. */
function idOf({ kind, name }: Omit<IdentityObject, 'spec'>): string {
  return `${kind} ${name}`;
}
