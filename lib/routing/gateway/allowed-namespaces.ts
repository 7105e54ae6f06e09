import { valueError } from '../../errors';
import { checkDnsLabel, LabelSelector, type LabelSelectorProps, NAMESPACE_NAME, selectorManifest } from '../../traffic';

const ALLOWED = Symbol.for('cdk8s-networking.AllowedNamespaces');

/**
 * The namespaces whose listener sets a Gateway takes.
 *
 * @example
 * AllowedNamespaces.named('shop', 'bank');
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1713/
 */
export class AllowedNamespaces {
  /** That of the Gateway. */
  public static same(): AllowedNamespaces {
    return new AllowedNamespaces({ from: 'Same' }, (namespace, home) => namespace === home);
  }

  /**
   * Those with these names.
   *
   * @param names - at least one
   * @throws when there is none, or one is no DNS-1123 label
   */
  public static named(...names: string[]): AllowedNamespaces {
    if (names.length === 0) {
      throw valueError({
        law: 'AllowedNamespaces.named() must have at least one name',
        remedy: 'for that of the Gateway, use AllowedNamespaces.same()',
      });
    }
    for (const name of names) checkDnsLabel('the name of a namespace', name);
    const values = [...new Set(names)].sort();
    const matchExpressions = [{ key: NAMESPACE_NAME, operator: 'In', values }];
    const selector = { matchExpressions };
    return new AllowedNamespaces({ from: 'Selector', selector }, (namespace) => values.includes(namespace));
  }

  /**
   * Those with these labels.
   *
   * @param props - at least one condition
   * @throws when there is none, or a label that Kubernetes would refuse
   */
  public static selecting(props: LabelSelectorProps): AllowedNamespaces {
    const { labels = {}, expressions = [] } = props ?? {};
    if (Object.keys(labels).length === 0 && expressions.length === 0) {
      throw valueError({
        law: 'AllowedNamespaces.selecting() must have at least one condition, since a selector without any takes all',
        got: props,
        remedy: 'give `labels` or `expressions`',
      });
    }
    const selector = LabelSelector.of(props);
    // What labels a namespace has in the cluster isn't known here.
    return new AllowedNamespaces({ from: 'Selector', selector: selectorManifest(selector) }, () => undefined);
  }

  /**
   * Whether this is an AllowedNamespaces, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isAllowedNamespaces(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ALLOWED in x;
  }

  private constructor(
    private readonly manifest: any,
    private readonly judge: (namespace: string, home: string) => boolean | undefined,
  ) {
    Object.defineProperty(this, ALLOWED, { value: true });
  }

  /**
   * As it is written.
   *
   * @internal
   */
  public get _manifest(): any {
    return this.manifest;
  }

  /**
   * Whether a namespace is among them; undefined where only the cluster knows.
   *
   * @internal
   */
  public _allows(namespace: string, home: string): boolean | undefined {
    return this.judge(namespace, home);
  }
}
