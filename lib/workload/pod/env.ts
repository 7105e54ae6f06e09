import * as kplus from 'cdk8s-plus-28';
import { valueError } from '../../errors';
import { checkDnsSubdomain, checkText } from '../../traffic';
import { checkFieldPath } from './field-path';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ENV = Symbol.for('cdk8s-networking.Env');

/**
 * Where the value of an environment variable comes from.
 *
 * Plain text needs none of this: `env: { LOG_LEVEL: 'info' }`.
 *
 * @example
 * const env = {
 *   LOG_LEVEL: 'info',
 *   POSTGRES_PASSWORD: Env.secret('db', 'password'),
 *   CURRENCY: Env.configMap('shop', 'currency'),
 *   POD_IP: Env.field('status.podIP'),
 * };
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
 */
export class Env {
  /**
   * Text as it is.
   *
   * @param text - the value
   */
  public static value(text: string): Env {
    checkText('the value of an environment variable', text, '"info"');
    return new Env(kplus.EnvValue.fromValue(text));
  }

  /**
   * A value of a Secret in the workload's namespace. The pod doesn't start without it.
   *
   * @param name - the name of the Secret; one that Kubernetes refuses is an error
   * @param key - the key inside
   */
  public static secret(name: string, key: string): Env {
    checkDnsSubdomain('the name of a Secret', name);
    checkKey('a Secret', key);
    return new Env(kplus.EnvValue.fromSecretValue({ secret: { name } as kplus.ISecret, key }));
  }

  /**
   * A value of a ConfigMap in the workload's namespace. The pod doesn't start without it.
   *
   * @param name - the name of the ConfigMap; one that Kubernetes refuses is an error
   * @param key - the key inside
   */
  public static configMap(name: string, key: string): Env {
    checkDnsSubdomain('the name of a ConfigMap', name);
    checkKey('a ConfigMap', key);
    return new Env(kplus.EnvValue.fromConfigMap({ name } as kplus.IConfigMap, key));
  }

  /**
   * Something that the pod knows of itself.
   *
   * @param path - the field, such as `metadata.name` or `status.podIP`; one that Kubernetes doesn't give is an error
   * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
   */
  public static field(path: string): Env {
    checkFieldPath('the field of a variable', path, FIELDS, 'name one of these');
    return new Env(kplus.EnvValue.fromFieldRef(path as kplus.EnvFieldPaths));
  }

  /**
   * Whether this is an Env, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isEnv(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ENV in x;
  }

  private constructor(
    /** The same as cdk8s-plus says it, for containers that are added to its objects. */
    public readonly envValue: kplus.EnvValue,
  ) {
    Object.defineProperty(this, ENV, { value: true });
  }
}

/** Environment variables as cdk8s-plus takes them, in the order in which they were given. */
export function envVariables(env: { readonly [name: string]: string | Env } = {}): { [name: string]: kplus.EnvValue } {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      checkEnvName(name);
      if (typeof value === 'string') return [name, kplus.EnvValue.fromValue(value)];
      if (Env.isEnv(value)) return [name, value.envValue];
      throw valueError({
        law: `the value of the environment variable ${name} must be text or an Env`,
        got: value,
        remedy: remedyFor(value),
      });
    }),
  );
}

function remedyFor(value: unknown): string {
  if (value === undefined || value === null) return 'leave the variable out, or give it a value';
  return typeof value === 'object' ? 'use Env.secret() and its kin' : `write it as '${value}'`;
}

/** The syntax that every version of Kubernetes accepts. */
function checkEnvName(name: string): void {
  if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) return;
  throw valueError({
    law: 'the name of an environment variable must consist of letters, digits, "_", "-" and ".", and not start with a digit',
    got: name,
    remedy: 'write it as in LOG_LEVEL',
  });
}

/** Checks the key of an entry. */
export function checkKey(what: string, key: string): void {
  if (typeof key === 'string' && /^[-._a-zA-Z0-9]{1,253}$/.test(key)) return;
  throw valueError({
    law: `a key of ${what} must consist of 1 to 253 letters, digits, "_", "-" and "."`,
    got: key,
    remedy: 'name one of its entries, such as password',
  });
}

/** What Kubernetes tells a container in a variable; the rest of a pod it tells in files only, or not at all. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
