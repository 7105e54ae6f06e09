import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { clusterOf } from '../objects';
import {
  Direction,
  type LabelSelector,
  NAMESPACE_NAME,
  Peer,
  PodSelection,
  PortSet,
  selectorManifest,
} from '../traffic';
import { KUBERNETES } from './dialects/kubernetes';
import { type Edge, isPeer, portsOf } from './edge';
import { ConnectionGraph } from './graph';
import type { Party } from './party';
import { REASONS_ANNOTATION, reasonsText } from './reasons';
import { type Allowance, podPeer, rulePeers } from './rules';

/** The longest name that a policy may have, with room for a number behind it. */
const LONGEST = 240;

/** Pods of somebody else's namespace to which workloads of ours connect. */
interface Callee {
  readonly namespace: string;
  readonly pods: LabelSelector;
  readonly callers: { readonly party: Party; readonly ports: PortSet; readonly reasons: string[] }[];
}

/**
 * The rules that others have to add for what this app declares: for each selection of pods in a namespace that isn't of
 * the app, a policy that admits exactly the workloads which connect to it, on these ports.
 *
 * Such a policy also closes the pods to everybody whom no other policy admits.
 */
export function rulesForOthers(root: IConstruct): any[] {
  const own = namespacesOf(root);
  const callees = new Map<string, Callee>();
  for (const edge of ConnectionGraph.of(root).towardsPeers()) {
    for (const { namespace, pods } of foreignPods(edge, own)) {
      const key = `${namespace} ${JSON.stringify(selectorManifest(pods))}`;
      const callee = callees.get(key) ?? { namespace, pods, callers: [] };
      callees.set(key, callee);
      callee.callers.push({ party: edge.from as Party, ports: portsOf(edge), reasons: [...edge.reasons] });
    }
  }
  const names = new Set<string>();
  const { dns } = clusterOf(root);
  const policies = [...callees.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return policies.map(([, callee]) => policyFor(callee, names, resolverPorts(callee, dns)));
}

/** The pods that a connection names in namespaces of others. Where only labels name the namespaces, nobody knows which. */
function foreignPods({ to }: Edge, own: ReadonlySet<string>): { namespace: string; pods: LabelSelector }[] {
  if (!isPeer(to)) return [];
  return to.selections.flatMap(({ namespaces, pods }) => {
    const namespace = namespaces?.labels[NAMESPACE_NAME];
    return namespace === undefined || own.has(namespace) ? [] : [{ namespace, pods }];
  });
}

/** The namespaces of an app: those that it writes, and those of its charts. */
function namespacesOf(root: IConstruct): Set<string> {
  return new Set(
    root.node.findAll().flatMap((construct) => {
      if (Chart.isChart(construct)) return (construct as Chart).namespace ?? [];
      if (!ApiObject.isApiObject(construct)) return [];
      return construct.kind === 'Namespace' ? construct.name : (construct.metadata.namespace ?? []);
    }),
  );
}

/** The ports on which pods resolve names for everybody: governed for one client, they would be closed to all others. */
function resolverPorts({ namespace, pods }: Callee, dns: ReturnType<typeof clusterOf>['dns']): PortSet {
  const isResolver = dns.peer.selections.some(
    ({ namespaces, pods: { labels } }) => namespaces?.labels[NAMESPACE_NAME] === namespace && pods.matches(labels),
  );
  return PortSet.of(...(isResolver ? dns.ports : []));
}

function policyFor({ namespace, pods, callers }: Callee, names: Set<string>, open: PortSet): any {
  const allowances: Allowance[] = callers.map(({ party, ports }) => ({
    peers: [podPeer(PodSelection.inNamespace(party.namespace ?? 'default', party.workload().selector))],
    ports,
  }));
  if (!open.isEmpty) allowances.push({ peers: rulePeers(Peer.everyNamespace()), ports: open });
  const reasons = reasonsText(
    callers.flatMap(({ party, ports, reasons: said }) =>
      said.length > 0 ? [`${party.workload().displayName} -> ${ports}: ${[...said].sort().join('; ')}`] : [],
    ),
  );
  // Whatever the language of this app, every cluster of others takes this one.
  const { apiVersion, kind } = KUBERNETES;
  return {
    apiVersion,
    kind,
    metadata: {
      name: distinct(namespace, nameFor(pods, callers), names),
      namespace,
      ...(reasons === undefined ? {} : { annotations: { [REASONS_ANNOTATION]: reasons } }),
    },
    spec: KUBERNETES.spec({ pods, directions: [Direction.INGRESS], ingress: allowances, egress: [], resolvers: [] }),
  };
}

/** `ledger-from-shop`: whom it governs by the values of their labels, and the namespaces that it admits. */
function nameFor(pods: LabelSelector, callers: Callee['callers']): string {
  const whom = pods.isEverything ? 'all' : Object.values(pods.labels).sort().join('-') || 'some';
  const from = [...new Set(callers.map(({ party }) => party.namespace ?? 'default'))].sort().join('-');
  const name = `${whom.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-from-${from}`;
  return name.slice(0, LONGEST).replace(/^-+|-+$/g, '');
}

function distinct(namespace: string, name: string, names: Set<string>): string {
  const free = (candidate: string) => !names.has(`${namespace} ${candidate}`);
  let chosen = name;
  for (let number = 2; !free(chosen); number++) chosen = `${name}-${number}`;
  names.add(`${namespace} ${chosen}`);
  return chosen;
}
