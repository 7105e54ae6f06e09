import type { IConstruct } from 'constructs';
import { constructError, valueError } from '../errors';
import type { AcknowledgeProps } from './acknowledgement';
import type { ICheck } from './check';
import { nearIds } from './near-ids';
import { SynthFinding } from './synth-finding';

/** That findings of a check are meant, at some constructs. */
export interface Acknowledgement {
  readonly scope: IConstruct;
  readonly check: string;
  readonly reason: string;
}

/** A check that somebody wants besides, for what some constructs write. */
export interface AddedCheck {
  readonly scope: IConstruct;
  readonly check: ICheck;
}

/** What is said of checks in one app. */
export interface SaidOfChecks {
  readonly acknowledgements: Acknowledgement[];
  readonly added: AddedCheck[];
}

const SAID = new WeakMap<IConstruct, SaidOfChecks>();

/** What is said of checks anywhere in the app of a construct. */
export function saidOfChecks(scope: IConstruct): SaidOfChecks {
  const { root } = scope.node;
  const said = SAID.get(root) ?? { acknowledgements: [], added: [] };
  SAID.set(root, said);
  return said;
}

/** Notes that findings are meant. */
export function acknowledgeAt(
  scope: IConstruct,
  known: readonly string[],
  check: string,
  props: AcknowledgeProps,
): void {
  const reason: unknown = props?.reason;
  if (typeof reason !== 'string' || reason.trim() === '') {
    throw constructError(scope, {
      law: 'an acknowledgement must give a reason, which stands in the manifest for whoever reads it',
      got: reason,
      remedy: `say why it is meant: acknowledge(${JSON.stringify(String(check))}, { reason: 'the vendor chart brings it' })`,
    });
  }
  const { acknowledgements, added } = saidOfChecks(scope);
  const ids = [...known, ...Object.values(SynthFinding), ...added.map((each) => each.check.id)];
  if (!ids.includes(check)) {
    const near = nearIds(String(check), ids);
    const where = 'docs/checks.md lists them, and a check of your own is known once it is added';
    throw constructError(scope, {
      law: 'an acknowledgement must name a check by its id',
      got: check,
      remedy: near.length > 0 ? `the nearest ${near.length === 1 ? 'is' : 'are'} ${near.join(', ')}; ${where}` : where,
    });
  }
  acknowledgements.push({ scope, check, reason: reason.replace(/\s+/g, ' ').trim() });
}

/** Notes a check that is wanted besides. */
export function addCheckAt(scope: IConstruct, check: ICheck): void {
  if (typeof (check as Partial<ICheck> | undefined)?.inspect === 'function') {
    saidOfChecks(scope).added.push({ scope, check });
    return;
  }
  throw valueError({
    law: 'a check that is added must be an ICheck',
    got: check,
    remedy: 'see ICheck for how one is written',
  });
}
