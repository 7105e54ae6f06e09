import { ApiObject, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type IMesh, MeshMode } from '../../cluster';
import { constructError } from '../../errors';
import { clusterOf, joinMesh, namespaceOf, objectMetadata, patchable } from '../../objects';
import { Direction, LabelSelector, NAMESPACE_NAME } from '../../traffic';
import type { Enforcement } from '../enforcement';
import { NetworkPolicy } from '../network-policy';
import { Stages } from '../stages';
import { AUTHENTICATION } from './istio';
import { MeshRules } from './mesh-rules';

/** What a namespace says of itself in order to be in a mesh. */
export interface MeshMetadata {
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
}

const NONE: MeshMetadata = { labels: {}, annotations: {} };

/** Without it, a port that no Server knows is open to all that reach the proxy. */
const LINKERD_DENY = { 'config.linkerd.io/default-inbound-policy': 'deny' };

/**
 * By which labels and annotations a namespace joins the mesh of its cluster; none where there is no mesh.
 *
 * @param enforcement - how far the policies of the namespace count: where anybody still comes in, the mesh lets them, too
 */
export function meshMetadata(scope: Construct, enforcement: Enforcement): MeshMetadata {
  const { mesh } = clusterOf(scope);
  if (!mesh) return NONE;
  const isClosed = enforcement.directions.includes(Direction.INGRESS);
  const deny = mesh.mode === MeshMode.LINKERD_PROXY && isClosed ? LINKERD_DENY : {};
  return { labels: mesh.namespaceLabels, annotations: { ...mesh.namespaceAnnotations, ...deny } };
}

/**
 * Has a closed namespace join the mesh of its cluster, where there is one, before anything in it is made.
 *
 * Its pods reach the control plane, as the proxies in them have to, and take connections of the mesh only, but where
 * somebody is let in who isn't in it, or where everybody still is.
 */
export function enrolInMesh(chart: Chart): void {
  const { mesh } = clusterOf(chart);
  if (!mesh) return;
  checkMesh(chart, mesh);
  MeshRules.of(chart);
  const namespace = { construct: chart, namespace: namespaceOf(chart) };
  joinMesh(namespace);
  const isClosed = Stages.of(chart).enforced(namespace, [Direction.INGRESS]).length > 0;
  if (mesh.mode !== MeshMode.LINKERD_PROXY && isClosed) {
    patchable(
      new ApiObject(chart, 'strict-mtls', {
        ...AUTHENTICATION,
        metadata: objectMetadata(chart, 'strict-mtls'),
        spec: { mtls: { mode: 'STRICT' } },
      }),
    );
  }
  if (mesh.controlPlanePorts.length > 0) {
    new NetworkPolicy(chart, 'allow-mesh', {
      pods: LabelSelector.everything(),
      egress: [{ peers: [mesh.controlPlane], ports: mesh.controlPlanePorts }],
    });
  }
}

/** A mesh without its port would be one in which nobody reaches anybody, and its root is no namespace like others. */
function checkMesh(chart: Chart, { name, mode, hbonePort, proxyPorts, controlPlane }: IMesh): void {
  const home = namespaceOf(chart);
  if (controlPlane.selections.some(({ namespaces }) => namespaces?.labels[NAMESPACE_NAME] === home)) {
    throw constructError(chart, {
      law: `the namespace of a mesh's control plane must stay out of the mesh, and ${home} is that of ${name}`,
      remedy: 'write it as a plain Chart with a DefaultDeny: policies of that namespace are for the whole mesh',
    });
  }
  if (mode === MeshMode.AMBIENT && hbonePort === undefined) {
    throw constructError(chart, {
      law: `the ambient mesh "${name}" must say on which port its pods get what others send them`,
      remedy: 'give it `hbonePort: Port.tcp(15008)`, or take Mesh.istioAmbient()',
    });
  }
  if (mode === MeshMode.LINKERD_PROXY && proxyPorts.length === 0) {
    throw constructError(chart, {
      law: `the mesh "${name}" must say on which port its proxies get what others send them`,
      remedy: 'give it `proxyPorts: [Port.tcp(4143)]`, or take Mesh.linkerd()',
    });
  }
}
