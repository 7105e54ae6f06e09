import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { type IMesh, MeshMode, PodSecurityLevel } from '../cluster';
import { constructError, type Located, located, placeOf } from '../errors';
import { clusterOf, namespaceOf, notice, objectMetadata, patchable, resourceName, withdrawn } from '../objects';
import { Connections, type IConnectable, MeshRole, USE_WAYPOINT } from '../policy';
import { checkKnownOptions, checkObject, Port, Workload } from '../traffic';
import { IsolatedNamespace } from './isolated-namespace';

/** Metrics of Istio's proxy. */
const METRICS = Port.tcp(15020);
/** Where istiod answers proxies. */
const CONTROL_PLANE = Port.tcp(15012);
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** What a waypoint is called. */
export interface WaypointProps {
  /**
   * Its name, which its pods and their service account have as well.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A waypoint of Istio's ambient mesh: a proxy that what the mesh sends to the Services of a namespace passes on its way.
 *
 * Who may connect to whom stays as it was declared, and is written for both parts of the way. Services that shall be
 * reached without it are labelled `istio.io/use-waypoint: none`. What is sent to pods by their addresses doesn't pass it;
 * workloads of the app can't do that any more, unless a Service of theirs has no address of its own.
 *
 * Istio makes its pods. Where the namespace enforces "restricted", istiod must be installed with the Helm value
 * `gateways.seccompProfile.type=RuntimeDefault`, or they are refused.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kubeadm({ mesh: Mesh.istioAmbient() }) });
 * const shop = new IsolatedNamespace(platform, 'shop');
 * new Waypoint(shop, 'waypoint');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' }).connections.allowTo(api);
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export class Waypoint extends Construct implements IConnectable {
  /** The Gateway from which Istio makes it. */
  public readonly gateway: ApiObject;
  /** Who may connect to its pods themselves, such as to their metrics. What passes them follows from other connections. */
  public readonly connections: Connections;

  /**
   * @param scope - in an IsolatedNamespace of an ambient mesh
   * @param id - its name, unless one is given
   * @throws when the namespace is none of an ambient mesh, has a waypoint already, or says that it uses none, or when the
   * name is no DNS-1123 label
   */
  public constructor(scope: Construct, id: string, props: WaypointProps = {}) {
    const place = placeOf(scope, id);
    located(place, () => {
      checkObject('the properties of a Waypoint', props);
      checkKnownOptions('a Waypoint', props, ['name']);
    });
    const { home, mesh } = homeOf(place, scope);
    const name = resourceName(scope, id, { kind: 'a Waypoint', name: props.name });
    checkAlone(place, home);
    super(scope, id);
    try {
      this.gateway = gatewayObject(this, name, mesh);
      this.connections = connectionsOf(this, name, mesh);
    } catch (error) {
      throw withdrawn(this, error);
    }
    home.namespaceObject.metadata.addLabel(USE_WAYPOINT, name);
    const { namespaceObject } = home;
    notice(this, `waypoint ${this.node.path}`, () => podSecurityNotice(namespaceObject, name));
  }
}

function homeOf(place: Located, scope: Construct): { home: IsolatedNamespace; mesh: IMesh } {
  const { mesh } = clusterOf(scope);
  if (mesh?.mode !== MeshMode.AMBIENT) {
    throw constructError(place, {
      law: 'a Waypoint must be in an ambient mesh',
      got: mesh?.name ?? 'no mesh',
      remedy: 'give the cluster profile `mesh: Mesh.istioAmbient()`, or leave the Waypoint out',
    });
  }
  const home = Chart.of(scope);
  if (!IsolatedNamespace.isIsolatedNamespace(home)) {
    throw constructError(place, {
      law: 'a Waypoint must be in an IsolatedNamespace, which alone joins a mesh',
      got: home.node.path,
      remedy: 'make the chart an IsolatedNamespace, or the Waypoint in one',
    });
  }
  return { home: home as IsolatedNamespace, mesh };
}

function checkAlone(place: Located, { namespaceObject }: IsolatedNamespace): void {
  const other = namespaceObject.metadata.getLabel(USE_WAYPOINT);
  if (other === undefined) return;
  throw constructError(place, {
    law: 'a namespace must have one waypoint at most, which its label names',
    got: `${USE_WAYPOINT}: ${other}`,
    remedy: 'leave the other one out',
  });
}

function gatewayObject(scope: Waypoint, name: string, { hbonePort }: IMesh): ApiObject {
  const metadata = objectMetadata(scope, name);
  const gateway = new ApiObject(scope, 'Gateway', {
    apiVersion: clusterOf(scope)._gatewayApiVersionOf('Gateway'),
    kind: 'Gateway',
    metadata: { ...metadata, labels: { ...metadata.labels, 'istio.io/waypoint-for': 'service' } },
    spec: {
      gatewayClassName: 'istio-waypoint',
      listeners: [{ name: 'mesh', port: hbonePort?.first, protocol: 'HBONE' }],
    },
  });
  patchable(gateway);
  return gateway;
}

/** Istio calls the pods and their account after the Gateway. */
function connectionsOf(scope: Waypoint, name: string, { controlPlane }: IMesh): Connections {
  const workload = Workload.of({
    namespace: namespaceOf(scope) as string,
    name,
    labels: { 'gateway.networking.k8s.io/gateway-name': name },
    ports: [METRICS],
    serviceAccount: name,
  });
  const connections = new Connections(scope, {
    workload: { workload },
    policyName: name,
    _meshRole: MeshRole.WAYPOINT,
  });
  connections.allowTo(controlPlane, { ports: [CONTROL_PLANE], reason: 'its control plane configures the waypoint' });
  return connections;
}

/** The API server refuses pods below the level that their namespace enforces: then nobody reaches a Service in it. */
function podSecurityNotice(namespace: ApiObject, name: string): string | undefined {
  const level = namespace.toJson().metadata.labels?.[ENFORCE];
  if (level !== PodSecurityLevel.RESTRICTED) return undefined;
  return (
    `the pods of waypoint ${namespace.name}/${name} are taken for meeting the Pod Security level "restricted", which ` +
    'takes an istiod that is installed with the Helm value gateways.seccompProfile.type=RuntimeDefault'
  );
}
