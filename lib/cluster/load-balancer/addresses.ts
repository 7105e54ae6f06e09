import { valueError } from '../../errors';
import { Cidr, IpFamily } from '../../traffic';

/** The address that a Service asks for, of each family. */
export interface Addresses {
  readonly ipv4?: string;
  readonly ipv6?: string;
}

/** The addresses that a Service asks for, where a load balancer has one of each family. */
export function oneOfEach(balancer: string, addresses: string[]): Addresses {
  const [ipv4, ...more4] = addresses.filter((address) => familyOf(address) === IpFamily.IPV4);
  const [ipv6, ...more6] = addresses.filter((address) => familyOf(address) === IpFamily.IPV6);
  if (more4.length + more6.length === 0) return { ipv4, ipv6 };
  throw valueError({
    law: `a Service by load balancer ${balancer} must have at most one address of each family`,
    got: addresses,
    remedy: 'make a Service for each address',
  });
}

function familyOf(address: string): IpFamily {
  return Cidr.host(address).family;
}
