import { checkLabelKey, checkLabelValue, isLabel } from '../../../traffic';
import type { Labels } from '../../network/workloads';
import type { Field } from './field';

/** Labels, each of which Kubernetes would take; none where they are absent. */
export function labelsIn(field: Field): Labels {
  const labels: { [key: string]: string } = {};
  const written = field.value as Labels;
  for (const key of field.keys()) {
    // Nearly all are sound; of what isn't, the field complains.
    if (isLabel(key, written[key]) || isSound(field.at(key), key)) labels[key] = written[key] as string;
  }
  return labels;
}

function isSound(field: Field, key: string): boolean {
  return isLabelKey(field, key) && isLabelValue(field, key);
}

/** Whether the key could be a label's; complains at the field where it couldn't. */
export function isLabelKey(field: Field, key: string): boolean {
  return holds(field, () => checkLabelKey(key));
}

/** Whether the field's value could be that of the label; complains where it couldn't. */
export function isLabelValue(field: Field, key: string): boolean {
  const { value } = field;
  if (typeof value === 'object' || value === undefined) {
    field.complain({ law: `the label ${key} must be a text`, remedy: 'write its value out, or "" for none' });
    return false;
  }
  return holds(field, () => checkLabelValue(key, value as string));
}

function holds(field: Field, check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    field.note((error as Error).message);
    return false;
  }
}
