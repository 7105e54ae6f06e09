/** Why connections are allowed, kept where the cluster's people read it. */
export const REASONS_ANNOTATION = 'cdk8s-networking/reasons';

/** A reason in one line, as it stands in the annotation beside others; empty where it is blank. */
export function inOneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

/** The text of the annotation: sorted, each line once; undefined where nobody gave a reason. */
export function reasonsText(lines: string[]): string | undefined {
  return lines.length > 0 ? [...new Set(lines)].sort().join('\n') : undefined;
}
