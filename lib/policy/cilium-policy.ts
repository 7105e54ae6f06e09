import { ApiObject, Lazy } from 'cdk8s';
import { valueError } from '../errors';
import { labelValue, objectLabels, patchable, readAnew, selectorManifest } from '../objects';
import { CiliumEntity, Direction, type Port, PortSet } from '../traffic';
import { ConnectionGraph } from './graph';
import type { Party } from './party';
import { REASONS_ANNOTATION } from './reasons';
import type { Allowance } from './rules';

/** Its id below the NetworkPolicy, so that it stands after that, whenever the connection was declared. */
const CILIUM = 'Cilium';

/** As many ports may stand in one list. */
const MOST_PORTS = 40;

/**
 * Has the policy written that lets in what no NetworkPolicy can name, where a workload is connected to that; and has it
 * taken away where it isn't any more.
 *
 * To Cilium both are lists of what is allowed, and add up.
 *
 * @see https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
export function settleCiliumPolicy(party: Party): void {
  const { policy } = party;
  if (!policy) return;
  const isNeeded =
    party.directions().includes(Direction.INGRESS) && ConnectionGraph.of(policy).entityEdges(party).length > 0;
  if (isNeeded) ensureCiliumPolicy(party);
  else policy.node.tryRemoveChild(CILIUM);
}

/** The same as soon as it is known, for workloads that are connected to an entity by name. */
export function ensureCiliumPolicy(party: Party): void {
  const { policy } = party;
  if (policy && !ciliumPolicyOf(party)) ciliumPolicy(policy, party);
}

/** The policy as it is by now; undefined where there is none. */
export function ciliumPolicyOf({ policy }: Party): ApiObject | undefined {
  return policy?.node.tryFindChild(CILIUM) as ApiObject | undefined;
}

function ciliumPolicy(policy: ApiObject, party: Party): void {
  const graph = ConnectionGraph.of(policy);
  const { name } = policy;
  const written = new ApiObject(policy, CILIUM, {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: {
      name,
      namespace: party.namespace,
      labels: objectLabels(labelValue(name), party.namespace),
      annotations: {
        [REASONS_ANNOTATION]: Lazy.any({ produce: () => graph.entityReasons(party) }) as unknown as string,
      },
    },
    spec: Lazy.any({
      produce: () => ({
        endpointSelector: selectorManifest(party.workload().selector),
        ingress: entityRules(graph.allowances(party, Direction.INGRESS)),
      }),
    }),
  });
  // Asked for by itself, outside of a synth, it tells what is declared by then.
  const render = written.toJson.bind(written);
  written.toJson = () => {
    readAnew(written);
    return render();
  };
  patchable(written);
}

/** The rules for entities: one for each. To Cilium a rule without peers and ports is one that lets nobody in. */
function entityRules(allowances: Allowance[]): any[] {
  const rules = Object.values(CiliumEntity).flatMap((entity) => {
    const own = allowances.filter(({ entities = [] }) => entities.includes(entity));
    if (own.length === 0) return [];
    const ports = own.map((each) => each.ports).reduce((all, each) => all.union(each), PortSet.of());
    if (ports.isEmpty) {
      throw valueError({ law: 'a rule must name its ports, since a rule without any opens them all', got: 'no port' });
    }
    return [{ fromEntities: [entity], toPorts: portLists(ports) }];
  });
  return rules.length > 0 ? rules : [{}];
}

function portLists({ ports }: PortSet): any[] {
  const written = ports.map(portManifest);
  const lists = Array.from({ length: Math.ceil(written.length / MOST_PORTS) }, (_, list) =>
    written.slice(list * MOST_PORTS, (list + 1) * MOST_PORTS),
  );
  return lists.map((list) => ({ ports: list }));
}

/** A number is written as a text here; a range needs Cilium 1.16. */
function portManifest({ protocol, first, last, name }: Port): any {
  if (name !== undefined) return { port: name, protocol };
  return { port: String(first), protocol, ...(last !== first ? { endPort: last } : {}) };
}
