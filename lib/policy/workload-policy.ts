import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterOf, objectLabels, patchable } from '../objects';
import { Direction, PortSet } from '../traffic';
import { ConnectionGraph } from './graph';
import { policySpec } from './network-policy';
import type { Party } from './party';
import { rulePeers } from './rules';

/** Why a connection is allowed, kept where the cluster's people read it. */
export const REASONS_ANNOTATION = 'cdk8s-networking/reasons';

/** The one policy of a workload, written from the graph when everything is declared. */
export interface WorkloadPolicyProps {
  /** The policy's written name. */
  readonly name: string;
  /** The workload. */
  readonly party: Party;
  /** The directions that it governs; asked at synth. */
  readonly directions: () => Direction[];
  /** Whether the pods may resolve names. */
  readonly resolvesNames: boolean;
}

/** Writes the policy of a workload; `scope` decides in which file it stands. */
export function workloadPolicy(scope: Construct, id: string, props: WorkloadPolicyProps): ApiObject {
  const { party, name } = props;
  const graph = ConnectionGraph.of(scope);
  const { dns } = clusterOf(scope);
  const spec = () => {
    const directions = props.directions();
    const egress = graph.allowances(party, Direction.EGRESS);
    if (props.resolvesNames && directions.includes(Direction.EGRESS) && !graph.doNamesResolveIn(party.namespace)) {
      egress.push({ peers: rulePeers(dns.peer), ports: PortSet.of(...dns.ports) });
    }
    return policySpec(
      { matchLabels: party.workload().labels },
      directions,
      graph.allowances(party, Direction.INGRESS),
      egress,
    );
  };
  const policy = new ApiObject(scope, id, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace: party.namespace,
      labels: objectLabels(name, party.namespace),
      annotations: { [REASONS_ANNOTATION]: Lazy.any({ produce: () => graph.reasons(party) }) as unknown as string },
    },
    spec: Lazy.any({ produce: spec }),
  });
  const render = policy.toJson.bind(policy);
  policy.toJson = () => {
    graph.beforeWriting(party);
    return render();
  };
  patchable(policy);
  return policy;
}
