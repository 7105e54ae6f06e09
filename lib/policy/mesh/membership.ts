import { type IMesh, MeshMode } from '../../cluster';
import { clusterOf, isMeshNamespace, meshNamespaces, meshOf } from '../../objects';
import { NAMESPACE_NAME, type PodSelection } from '../../traffic';
import type { ConnectionGraph } from '../graph';
import { MeshRole, type Party } from '../party';

/** Who among some pods is in the mesh. */
export interface Members {
  /** The namespaces whose pods are. */
  readonly namespaces: string[];
  /** Whether pods of other namespaces are meant as well, or alone. */
  readonly hasOthers: boolean;
}

/** The mesh that counts for the policies of a workload; undefined where its pods are in none. */
export function meshFor(party: Party): IMesh | undefined {
  const { mesh } = clusterOf(party.construct);
  if (!mesh) return undefined;
  return meshOf(party) ?? (isProxy(party, mesh) ? mesh : undefined);
}

/** Whether the pods of a workload connect to others in the way of the mesh. */
export function sends(party: Party, mesh: IMesh): boolean {
  return isProxy(party, mesh) || (joined(party, mesh) && !leaves(party, mesh));
}

/** Whether the pods of a workload are reached in the way of the mesh. */
export function receives(party: Party, mesh: IMesh): boolean {
  return isMember(party, mesh) && !leaves(party, mesh);
}

/** Whether the namespace of a workload joined for it, whatever its pods say; it may be asked before there are any. */
export function isMember(party: Party, mesh: IMesh): boolean {
  return !isProxy(party, mesh) && joined(party, mesh);
}

function joined(party: Party, mesh: IMesh): boolean {
  return meshOf(party)?.name === mesh.name;
}

/** The labels by which pods leave the mesh that their namespace joined. */
const LEAVING: { readonly [mode in MeshMode]?: readonly [string, string] } = {
  [MeshMode.AMBIENT]: ['istio.io/dataplane-mode', 'none'],
  [MeshMode.SIDECAR]: ['sidecar.istio.io/inject', 'false'],
};

function leaves(party: Party, { mode }: IMesh): boolean {
  const [label, value] = LEAVING[mode] ?? [];
  return label !== undefined && party.workload().labels[label] === value;
}

/** The gateways that are known are Istio's. */
function isProxy({ meshRole }: Party, { mode }: IMesh): boolean {
  return (meshRole === MeshRole.GATEWAY || meshRole === MeshRole.WAYPOINT) && mode !== MeshMode.LINKERD_PROXY;
}

/** Who among the pods of a selection is in the mesh, to the policy of a workload. */
export function membersOf(graph: ConnectionGraph, selection: PodSelection, asker: Party, mesh: IMesh): Members {
  const { namespaces } = selection;
  if (namespaces === undefined) {
    const own = meshOf(asker)?.name === mesh.name && asker.namespace !== undefined ? [asker.namespace] : [];
    return { namespaces: own, hasOthers: own.length === 0 };
  }
  const isMeant = (name: string) => namespaces.matches(graph.labelsOf(name));
  const name = namespaces.labels[NAMESPACE_NAME];
  const { construct } = asker;
  if (name !== undefined) {
    const isWithin = (isMeshNamespace(construct, mesh, name) && isMeant(name)) || isGateway(selection, asker, mesh);
    return { namespaces: isWithin ? [name] : [], hasOthers: !isWithin };
  }
  // Of namespaces by their labels, strangers may have these as well.
  return { namespaces: meshNamespaces(construct, mesh).filter(isMeant), hasOthers: true };
}

/** Whether pods are a gateway of Istio: in its mesh, wherever they are. */
function isGateway(selection: PodSelection, { construct }: Party, { mode }: IMesh): boolean {
  if (mode === MeshMode.LINKERD_PROXY) return false;
  return clusterOf(construct).entries.some(
    ({ controller }) =>
      controller?.isMeshProxy && controller.dataPlane.selections.some((each) => each.sameAs(selection)),
  );
}
