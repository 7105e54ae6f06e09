import type { IConstruct } from 'constructs';
import { constructError, located } from '../errors';
import { checkDnsLabel } from '../traffic';

const KEY = Symbol.for('cdk8s-networking.NameScope');

/**
 * Lets one construct be used twice in a namespace: everything below it gets a prefix.
 *
 * Names, label values, the names that others use to reach the objects, and the names that a namespace's chart generates
 * are prefixed alike, so two copies never share a name or a selector. Scopes nest, the outermost prefix first. Nothing
 * is ever prefixed unless asked for, and a prefix is never a hash: names stay readable and stable.
 *
 * @example
 * class Storefront extends Construct {
 *   public readonly api: InternalService;
 *
 *   constructor(scope: Construct, id: string) {
 *     super(scope, id);
 *     NameScope.of(this, id); // before the first child
 *     this.api = new InternalService(this, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 *   }
 * }
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * new Storefront(shop, 'eu'); // Deployment eu-api, Service eu-api
 * new Storefront(shop, 'us'); // Deployment us-api, Service us-api
 */
export class NameScope {
  /**
   * Gives everything below a construct a prefix.
   *
   * Call it before the construct has children: a name is read when its object is made.
   *
   * @param construct - the construct whose descendants are prefixed
   * @param prefix - a DNS-1123 label such as `eu`
   * @throws when the prefix is no DNS-1123 label, when the construct has children, or when it has a scope already
   */
  public static of(construct: IConstruct, prefix: string): NameScope {
    located(construct, () => checkDnsLabel('the prefix of a name scope', prefix));
    if (construct.node.children.length > 0) {
      throw constructError(construct, {
        law: 'NameScope.of() must be called before the construct has children, whose names would lack the prefix',
        remedy: 'call it first in the constructor, right after super()',
      });
    }
    if ((construct as any)[KEY]) {
      throw constructError(construct, {
        law: `a construct must have one name scope at most, and this one has "${(construct as any)[KEY].prefix}" already`,
        remedy: 'choose one prefix',
      });
    }
    const scope = new NameScope(prefix);
    Object.defineProperty(construct, KEY, { value: scope });
    return scope;
  }

  /**
   * A name as it is written for an object made below a construct: with the prefixes of all scopes above.
   *
   * @param construct - the construct, or the scope of the construct, that bears the name
   * @param name - the name without prefixes
   */
  public static nameFor(construct: IConstruct, name: string): string {
    let full = `${name}`;
    for (let above: IConstruct | undefined = construct; above; above = above.node.scope) {
      const scope: NameScope | undefined = (above as any)[KEY];
      if (scope !== undefined) full = `${scope.prefix}-${full}`;
    }
    return full;
  }

  /** What is put before every name, without its hyphen. */
  public readonly prefix: string;

  private constructor(prefix: string) {
    this.prefix = prefix;
  }
}

/** The nearest construct, from the given one upwards, that has a name scope. */
export function nearestNameScope(construct: IConstruct): IConstruct | undefined {
  return [...construct.node.scopes].reverse().find((above) => (above as any)[KEY]);
}
