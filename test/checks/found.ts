import type { ICheck } from '../../lib/checks';
import { Checkup } from '../../lib/checks';
import type { ClusterProfile } from '../../lib/cluster';

/** What a check finds in manifests, which may have no other fault: `5: HTTPRoute shop/web: ...`, with the line. */
export function found(check: ICheck, text: string, cluster?: ClusterProfile): string[] {
  const { findings, problems } = Checkup.ofText([{ name: 'shop.yaml', text }], { checks: [check], cluster });
  if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  return findings.map(({ subject: { line, kind, namespace, name }, message }) => {
    return `${line}: ${kind} ${namespace && `${namespace}/`}${name}: ${message}`;
  });
}

/** The same, each followed by the lines of its evidence, which are indented. */
export function shown(check: ICheck, text: string, cluster?: ClusterProfile): string[] {
  const { findings, problems } = Checkup.ofText([{ name: 'shop.yaml', text }], { checks: [check], cluster });
  if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 2));
  return findings.flatMap(({ subject: { line, kind, namespace, name }, message, evidence = [] }) => [
    `${line}: ${kind} ${namespace && `${namespace}/`}${name}: ${message}`,
    ...evidence.map((each) => `  ${each}`),
  ]);
}
