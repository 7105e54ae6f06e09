import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { addReadingValidation, notice, ReadOnce } from '../../objects';
import { effectiveLimits, limitsUnder, type NamespaceLimits, writeLimits } from './namespace-limits';
import { type NamespaceQuota, writeQuota } from './namespace-quota';
import { countedIn } from './namespace-workloads';
import { isOfAmounts, quotaProblems, uncounted, unknownOverheads } from './quota-problems';

/** What a namespace and its containers may have. */
export interface ResourceRules {
  readonly quota?: NamespaceQuota;
  readonly limits?: NamespaceLimits;
}

/** What is written of that. */
export interface WrittenRules {
  readonly quota?: ApiObject;
  readonly limits?: ApiObject;
}

/** Writes what a namespace and its containers may have, and checks at synth that what runs in it is let in. */
export function writeResourceRules(scope: Construct, namespace: string, rules: ResourceRules): WrittenRules {
  const { quota } = rules;
  const written = quota === undefined ? undefined : writeQuota(scope, quota);
  const limits = limitsUnder(scope, rules.limits, quota);
  const writtenLimits = limits === undefined ? undefined : writeLimits(scope, limits);
  if (written === undefined && writtenLimits === undefined) return {};
  const given = { quota: quota ?? {}, limits: effectiveLimits(scope, limits) };
  const problems = new ReadOnce(scope, () => quotaProblems(countedIn(scope, namespace), given));
  addReadingValidation(scope, () => problems.value);
  if (quota) {
    notice(scope, `quota ${scope.node.path}`, () => uncountedText(scope, namespace));
    if (isOfAmounts(quota)) notice(scope, `quota overhead ${scope.node.path}`, () => overheadText(scope, namespace));
  }
  return { quota: written, limits: writtenLimits };
}

function uncountedText(scope: Construct, namespace: string): string | undefined {
  const left = uncounted(countedIn(scope, namespace));
  if (left.length === 0) return undefined;
  return (
    `[${scope.node.path}] the quota is checked without ${left.join(', ')}: how many pods they have at once ` +
    'depends on the nodes, on how long they run, or on a controller'
  );
}

function overheadText(scope: Construct, namespace: string): string | undefined {
  const left = unknownOverheads(countedIn(scope, namespace));
  if (left.length === 0) return undefined;
  return (
    `[${scope.node.path}] the quota is checked without the overhead of the runtime class ${left.join(', ')}: ` +
    '`kubectl get runtimeclass -o yaml` shows it'
  );
}
