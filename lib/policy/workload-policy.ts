import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterOf, ensureRules, labelValue, objectLabels, patchable, readAnew, selectorManifest } from '../objects';
import { Direction, LabelSelector, PodSelection, PortSet } from '../traffic';
import { ConnectionGraph } from './graph';
import { policySpec } from './network-policy';
import type { Party } from './party';
import { REASONS_ANNOTATION } from './reasons';
import { type Allowance, podPeer, rulePeers } from './rules';

const EVERY_POD = PodSelection.of({ namespaces: LabelSelector.everything(), pods: LabelSelector.everything() });

/** What the policy of a workload is made of. */
export interface WorkloadPolicyProps {
  /** The policy's written name. */
  readonly name: string;
  /** The workload. */
  readonly party: Party;
  /** Whether the pods may resolve names. */
  readonly resolvesNames: boolean;
}

/**
 * Writes the one policy of a workload, from the graph, when everything is declared.
 *
 * @param scope - decides in which file it stands
 */
export function workloadPolicy(scope: Construct, id: string, props: WorkloadPolicyProps): ApiObject {
  const { party, name } = props;
  ensureRules(scope);
  const graph = ConnectionGraph.of(scope);
  graph.add(party);
  const { dns } = clusterOf(scope);
  const nameService = PortSet.of(...dns.ports);
  const ingress = (): Allowance[] => [
    ...graph.allowances(party, Direction.INGRESS),
    // The pods that resolve names for everybody: governed for one client, they would be closed to all others.
    ...(graph.selects(dns.peer, party) ? [{ peers: [podPeer(EVERY_POD)], ports: nameService }] : []),
  ];
  const egress = (): Allowance[] => [
    ...graph.allowances(party, Direction.EGRESS),
    ...(props.resolvesNames && !graph.doNamesResolveIn(party)
      ? [{ peers: rulePeers(dns.peer), ports: nameService }]
      : []),
  ];
  const spec = () => {
    const directions = party.directions();
    return policySpec(
      selectorManifest(party.workload().selector),
      directions,
      directions.includes(Direction.INGRESS) ? ingress() : [],
      directions.includes(Direction.EGRESS) ? egress() : [],
    );
  };
  const policy = new ApiObject(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace: party.namespace,
      labels: objectLabels(labelValue(name), party.namespace),
      annotations: {
        [REASONS_ANNOTATION]: Lazy.any({
          produce: () => graph.reasons(party, party.directions()),
        }) as unknown as string,
      },
    },
    spec: Lazy.any({ produce: spec }),
  });
  // Asked for by itself, outside of a synth, it tells what is declared by then.
  const render = policy.toJson.bind(policy);
  policy.toJson = () => {
    readAnew(policy);
    return render();
  };
  patchable(policy);
  return policy;
}
