import type { Evidence, Selector } from './facts';
import { listAt, mappingAt, mappingsAt, textAt, type Written } from './written';

type Requirements = Parameters<Evidence['selectorOf']>[0][number];

const OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/** A label selector as it is written; undefined where some of it can't be read, and so may mean anything. */
export function selectorIn(written: Written, evidence: Evidence): Selector | undefined {
  const labels = Object.entries(mappingAt(written, 'matchLabels')).map(([key, value]) =>
    requirementOf(key, 'In', [value]),
  );
  const listed = listAt(written, 'matchExpressions');
  const expressions = mappingsAt(written, 'matchExpressions').map(([, expression]) =>
    requirementOf(textAt(expression, 'key'), textAt(expression, 'operator'), listAt(expression, 'values')),
  );
  const all = [...labels, ...expressions].flatMap((requirement) => requirement ?? []);
  return all.length === labels.length + listed.length ? evidence.selectorOf(all) : undefined;
}

function requirementOf(
  key: string | undefined,
  operator: string | undefined,
  values: readonly unknown[],
): Requirements | undefined {
  const texts = values.filter((value): value is string => typeof value === 'string');
  if (key === undefined || !OPERATORS.includes(operator ?? '') || texts.length !== values.length) return undefined;
  return { key, operator: operator as Requirements['operator'], values: [...new Set(texts)].sort() };
}
