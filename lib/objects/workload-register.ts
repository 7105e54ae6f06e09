import type { IConstruct } from 'constructs';
import type { Problem } from './app-validation';

interface Entry {
  readonly namespace: string;
  readonly labels: () => { readonly [key: string]: string };
  readonly construct: IConstruct;
}

const REGISTERS = new WeakMap<IConstruct, Entry[]>();

/**
 * Notes that the pods with these labels belong to one workload. The labels are asked for when the app is validated.
 *
 * Two workloads with the same labels would answer for each other: a Service would send requests to both, and each would
 * be governed by the policy of the other.
 */
export function registerWorkload(construct: IConstruct, namespace: string | undefined, labels: Entry['labels']): void {
  const root = construct.node.root;
  if (!REGISTERS.has(root)) REGISTERS.set(root, []);
  REGISTERS.get(root)?.push({ namespace: namespace ?? '', labels, construct });
}

/** The workloads of an app whose pods cannot be told apart. */
export function duplicateWorkloads(root: IConstruct): Problem[] {
  const seen = new Map<string, IConstruct>();
  const problems: Problem[] = [];
  for (const entry of REGISTERS.get(root) ?? []) {
    const { namespace, construct } = entry;
    const labels = labelText(entry);
    if (labels === undefined) continue;
    const key = `${namespace} ${labels}`;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, construct);
    } else {
      problems.push({
        construct,
        text:
          `the pods of two workloads must differ in their labels, but [${earlier.node.path}] has ${labels} too; ` +
          'give one of them another id or `name`, or use NameScope.of()',
      });
    }
  }
  return problems;
}

/** The labels in one order; undefined where they can't be read, which is a problem of its own. */
function labelText({ labels }: Entry): string | undefined {
  try {
    const known = labels();
    return Object.keys(known)
      .sort()
      .map((key) => `${key}=${known[key]}`)
      .join(', ');
  } catch {
    return undefined;
  }
}
