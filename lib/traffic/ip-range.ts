import { valueError } from '../errors';
import type { Cidr } from './cidr';

/**
 * A network without some of the networks inside it, as an `ipBlock` of a policy has it.
 *
 * Meant for addresses outside the cluster: what an `ipBlock` does to pods
 * differs from one network plugin to the next.
 *
 * @example
 * const partner = IpRange.of(Cidr.of('203.0.113.0/24'), [Cidr.of('203.0.113.7/32')]);
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export class IpRange {
  /**
   * The network, without the exceptions.
   *
   * @param cidr - the network
   * @param except - networks to leave out; nothing unless given
   * @throws when one of them is not smaller than the network and inside it, as the API server refuses such a policy
   */
  public static of(cidr: Cidr, except: Cidr[] = []): IpRange {
    const stray = except.find((hole) => !cidr.contains(hole) || hole.contains(cidr));
    if (stray) {
      throw valueError({
        law: `an exception must be a smaller network inside ${cidr}`,
        got: stray.toString(),
        remedy: 'leave it out, or correct its address',
      });
    }
    return new IpRange(cidr, except);
  }

  /** The network. */
  public readonly cidr: Cidr;

  /** The networks left out: sorted by address, each once, frozen. */
  public readonly except: Cidr[];

  private constructor(cidr: Cidr, except: Cidr[]) {
    this.cidr = cidr;
    const byText = new Map(except.map((hole) => [hole.toString(), hole]));
    this.except = [...byText.values()].sort((a, b) => a._compareTo(b));
    Object.freeze(this.except);
  }

  /**
   * Whether both have the same network and the same exceptions.
   *
   * @param other - another range
   */
  public sameAs(other: IpRange): boolean {
    return this.toString() === other.toString();
  }

  /** The range as reports show it: `203.0.113.0/24 except 203.0.113.7/32`. */
  public toString(): string {
    return this.except.length === 0 ? `${this.cidr}` : `${this.cidr} except ${this.except.join(', ')}`;
  }
}
