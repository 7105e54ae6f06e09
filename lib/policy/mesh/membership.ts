import { type IMesh, MeshMode } from '../../cluster';
import { clusterOf, isMeshNamespace, meshNamespaces, meshOf } from '../../objects';
import { type LabelSelector, NAMESPACE_NAME, type PodSelection } from '../../traffic';
import type { ConnectionGraph } from '../graph';
import { MeshRole, type Party } from '../party';
import { type OwnWord, wordAskedFor, wordOf } from './own-words';

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

function leaves(party: Party, { mode }: IMesh): boolean {
  return wordOf(party.workload(), mode) === 'leaves';
}

/** The gateways that are known are Istio's. */
function isProxy({ meshRole }: Party, { mode }: IMesh): boolean {
  return (meshRole === MeshRole.GATEWAY || meshRole === MeshRole.WAYPOINT) && mode !== MeshMode.LINKERD_PROXY;
}

/**
 * Who among the pods of a selection is in the mesh, to the policy of a workload.
 *
 * What their labels say counts before what their namespaces do. Where the labels leave it open, the workloads of the app
 * that have them are known to be within or to have left; of others nothing is known but the namespace.
 */
export function membersOf(graph: ConnectionGraph, selection: PodSelection, asker: Party, mesh: IMesh): Members {
  const { pods } = selection;
  if (isGateway(selection, asker, mesh)) return homesOf(graph, selection, asker, mesh);
  const word = wordAskedFor(pods, mesh.mode);
  if (word === 'leaves') return { namespaces: [], hasOthers: true };
  const { namespaces, hasOthers } = homesOf(graph, selection, asker, mesh, word);
  const known = namespaces.map((namespace) => ({ namespace, parties: knownIn(graph, namespace, pods) }));
  const hasLeft = (party: Party) => joined(party, mesh) && !sends(party, mesh);
  return {
    namespaces: known
      .filter(({ parties }) => pods.isEverything || parties.length === 0 || !parties.every(hasLeft))
      .map(({ namespace }) => namespace),
    hasOthers: hasOthers || known.some(({ parties }) => parties.some(hasLeft)),
  };
}

/** The workloads of the app whose pods are meant. */
export function knownIn(graph: ConnectionGraph, namespace: string, pods: LabelSelector): Party[] {
  return graph.partiesIn(namespace).filter((party) => !party.refusal && pods.matches(party.workload().labels));
}

/** The namespaces in which members are meant, as far as namespaces tell; those of pods that join by themselves do. */
function homesOf(graph: ConnectionGraph, selection: PodSelection, asker: Party, mesh: IMesh, word?: OwnWord): Members {
  const { namespaces } = selection;
  if (namespaces === undefined) {
    const isWithin = word === 'joins' || meshOf(asker)?.name === mesh.name;
    const own = isWithin && asker.namespace !== undefined ? [asker.namespace] : [];
    return { namespaces: own, hasOthers: own.length === 0 };
  }
  const isMeant = (name: string) => namespaces.matches(graph.labelsOf(name));
  const name = namespaces.labels[NAMESPACE_NAME];
  const { construct } = asker;
  if (name !== undefined) {
    const isHome = word === 'joins' || isMeshNamespace(construct, mesh, name);
    const isWithin = (isHome && isMeant(name)) || isGateway(selection, asker, mesh);
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
