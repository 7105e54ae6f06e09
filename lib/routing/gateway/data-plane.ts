import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { type Entry, type IGatewayImplementation, type LocalDataPlane, PodSecurityLevel } from '../../cluster';
import { constructError, type Located, located, valueError } from '../../errors';
import { addReadingValidation, clusterOf, namespaceLabels, notice } from '../../objects';
import { allowBetween, type Between, Connections, type IConnectable, type IExternalPeer, MeshRole } from '../../policy';
import { Peer, type Port, Workload } from '../../traffic';
import { hasPods } from '../backend';

const STRICTNESS = [PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED];
const SUFFIX = '-data-plane';
const MAX_LABEL = 63;
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** What a data plane in the Gateway's own namespace is made of. */
export interface LocalDataPlaneProps {
  readonly gateway: string;
  readonly namespace: string;
  readonly clients: Peer;
  readonly implementation: IGatewayImplementation;
  readonly local: LocalDataPlane;
  /** The pod ports of all listeners; asked at synth. */
  readonly listenerPorts: () => Port[];
}

/**
 * A data plane whose pods run in the Gateway's namespace, where the default deny governs them.
 *
 * It gets a policy like any workload: in from the clients, out to its control plane, to DNS, and to each backend.
 */
export class LocalDataPlanePods extends Construct implements IConnectable {
  public readonly connections: Connections;

  public constructor(scope: Construct, id: string, props: LocalDataPlaneProps) {
    super(scope, id);
    const { local, namespace } = props;
    const name = `${props.gateway}${SUFFIX}`;
    const { pods: controlPlane, ports: asked, adminPorts = [] } = local.controlPlane;
    const clientPorts = () => [...props.listenerPorts(), local.healthPort];
    const { labels, meshAccount: serviceAccount } = local;
    const ports = () => [...clientPorts(), ...adminPorts];
    const pods = () => Workload.of({ namespace, name, labels, ports: ports(), serviceAccount });
    this.connections = new Connections(this, {
      workload: {
        get workload() {
          return pods();
        },
      },
      // Clients have no business with its administration.
      get defaultPorts() {
        return clientPorts();
      },
      policyName: name,
      // Of the pods that other controllers make nobody knows the account.
      _meshRole: serviceAccount === undefined ? MeshRole.UNNAMED : MeshRole.GATEWAY,
    });
    this.connections.allowFrom(props.clients, { reason: `clients of Gateway ${namespace}/${props.gateway}` });
    const reason = 'its control plane configures the data plane';
    // Some ask for what to do, and some are told.
    if (asked.length > 0) this.connections.allowTo(Peer.selecting(controlPlane), { ports: asked, reason });
    if (adminPorts.length > 0) this.connections.allowFrom(Peer.selecting(controlPlane), { ports: adminPorts, reason });
    const { implementation } = props;
    addReadingValidation(this, () => podSecurityProblems(this, namespace, implementation, local));
  }
}

/** Checks what the policy of a data plane in the Gateway's namespace needs, and returns who its clients are. */
export function localClients(place: Located, gateway: string, entry: Entry): Peer {
  if (gateway.length + SUFFIX.length > MAX_LABEL) {
    throw constructError(place, {
      law: `the name of a Gateway must have at most ${MAX_LABEL - SUFFIX.length} characters where ${entry.implementation?.name} serves it`,
      got: gateway,
      remedy: 'choose a shorter `name`: its data plane gets a policy named after it',
    });
  }
  return located(place, () => entry.clients);
}

/** The policy of a data plane, where it has one of ours. */
export function policyOf(dataPlane: Peer | LocalDataPlanePods): ApiObject | undefined {
  return dataPlane instanceof LocalDataPlanePods ? dataPlane.connections.policy : undefined;
}

/** From where the requests of an entry come: its own data plane, or the nodes where that uses their network. */
export function dataPlaneOf(place: Located, scope: Construct, entry: Entry, own: () => Peer): Peer {
  return located(place, () => (entry.usesHostNetwork ? clusterOf(scope)._hostNetworkPods : own()));
}

/** Says once what whoever writes routes for an implementation has to know. */
export function sayRouteHint(route: IConstruct, { name, routeHint }: IGatewayImplementation): void {
  if (routeHint !== undefined) notice(route, `routes by ${name}`, () => routeHint);
}

/** Lets a data plane connect to something, whether or not its pods have a policy of ours. */
export function letIn(dataPlane: Peer | LocalDataPlanePods, callee: IConnectable | IExternalPeer, way: Between): void {
  const { ports, reason } = way;
  if (dataPlane instanceof LocalDataPlanePods) dataPlane.connections.allowTo(callee, { ports, reason });
  else if (hasPods(callee)) callee.connections.allowFrom(dataPlane, { ports, reason });
  else allowBetween(dataPlane, callee, way);
}

/** The API server refuses pods below the level that their namespace enforces: the Gateway would never answer. */
function podSecurityProblems(
  place: IConstruct,
  namespace: string,
  implementation: IGatewayImplementation,
  local: LocalDataPlane,
): string[] {
  const enforced = namespaceLabels(place.node.root).get(namespace)?.[ENFORCE];
  const demanded = STRICTNESS.indexOf((enforced ?? PodSecurityLevel.PRIVILEGED) as PodSecurityLevel);
  if (demanded <= STRICTNESS.indexOf(local.podSecurity)) return [];
  return [
    valueError({
      law:
        `the pods of a data plane must meet the Pod Security level that their namespace enforces, but ${namespace} ` +
        `enforces "${enforced}", and those of ${implementation.name} meet "${local.podSecurity}" only`,
      remedy:
        `${local.podSecurityRemedy}, or lower the namespace's level: ` +
        `PodSecurity.${local.podSecurity}({ reason: '...' })`,
    }).message,
  ];
}
