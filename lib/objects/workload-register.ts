import type { IConstruct } from 'constructs';

interface Entry {
  readonly namespace: string;
  readonly labels: string;
  readonly path: string;
}

const REGISTERS = new WeakMap<IConstruct, Entry[]>();

/**
 * Notes that the pods with these labels belong to one workload.
 *
 * Two workloads with the same labels would answer for each other: a Service would send requests to both, and each would
 * be governed by the policy of the other.
 */
export function registerWorkload(
  construct: IConstruct,
  namespace: string | undefined,
  labels: { [key: string]: string },
): void {
  const root = construct.node.root;
  if (!REGISTERS.has(root)) REGISTERS.set(root, []);
  REGISTERS.get(root)?.push({
    namespace: namespace ?? '',
    labels: Object.keys(labels)
      .sort()
      .map((key) => `${key}=${labels[key]}`)
      .join(', '),
    path: construct.node.path,
  });
}

/** The workloads of an app whose pods cannot be told apart. */
export function duplicateWorkloads(root: IConstruct): string[] {
  const seen = new Map<string, string>();
  const problems: string[] = [];
  for (const { namespace, labels, path } of REGISTERS.get(root) ?? []) {
    const key = `${namespace} ${labels}`;
    const earlier = seen.get(key);
    if (earlier === undefined) {
      seen.set(key, path);
    } else {
      problems.push(
        `[${path}] the pods of two workloads must differ in their labels, but [${earlier}] has ${labels} too; ` +
          'give one of them another id or `name`, or use NameScope.of()',
      );
    }
  }
  return problems;
}
