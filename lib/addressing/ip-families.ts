import { valueError } from '../errors';
import { IpFamily } from '../traffic';

const IP_FAMILIES = Symbol.for('cdk8s-networking.IpFamilies');

/**
 * Of which families a Service has addresses.
 *
 * Kubernetes doesn't change the first family of a Service that exists: to change it, the Service has to be made anew.
 *
 * @example
 * const type = ServiceType.clusterIp({ ipFamilies: IpFamilies.preferBoth() });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/#services
 */
export class IpFamilies {
  /**
   * Of this family only. A cluster without it refuses the Service.
   *
   * @param family - the family
   * @throws when it is none
   */
  public static only(family: IpFamily): IpFamilies {
    checkFamily(family);
    return new IpFamilies('SingleStack', family);
  }

  /**
   * Of both where the cluster has both, else of the one that it has.
   *
   * @param first - the family of the first address; the cluster's own unless given
   * @throws when it is no family
   */
  public static preferBoth(first?: IpFamily): IpFamilies {
    return IpFamilies.both('PreferDualStack', first);
  }

  /**
   * Of both. A cluster that has only one refuses the Service.
   *
   * @param first - the family of the first address; the cluster's own unless given
   * @throws when it is no family
   */
  public static requireBoth(first?: IpFamily): IpFamilies {
    return IpFamilies.both('RequireDualStack', first);
  }

  /**
   * Whether this is an IpFamilies, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isIpFamilies(x: unknown): boolean {
    return typeof x === 'object' && x !== null && IP_FAMILIES in x;
  }

  private static both(policy: string, first: IpFamily | undefined): IpFamilies {
    if (first !== undefined) checkFamily(first);
    return new IpFamilies(policy, first);
  }

  private constructor(
    /** The policy as Kubernetes calls it: `SingleStack`, `PreferDualStack` or `RequireDualStack`. */
    public readonly policy: string,
    /** The family of the first address; undefined where the cluster decides. */
    public readonly first: IpFamily | undefined,
  ) {
    Object.defineProperty(this, IP_FAMILIES, { value: true });
  }

  /** The families of which the Service may have addresses, the first one first. */
  public get families(): IpFamily[] {
    if (this.policy === 'SingleStack') return [this.first as IpFamily];
    return this.first === IpFamily.IPV6 ? [IpFamily.IPV6, IpFamily.IPV4] : [IpFamily.IPV4, IpFamily.IPV6];
  }

  /**
   * The family that is needed, since the Service surely has an address of it, but isn't among these; undefined where none
   * is. Of what is only preferred, either one will do.
   *
   * @internal
   */
  public _unmet(given: IpFamily[]): IpFamily | undefined {
    if (this.policy === 'PreferDualStack' && given.length > 0) return undefined;
    return this.families.find((family) => !given.includes(family));
  }

  /** @internal the fields of the Service; the API server adds the second family, where there is one */
  public get _spec(): any {
    return { ipFamilyPolicy: this.policy, ...(this.first === undefined ? {} : { ipFamilies: [this.first] }) };
  }
}

function checkFamily(family: IpFamily): void {
  if (Object.values(IpFamily).includes(family)) return;
  throw valueError({
    law: 'a family of addresses must be an IpFamily',
    got: family,
    remedy: 'write IpFamily.IPV4 or IpFamily.IPV6',
  });
}
