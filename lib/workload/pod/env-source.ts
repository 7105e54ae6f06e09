import { valueError } from '../../errors';
import { checkDnsSubdomain, checkFlags } from '../../traffic';
import { checkFactoryOptions } from './factory-options';

/** How the entries of a ConfigMap or Secret become variables. */
export interface EnvSourceOptions {
  /**
   * What stands before the key in the name of each variable.
   *
   * @default - nothing
   */
  readonly prefix?: string;

  /**
   * Whether the pod starts without the object as well.
   *
   * @default false
   */
  readonly isOptional?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ENV_SOURCE = Symbol.for('cdk8s-networking.EnvSource');

/**
 * A ConfigMap or Secret of the workload's namespace whose entries all become environment variables.
 *
 * @example
 * const envFrom = [EnvSource.configMap('settings'), EnvSource.secret('db', { prefix: 'DB_' })];
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#configure-all-key-value-pairs-in-a-configmap-as-container-environment-variables
 */
export class EnvSource {
  /**
   * All entries of a ConfigMap.
   *
   * @param name - its name
   * @param options - prefix, and whether it may be missing
   * @throws when Kubernetes refuses the name or the prefix
   */
  public static configMap(name: string, options: EnvSourceOptions = {}): EnvSource {
    checkDnsSubdomain('the name of a ConfigMap', name);
    checkFactoryOptions('EnvSource.configMap', options, "EnvSource.configMap('settings', { prefix: 'SHOP_' })");
    return new EnvSource('configMapRef', name, options);
  }

  /**
   * All entries of a Secret.
   *
   * @param name - its name
   * @param options - prefix, and whether it may be missing
   * @throws when Kubernetes refuses the name or the prefix
   */
  public static secret(name: string, options: EnvSourceOptions = {}): EnvSource {
    checkDnsSubdomain('the name of a Secret', name);
    checkFactoryOptions('EnvSource.secret', options, "EnvSource.secret('db', { prefix: 'DB_' })");
    return new EnvSource('secretRef', name, options);
  }

  /**
   * Whether this is an EnvSource, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isEnvSource(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ENV_SOURCE in x;
  }

  private constructor(
    private readonly kind: string,
    private readonly name: string,
    private readonly options: EnvSourceOptions,
  ) {
    checkPrefix(options.prefix);
    checkFlags({ isOptional: options.isOptional });
    Object.defineProperty(this, ENV_SOURCE, { value: true });
  }

  /** @internal as Kubernetes writes it */
  public _manifest(): any {
    const { prefix, isOptional } = this.options;
    return {
      ...(prefix ? { prefix } : {}),
      [this.kind]: { name: this.name, ...(isOptional ? { optional: true } : {}) },
    };
  }
}

function checkPrefix(prefix: unknown): void {
  if (prefix === undefined || (typeof prefix === 'string' && /^([-._a-zA-Z][-._a-zA-Z0-9]*)?$/.test(prefix))) return;
  throw valueError({
    law: 'the prefix of environment variables must consist of letters, digits, "_", "-" and ".", and not start with a digit',
    got: prefix,
    remedy: 'write it as in DB_',
  });
}
