import type { ICheck } from '../check';
import { type Evidence, type FieldPath, groupOf, namespaceOf, type ReadObject } from '../facts';
import type { Finding } from '../finding';
import { GivenPods } from '../given-pods';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { mappingAt, textAt } from '../written';

/**
 * Finds autoscalers whose target isn't there: a HorizontalPodAutoscaler, a VerticalPodAutoscaler, or a ScaledObject of KEDA
 * that names no workload of its namespace, or names it by another kind.
 *
 * It is silent about kinds that aren't of Kubernetes itself, where no workload of the namespace was read, and where a chart
 * or an operator may make some. It shows no connections: how many pods there are changes none.
 */
export class AutoscalerTargetNotFound implements ICheck {
  public readonly id = 'autoscaler-target-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "an autoscaler whose workload isn't there";
  public readonly condition = 'AbleToScale=False FailedGetScale';
  public readonly harm = 'the number of pods never follows the load';
  public readonly remedy = 'name the workload by its kind and name, in the namespace of the autoscaler';
  public readonly see = 'https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const scaling = evidence.ofKinds(...SCALING).flatMap((object) => {
      const path = targetPathOf(object);
      return path ? [{ object, path }] : [];
    });
    if (scaling.length === 0) return [];
    const there = new Map<string, string>();
    for (const object of evidence.objects) {
      if (!SCALED.has(object.kind)) continue;
      const at = `${namespaceOf(object)}/${object.name}`;
      there.set(at, object.kind);
      there.set(`${object.kind} ${at}`, object.kind);
    }
    return scaling.flatMap(({ object, path }) => {
      const missing = missingText(object, path, there, evidence);
      return missing === undefined ? [] : [inspection._at(object, path, missing)];
    });
  }
}

/** How many workloads of a namespace are looked at for a name that comes close. */
const LOOKED_AT = 200;

/** The kinds of Kubernetes itself that run pods: a target of another kind is somebody else's. */
const SCALED = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'CronJob',
  'Job',
]);

const TARGETS: { readonly [kind: string]: FieldPath } = {
  'autoscaling/HorizontalPodAutoscaler': ['spec', 'scaleTargetRef'],
  'autoscaling.k8s.io/VerticalPodAutoscaler': ['spec', 'targetRef'],
  'keda.sh/ScaledObject': ['spec', 'scaleTargetRef'],
};

const SCALING = Object.keys(TARGETS).map((type) => type.slice(type.indexOf('/') + 1));

function targetPathOf(object: ReadObject): FieldPath | undefined {
  const key = `${groupOf(object)}/${object.kind}`;
  return Object.hasOwn(TARGETS, key) ? TARGETS[key] : undefined;
}

function missingText(
  object: ReadObject,
  path: FieldPath,
  there: ReadonlyMap<string, string>,
  evidence: Evidence,
): string | undefined {
  const target = mappingAt(object.body, ...path);
  const name = textAt(target, 'name');
  // KEDA takes what names no kind for a Deployment.
  const kind = textAt(target, 'kind') ?? (object.kind === 'ScaledObject' ? 'Deployment' : '');
  const namespace = namespaceOf(object);
  if (name === undefined || !SCALED.has(kind) || there.has(`${kind} ${namespace}/${name}`)) return undefined;
  const other = there.get(`${namespace}/${name}`);
  if (other !== undefined) return `${name} in namespace ${namespace} is a ${other}, not a ${kind}`;
  if (!GivenPods.of(evidence).areWhole(namespace)) return undefined;
  const near = evidence.governance
    .workloadsIn(namespace)
    .slice(0, LOOKED_AT)
    .find(({ workload }) => workload?.object.kind === kind && evidence.isNear(workload.object.name, name));
  const told = near ? `; there is ${near.name}` : '';
  return `there is no ${kind} ${name} in namespace ${namespace}${told}`;
}
