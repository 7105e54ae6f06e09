import { Answer, Connectivity } from '../../../lib/analysis';
import { policy } from '../semantics/manifests';
import { caller, istio } from '../semantics/mesh';
import { behind, served, waypoint } from '../semantics/waypoint';

const GATEWAY = '{ gateway.networking.k8s.io/gateway-name: waypoint }';
const CLUSTER = [
  behind('shop'),
  caller('shop/api'),
  caller('shop/web'),
  waypoint('shop/waypoint'),
  served('shop/api'),
  policy(
    'shop/api',
    `{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: ${GATEWAY} } }], ports: [{ port: 15008 }] }] }`,
  ),
].join('');
const nobody = istio('AuthorizationPolicy', 'shop/x', '{ targetRefs: [{ kind: Service, group: "", name: api }] }');
const network = (text: string) => Connectivity.ofText([{ name: 'a.yaml', text }]);

/** What became of `web`, with the causes. */
function told(before: string, after: string): string[] {
  return Connectivity.diff(network(before), network(after))
    .changes.filter(({ source, destination }) => source.name === 'shop/web' && destination.name === 'shop/api')
    .map(({ kind, opened, closed, causes }) => `${kind} ${JSON.stringify({ ...opened, ...closed })}: ${causes}`);
}

test('what a waypoint is asked is the cause of what it closes or opens', () => {
  expect(told(CLUSTER, CLUSTER + nobody)).toEqual([
    'closed {"TCP":"8080"}: AuthorizationPolicy shop/x added (a.yaml:33)',
  ]);
  expect(told(CLUSTER + nobody, CLUSTER)).toEqual([
    'opened {"TCP":"8080"}: AuthorizationPolicy shop/x removed (a.yaml:33)',
  ]);
});

test('so are policies about its pods, and the Service that leads there', () => {
  const closed = policy('shop/waypoint', `{ podSelector: { matchLabels: ${GATEWAY} }, policyTypes: [Egress] }`);
  expect(told(CLUSTER, CLUSTER + closed)).toEqual([
    'closed {"TCP":"8080"}: NetworkPolicy shop/waypoint added (a.yaml:33)',
  ]);
  expect(told(CLUSTER, CLUSTER.replace(served('shop/api'), ''))).toEqual([
    'closed {"TCP":"8080"}: Service shop/api removed (a.yaml:23)',
  ]);
});

test('what is expected of it is verified', () => {
  const pair = { from: 'shop/web', to: 'shop/api', port: 8080 };
  expect(network(CLUSTER).verify([{ ...pair, expect: Answer.ALLOWED }]).failures).toEqual([]);
  const { failures } = network(CLUSTER + nobody).verify([{ ...pair, expect: Answer.ALLOWED }]);
  expect(failures.map(({ got, why }) => `${got} ${why.legs.some(({ leg }) => leg === 'waypoint')}`)).toEqual([
    'denied true',
  ]);
});
