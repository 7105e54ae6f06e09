import type { ICheck } from '../check';
import type { Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { understoodPolicies } from '../policies';
import { Severity } from '../severity';
import { fewOf, openText } from '../stakes';
import { textAt } from '../written';

/**
 * Finds namespaces with network policies of which none closes a direction for all pods: a pod that comes later, or whose
 * labels are mistaken, is open.
 *
 * It is silent about namespaces without any policy, which nobody meant to close, where a policy isn't understood or is
 * for all namespaces, and where the Namespace says why it enforces less than all.
 */
export class NamespaceNotClosed implements ICheck {
  public readonly id = 'namespace-not-closed';
  public readonly severity = Severity.INFO;
  public readonly summary =
    'a namespace with network policies that leave a direction open for pods which none of them selects';
  public readonly condition = 'none';
  public readonly harm = 'a pod that no policy selects reaches everybody, or is reached by everybody';
  public readonly remedy = 'add a policy with an empty podSelector, both policyTypes and no rules';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-and-all-egress-traffic';

  public inspect(inspection: Inspection): Finding[] {
    const staged = stagedIn(inspection);
    const { _evidence: evidence } = inspection;
    return [...understoodPolicies(evidence.network)].flatMap(([namespace, own]) => {
      const [first] = own;
      if (!first || staged.has(namespace)) return [];
      const forAll = own.filter(({ isForAll }) => isForAll);
      const open: Direction[] = [
        ...(forAll.some(({ isolatesIngress }) => isolatesIngress) ? [] : (['ingress'] as const)),
        ...(forAll.some(({ isolatesEgress }) => isolatesEgress) ? [] : (['egress'] as const)),
      ];
      if (open.length === 0) return [];
      const text = `pods of namespace ${namespace} that no policy selects are open for ${open.join(' and ')}`;
      return [inspection._at(first.object, [], text, stakes(namespace, open, evidence))];
    });
  }
}

type Direction = 'ingress' | 'egress';

/** The workloads that are open, or whoever comes later; of these it isn't known where a policy of the cluster may mean them. */
function stakes(namespace: string, open: readonly Direction[], { governance }: Evidence): string[] {
  const found = governance
    .workloadsIn(namespace)
    .filter((member) => member.workload && !governance.isOnNode(member))
    .flatMap((member) =>
      open.filter((direction) => governance.isUngoverned(member, direction)).map((each) => openText(member, each)),
    );
  if (found.length > 0 || governance.clusterPolicies.length > 0) return fewOf(found);
  return open.map((direction) => openText({ name: `any other pod of namespace ${namespace}` }, direction));
}

/** By which a Namespace says why its policies don't count yet, or not in both directions. */
const REASON = 'cdk8s-networking/enforcement-reason';

function stagedIn({ objects }: Inspection): Set<string> {
  const isStaged = ({ kind, body }: Inspection['objects'][number]) =>
    kind === 'Namespace' && textAt(body, 'metadata', 'annotations', REASON) !== undefined;
  return new Set(objects.filter(isStaged).map(({ name }) => name));
}
