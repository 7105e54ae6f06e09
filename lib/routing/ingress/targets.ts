import { constructError, type Located, located } from '../../errors';
import { checkFlags, checkHostname, checkKnownOptions, checkObject } from '../../traffic';
import type { AnyBackend } from '../backend';
import { checkList } from '../backend-laws';
import { checkPath, prefixOf } from '../paths';
import type { Claim } from '../route-claims';
import type { IngressProps } from './ingress-props';
import type { IngressPath, IngressRule } from './ingress-rule';

/** Where requests go: for a path of a host, or for what no rule fits where there is no path. */
export interface Target {
  /** Undefined for any host. */
  readonly host?: string;
  readonly path?: string;
  readonly exact: boolean;
  readonly backend: AnyBackend;
  readonly port?: number;
}

const SINGLE = ['backend', 'host', 'path', 'exact', 'port'] as const;
const ANY_HOST = 'any host';

/** What an Ingress leads to, in the order of its rules, checked but for the backends. */
export function targetsOf(place: Located, props: IngressProps): Target[] {
  const targets = [...ruled(place, props), ...otherwise(place, props)];
  for (const { host, path } of targets) {
    if (host !== undefined) located(place, () => checkHostname(host));
    if (path !== undefined) checkPath(place, path);
  }
  checkAnyHost(place, props, targets);
  return targets;
}

/** What requests of a target are for, in words. */
export function hostText({ host }: Target): string {
  return host ?? ANY_HOST;
}

/** What a target takes of its host, as claims tell it. */
export function pathClaim({ path, exact }: Target): Claim['path'] {
  if (path === undefined) return 'what no rule fits';
  return exact ? `exactly ${path}` : prefixOf(path);
}

function ruled(place: Located, props: IngressProps): Target[] {
  const { rules, backend, defaultBackend, host, exact = false } = props;
  const given = SINGLE.filter((option) => props[option] !== undefined);
  if (rules === undefined) {
    if (backend === undefined && given.length === 0 && defaultBackend !== undefined) return [];
    located(place, () => checkFlags({ exact }));
    return [{ host, path: props.path ?? '/', exact, backend: backend as AnyBackend, port: props.port }];
  }
  if (given.length > 0) {
    throw constructError(place, {
      law: `an Ingress must have either \`rules\` or one \`backend\`, but both \`rules\` and \`${given[0]}\` were given`,
      remedy: 'write all of it as `rules`',
    });
  }
  checkList(place, 'rules', rules);
  if (rules.length === 0) throw empty(place, 'rules of an Ingress');
  return rules.flatMap((rule) => pathsOf(place, rule).map((path) => target(place, rule, path)));
}

function pathsOf(place: Located, rule: IngressRule): IngressPath[] {
  located(place, () => {
    checkObject('a rule of an Ingress', rule);
    checkKnownOptions('a rule of an Ingress', rule, ['host', 'paths']);
  });
  checkList(place, 'paths', rule.paths);
  if (rule.paths.length === 0) throw empty(place, 'paths of a rule');
  return rule.paths;
}

function target(place: Located, { host }: IngressRule, given: IngressPath): Target {
  located(place, () => {
    checkObject('a path of a rule', given);
    checkKnownOptions('a path of a rule', given, ['backend', 'path', 'exact', 'port']);
    checkFlags({ exact: given.exact });
  });
  const { backend, path = '/', exact = false, port } = given;
  return { host, path, exact, backend, port };
}

function otherwise(place: Located, { defaultBackend }: IngressProps): Target[] {
  if (defaultBackend === undefined) return [];
  located(place, () => {
    checkObject('the `defaultBackend`', defaultBackend);
    checkKnownOptions('the `defaultBackend`', defaultBackend, ['backend', 'port']);
  });
  return [{ exact: false, backend: defaultBackend.backend, port: defaultBackend.port }];
}

/** A host that was forgotten would take requests of all others. */
function checkAnyHost(place: Located, { anyHost }: IngressProps, targets: Target[]): void {
  const isAny = targets.some(({ host }) => host === undefined);
  if (isAny && anyHost === undefined) {
    const what = targets.some(({ host, path }) => host === undefined && path !== undefined)
      ? 'a rule of an Ingress must have a `host`'
      : 'an Ingress with a `defaultBackend` must say that any host is meant';
    throw constructError(place, {
      law: what,
      remedy: "give it, or say why all hosts are meant: anyHost: { reason: '...' }",
    });
  }
  if (anyHost === undefined) return;
  located(place, () => checkObject('the `anyHost` of an Ingress', anyHost));
  const { reason } = anyHost;
  if (typeof reason !== 'string' || !reason.trim()) {
    throw constructError(place, {
      law: 'the `anyHost` of an Ingress must give a reason, since it takes requests for all hosts',
      got: reason,
      remedy: "say why: anyHost: { reason: 'the load balancer has no name yet' }",
    });
  }
  if (isAny) return;
  throw constructError(place, {
    law: '`anyHost` must be left to an Ingress with a rule without `host`, or with a `defaultBackend`',
    remedy: 'leave it out',
  });
}

function empty(place: Located, what: string): Error {
  return constructError(place, { law: `the ${what} must not be an empty list`, remedy: 'write at least one' });
}
