import { ApiObject } from 'cdk8s';
import type { Deployment, StatefulSet } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { constructError, valueError } from '../../errors';
import { addReadingValidation, namespaceOf, objectMetadata, patchable, selectorLabels } from '../../objects';
import { autoscalerProblems } from './autoscaler-problems';
import type { Autoscaling } from './autoscaling';
import { DisruptionBudget } from './disruption-budget';
import type { ReplicatedProps } from './replica-options';
import { budgetFault, fewestReplicas } from './replicas';

/** What an autoscaler of cdk8s-plus can take over. */
type Scalable = Deployment | StatefulSet;

const AUTOSCALER = 'Autoscaler';
const BUDGET = 'DisruptionBudget';

/** Writes what goes with several pods alike, under the name of their workload. */
export function writeCompanions(scope: Construct, pods: Scalable, { name, options }: ReplicatedProps): void {
  const { replicas, disruptionBudget } = options;
  if (replicas !== undefined && typeof replicas !== 'number') {
    writeAutoscaler(scope, ApiObject.of(pods), name, replicas);
    refuseOthers(scope, pods);
  }
  const budget = disruptionBudget ?? usualBudget(fewestReplicas(options));
  if (budget.isNone) return;
  const written = writeBudget(scope, name, budget);
  // The usual one lets a pod go however many there are.
  if (disruptionBudget) addReadingValidation(written, () => budgetProblems(budget, ApiObject.of(pods)));
}

/** The HorizontalPodAutoscaler of a workload that has one. */
export function autoscalerOf(workload: Construct): ApiObject | undefined {
  return workload.node.tryFindChild(AUTOSCALER) as ApiObject | undefined;
}

/** The PodDisruptionBudget of a workload that has one. */
export function disruptionBudgetOf(workload: Construct): ApiObject | undefined {
  return workload.node.tryFindChild(BUDGET) as ApiObject | undefined;
}

/** A lone pod can't be missing, so a budget would keep its node from being drained. */
function usualBudget(pods: number): DisruptionBudget {
  return pods > 1 ? DisruptionBudget.maxUnavailable(1) : DisruptionBudget.none();
}

function writeAutoscaler(scope: Construct, pods: ApiObject, name: string, autoscaling: Autoscaling): void {
  const { apiVersion, kind } = pods;
  const { min, max, _manifest } = autoscaling;
  const object = new ApiObject(scope, AUTOSCALER, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: objectMetadata(scope, name),
    spec: { scaleTargetRef: { apiVersion, kind, name }, minReplicas: min, maxReplicas: max, ..._manifest },
  });
  patchable(object);
  addReadingValidation(object, () => autoscalerProblems(autoscaling, pods));
}

/** Two autoscalers of one workload would undo what the other does. */
function refuseOthers(scope: Construct, pods: Scalable): void {
  pods.markHasAutoscaler = () => {
    throw constructError(scope, {
      law: 'a workload must have one autoscaler, but `replicas` is an Autoscaling already',
      remedy: 'leave `replicas` out, or the HorizontalPodAutoscaler',
    });
  };
}

function writeBudget(scope: Construct, name: string, budget: DisruptionBudget): ApiObject {
  const object = new ApiObject(scope, BUDGET, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: objectMetadata(scope, name),
    spec: {
      ...budget._manifest,
      selector: { matchLabels: selectorLabels(name, namespaceOf(scope)) },
      // By default pods that are broken, and so count as missing, would keep their nodes from being drained.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
  patchable(object);
  return object;
}

/** A patch may change how many pods there are. What can't be written has a problem of its own, and tells it itself. */
function budgetProblems(budget: DisruptionBudget, pods: ApiObject): string[] {
  try {
    const { replicas } = pods.toJson().spec;
    const fault = replicas === undefined ? undefined : budgetFault(budget, replicas);
    return fault ? [valueError(fault).message] : [];
  } catch {
    return [];
  }
}
