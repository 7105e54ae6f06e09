import type { ICheck } from '../check';
import { groupOf, type ReadObject } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { selectorIn } from '../selectors';
import { servedByPods } from '../service-stakes';
import { Severity } from '../severity';
import { isWritten, mappingAt, textAt } from '../written';

/**
 * Finds Deployments, StatefulSets, DaemonSets and ReplicaSets whose selector doesn't mean the pods of their own template.
 *
 * It is silent about workloads without a selector, about labels that aren't texts, which are told as a problem, and about
 * kinds of which the cluster writes the selector.
 */
export class SelectorDoesNotMatchTemplate implements ICheck {
  public readonly id = 'selector-does-not-match-template';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a workload whose selector does not mean its own pods';
  public readonly condition = 'the API server refuses it';
  public readonly harm = 'the workload is not written, and nobody answers behind its Service';
  public readonly remedy = 'give the pods of the template the labels that the selector asks for';
  public readonly see =
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const workloadsByPath = () => new Map(evidence.network.workloads.map((each) => [each.object.path, each]));
    let workloads: ReturnType<typeof workloadsByPath> | undefined;
    return evidence.ofKinds(...KINDS).flatMap((object) => {
      if (groupOf(object) !== 'apps' || matchesPlainly(object)) return [];
      if (!isWritten(object.body, 'spec', 'selector') || !isWritten(object.body, 'spec', 'template')) return [];
      const selector = selectorIn(mappingAt(object.body, 'spec', 'selector'), evidence);
      const written = mappingAt(object.body, 'spec', 'template', 'metadata', 'labels');
      const isRead = Object.values(written).every((value) => typeof value === 'string');
      const labels = Object.fromEntries(Object.keys(written).map((key) => [key, textAt(written, key) ?? '']));
      if (!selector || !isRead || evidence.selects(selector, labels)) return [];
      const has = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const text = `its selector asks for ${selector.text}, and its pods have ${has.join(',') || 'no labels'}`;
      workloads ??= workloadsByPath();
      const workload = workloads.get(object.path);
      const lines = workload ? servedByPods({ workload }, evidence, 'would be lost with it') : [];
      return [inspection._at(object, ['spec', 'selector'], text, lines)];
    });
  }
}

/** Whether it asks for labels alone, all of which its pods have: so it is nearly always, and found at once. */
function matchesPlainly({ body }: ReadObject): boolean {
  if (isWritten(body, 'spec', 'selector', 'matchExpressions')) return false;
  const asked = mappingAt(body, 'spec', 'selector', 'matchLabels');
  const labels = mappingAt(body, 'spec', 'template', 'metadata', 'labels');
  const keys = Object.keys(asked);
  return keys.length > 0 && keys.every((key) => typeof asked[key] === 'string' && asked[key] === labels[key]);
}

const KINDS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);
