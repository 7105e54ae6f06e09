import { Answer, Connectivity } from '../../../lib/analysis';
import { pod, policy } from '../semantics/manifests';
import { AMBIENT, caller, istio, meshed } from '../semantics/mesh';

const CLUSTER = [
  meshed('shop', AMBIENT),
  meshed('ops', AMBIENT),
  pod('plain/job'),
  caller('shop/api'),
  caller('shop/web'),
  caller('ops/log'),
  policy('shop/api', '{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 15008 }] }] }'),
].join('');
const onlyWeb = istio(
  'AuthorizationPolicy',
  'shop/api',
  '{ selector: { matchLabels: { app: api } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }] }] }',
);
const network = (text: string) => Connectivity.ofText([{ name: 'a.yaml', text }]);

test('an AuthorizationPolicy that comes or goes is the cause of what it closes or opens', () => {
  const told = ({ changes }: ReturnType<typeof Connectivity.diff>) =>
    changes
      .filter(({ source }) => source.name === 'ops/log')
      .map(({ kind, destination, causes }) => `${kind} ${destination.name}: ${causes}`);
  const [open, closed] = [network(CLUSTER), network(CLUSTER + onlyWeb)];
  expect(told(Connectivity.diff(open, closed))).toEqual([
    'closed shop/api: AuthorizationPolicy shop/api added (a.yaml:35)',
  ]);
  expect(told(Connectivity.diff(closed, open))).toEqual([
    'opened shop/api: AuthorizationPolicy shop/api removed (a.yaml:35)',
  ]);
});

test('what is expected of an ambient mesh is verified on the ports of the pods', () => {
  const pair = { from: 'shop/web', to: 'shop/api' };
  const { failures } = network(CLUSTER + onlyWeb).verify([
    { ...pair, port: 8080, expect: Answer.ALLOWED },
    { ...pair, port: 53, protocol: 'UDP', expect: Answer.DENIED },
  ]);
  expect(failures).toEqual([]);
});
