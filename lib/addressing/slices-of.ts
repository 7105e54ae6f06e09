import { IpFamily } from '../traffic';
import { bitOf, networkName } from './address';
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
  return [IpFamily.IPV4, IpFamily.IPV6].flatMap((family) => {
    const own = endpoints.filter(({ address }) => address.family === family);
    own.sort((a, b) => (a.address.number < b.address.number ? -1 : 1));
    return split(family, own, 0);
  });
}

function split(family: IpFamily, endpoints: PlacedEndpoint[], prefixLength: number): Slice[] {
  const [first] = endpoints;
  if (!first) return [];
  if (endpoints.length <= MOST) {
    const network = prefixLength === 0 ? [] : [networkName(family, first.address.number, prefixLength)];
    return [{ suffix: [family.toLowerCase(), ...network].join('-'), family, endpoints }];
  }
  const isHigher = ({ address }: PlacedEndpoint) => bitOf(family, address.number, prefixLength);
  return [endpoints.filter((each) => !isHigher(each)), endpoints.filter(isHigher)].flatMap((half) =>
    split(family, half, prefixLength + 1),
  );
}
