import type { CallerTest } from '../network/policies';
import type { Identity, PodClass } from './pod-class';

/** Whether an end may be in the mesh at all. */
export function mayBeMember(identity: Identity | undefined): boolean {
  return identity?.modes.some((mode) => mode !== 'none') === true;
}

type TextTest = Extract<CallerTest, { readonly values: readonly string[] }>;

/** The trust domain that means the mesh's own, whatever that is called. */
const OWN_DOMAIN = 'cluster.local';

/**
 * Whether pods pass a test of who they are; undefined where it isn't known. Who isn't in the mesh is nobody, and passes
 * what is asked the other way round.
 */
export function isCaller({ of, values, isNegated }: TextTest, pod: PodClass): boolean | undefined {
  const modes = pod.identity?.modes ?? ['none'];
  const isMember = modes.every((mode) => mode === 'none') ? false : modes.includes('none') ? undefined : true;
  const found = isMember === false ? false : anyOf(values.map((value) => matches(of, value, pod)));
  const holds = isMember === undefined && found ? undefined : found;
  return holds === undefined || !isNegated ? holds : !holds;
}

function anyOf(found: readonly (boolean | undefined)[]): boolean | undefined {
  if (found.includes(true)) return true;
  return found.includes(undefined) ? undefined : false;
}

function matches(of: TextTest['of'], pattern: string, { namespace, identity }: PodClass): boolean | undefined {
  if (pattern === '*') return true;
  if (of === 'namespace') return namespace === undefined ? undefined : matchesText(pattern, namespace);
  const account = identity?.account;
  if (namespace === undefined || account === undefined) return isElsewhere(pattern, namespace) ? false : undefined;
  const name = `/ns/${namespace}/sa/${account}`;
  if (matchesText(pattern, `${OWN_DOMAIN}${name}`)) return true;
  return mayMeanOtherDomain(pattern, name) ? undefined : false;
}

function matchesText(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern === text;
}

/** Which domain is the mesh's own isn't known, where it is called otherwise. */
function mayMeanOtherDomain(pattern: string, name: string): boolean {
  const start = pattern.indexOf('/ns/');
  if (start < 0) return pattern.endsWith('*') && !pattern.includes('/');
  return pattern.slice(0, start) !== OWN_DOMAIN && matchesText(pattern.slice(start), name);
}

/** Whether a principal is that of a namespace which the pods aren't in. */
function isElsewhere(pattern: string, namespace: string | undefined): boolean {
  const [, meant] = /\/ns\/([^/*]+)\//.exec(pattern) ?? [];
  return namespace !== undefined && meant !== undefined && meant !== namespace;
}

/** The namespaces and accounts that a test means, where each of its values names one. */
export function accountsMeant({ of, values, isNegated }: TextTest): readonly string[] | undefined {
  if (of !== 'principal' || isNegated) return undefined;
  const found = values.map((value) => /^[^/*]+(\/ns\/[^/*]+\/sa\/[^/*]+)$/.exec(value)?.[1]);
  return found.every((name) => name !== undefined) ? (found as string[]) : undefined;
}

/** How `accountsMeant` knows pods; undefined where who they are isn't known, or where they are nobody. */
export function accountOf({ namespace, identity }: PodClass): string | undefined {
  if (namespace === undefined || identity?.account === undefined || identity.modes.includes('none')) return undefined;
  return `/ns/${namespace}/sa/${identity.account}`;
}
