import { dump, load, loadAll } from 'js-yaml';

const ADD_RULE = /^add to spec\.(ingress|egress) of NetworkPolicy (\S+) \(.*\):$/;
const ADD_POLICY = /^add a policy,.*:$/;

/**
 * Does what a remedy says: adds each of its rules to the policy that it names, and each of its policies as `kubectl
 * apply` would, in place of one that has its name.
 *
 * @returns the manifests after it; undefined where the remedy has no YAML
 */
export function applied(manifests: string, remedy: string): string | undefined {
  let objects = loadAll(manifests).filter(Boolean) as any[];
  const lines = remedy.split('\n');
  let changes = 0;
  lines.forEach((line, i) => {
    const [, direction, name] = ADD_RULE.exec(line) ?? [];
    if (direction === undefined && !ADD_POLICY.test(line)) return;
    changes++;
    const value = load(below(lines, i)) as any;
    if (direction === undefined) {
      objects = [...objects.filter((object) => nameOf(object) !== nameOf(value)), value];
      return;
    }
    const policy = objects.find((object) => nameOf(object) === `NetworkPolicy ${name}`);
    if (!policy) throw new Error(`there is no NetworkPolicy ${name}`);
    policy.spec[direction] = [...(policy.spec[direction] ?? []), ...value];
  });
  return changes === 0 ? undefined : objects.map((object) => dump(object)).join('---\n');
}

/** The lines after one that are further in. */
function below(lines: readonly string[], at: number): string {
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((each) => !each.startsWith('  '));
  return rest.slice(0, end < 0 ? rest.length : end).join('\n');
}

function nameOf({ kind, metadata }: any): string {
  return `${kind} ${metadata.namespace ?? 'default'}/${metadata.name}`;
}
