import type { Labels } from '../network/workloads';

/** The lines of a label selector, under the name of its field. */
export function selectorLines(field: string, labels: Labels): string[] {
  const keys = Object.keys(labels).sort();
  if (keys.length === 0) return [`${field}: {}`];
  return [`${field}:`, '  matchLabels:', ...keys.map((key) => `    ${key}: ${scalar(labels[key])}`)];
}

export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => `${' '.repeat(by)}${line}`);
}

/** A label's value as YAML: in quotes where it would be read as something else than text. */
function scalar(value: string): string {
  return /^[A-Za-z][-_./A-Za-z0-9]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
