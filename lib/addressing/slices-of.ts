import { Cidr, type IpFamily } from '../traffic';
import type { PlacedEndpoint } from './endpoint';

/** What the controllers of Kubernetes put into one slice. */
const MOST = 100;

/** The endpoints of one slice, and what sets its name apart from the Service's. */
export interface Slice {
  readonly suffix: string;
  readonly family: IpFamily;
  /** In the order of their addresses. */
  readonly endpoints: PlacedEndpoint[];
}

/**
 * Endpoints in slices of at most a hundred, each of one family.
 *
 * More are split by halving the network that they are in until none has too many. So an address belongs to one slice
 * whatever the others are: one more changes its own slice, or splits it in two, and no other.
 */
export function slicesOf(endpoints: PlacedEndpoint[]): Slice[] {
  const sorted = [...endpoints].sort((a, b) => a.address.host._compareTo(b.address.host));
  return [Cidr.anyIpv4(), Cidr.anyIpv6()].flatMap((whole) => split(whole, within(whole, sorted)));
}

function split(network: Cidr, endpoints: PlacedEndpoint[]): Slice[] {
  if (endpoints.length === 0) return [];
  if (endpoints.length > MOST) return network._halves().flatMap((half) => split(half, within(half, endpoints)));
  const { family, prefixLength, _hyphenated } = network;
  const suffix = [family.toLowerCase(), ...(prefixLength === 0 ? [] : [_hyphenated])].join('-');
  return [{ suffix, family, endpoints }];
}

function within(network: Cidr, endpoints: PlacedEndpoint[]): PlacedEndpoint[] {
  return endpoints.filter(({ address }) => network.contains(address.host));
}
