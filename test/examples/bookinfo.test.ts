import { Answer } from '../../lib/analysis';
import { readManifests } from '../support/manifests';
import { allows, reachability } from '../support/reachability';
import { behind, servicesOf } from '../support/services';
import { workloadsOf } from '../support/workloads';
import { connectivityOf } from './connectivity';
import { folderOf, variantsOf } from './variants';

// What the page needs, and nothing else: caller, callee, and the port of the callee's pods.
const CONNECTIONS = [
  'bookinfo/productpage -> bookinfo/details TCP 9080',
  'bookinfo/productpage -> bookinfo/reviews-v1 TCP 9080',
  'bookinfo/productpage -> bookinfo/reviews-v2 TCP 9080',
  'bookinfo/productpage -> bookinfo/reviews-v3 TCP 9080',
  'bookinfo/reviews-v2 -> bookinfo/ratings TCP 9080',
  'bookinfo/reviews-v3 -> bookinfo/ratings TCP 9080',
  'outside -> bookinfo/productpage TCP 9080',
];

// Whoever has the addresses of a load balancer outside of the cluster; no policy knows more of it.
const ADDRESSES = ['130.211.0.0/22', '2600:2d00:1:1::/64', '2600:2d00:1:b029::/64', '35.191.0.0/16'];

describe.each(variantsOf('bookinfo'))('Bookinfo by %s', (entry) => {
  const folder = folderOf('bookinfo', entry);
  const manifests = readManifests(folder);
  const network = connectivityOf(folder);

  test('has exactly the connections that it needs', () => {
    const { rows, problems, cannotResolve } = reachability(manifests);
    const lines = rows.map(({ from, to, protocol, port }) => `${from} -> ${to} ${protocol} ${port}`);
    const addresses = entry === 'gke' ? ADDRESSES.map((block) => `${block} -> bookinfo/productpage TCP 9080`) : [];
    expect([...new Set(lines)]).toEqual([...addresses, ...CONNECTIONS]);
    expect([problems, cannotResolve]).toEqual([[], []]);
  });

  test.each([
    ['reviews-v1', Answer.DENIED],
    ['reviews-v2', Answer.ALLOWED],
    ['reviews-v3', Answer.ALLOWED],
    ['productpage', Answer.DENIED],
    ['details', Answer.DENIED],
  ])('from %s to the ratings: %s, by pod, by Service and on any port', (caller, answer) => {
    const from = `bookinfo/${caller}`;
    expect(network.answer(from, 'bookinfo/ratings', 9080)).toBe(answer);
    expect(network.answer(from, 'bookinfo/service/ratings', 9080)).toBe(answer);
    expect(network.answer(from, 'bookinfo/ratings')).toBe(answer);
    expect(allows(manifests, from, 'bookinfo/ratings', 9080)).toBe(answer === Answer.ALLOWED);
  });

  test('the page finds every version of the reviews behind one name', () => {
    const reviews = servicesOf(manifests).find(({ name }) => name === 'reviews');
    const ids = reviews && behind(reviews, workloadsOf(manifests)).map(({ id }) => id);
    expect(ids).toEqual(['bookinfo/reviews-v1', 'bookinfo/reviews-v2', 'bookinfo/reviews-v3']);
    expect(network.answer('bookinfo/productpage', 'bookinfo/service/reviews', 9080)).toBe(Answer.ALLOWED);
  });
});
