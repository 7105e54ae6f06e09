import { SuggestedPeerKind } from '../../../lib/analysis';
import { Clusters, Entry, IngressControllers } from '../../../lib/cluster';
import { env, evidenceOf, reportOf, served, told, web } from './told';

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: edge, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: orders, port: { number: 80 } } } }] }
---`;
const ORDERS = served('orders', ['80:8080']);

describe('from outside', () => {
  test('an Ingress whose controller nobody knows is said to need that', () => {
    const { suggestions } = reportOf(ORDERS + INGRESS);
    expect(suggestions).toMatchObject([
      { workload: 'shop/orders', peer: { kind: SuggestedPeerKind.DATA_PLANE }, ports: [{ port: 8080 }] },
    ]);
    expect(suggestions[0]?.needs).toBe(
      'where its controller runs: give --cluster or --entry, or write the route as an Exposure',
    );
  });

  test('an Ingress whose controller the profile knows names its pods', () => {
    const cluster = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });
    const { suggestions } = reportOf(ORDERS + INGRESS, {}, { cluster });
    expect(suggestions).toMatchObject([
      { peer: { kind: SuggestedPeerKind.PODS, namespace: 'ingress-nginx' }, ports: [{ port: 8080 }] },
    ]);
    expect(suggestions[0]?.needs).toBeUndefined();
  });

  test.each(['NodePort', 'LoadBalancer'])('a Service of type %s lets everybody in', (type) => {
    expect(told(ORDERS.replace('spec: { selector', `spec: { type: ${type}, selector`))).toEqual([
      'sure anywhere -> shop/orders TCP 8080',
    ]);
  });

  test('a balancer for some clients is a guess, as pods may see nodes instead', () => {
    const some = ORDERS.replace(
      'spec: { selector',
      'spec: { type: LoadBalancer, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [203.0.113.0/24], selector',
    );
    expect(told(some)).toEqual([
      'guessed 203.0.113.0/24 -> shop/orders TCP 8080 (pods see these clients only with externalTrafficPolicy: Local, and nodes otherwise)',
    ]);
  });

  test('its own host is nobody to connect to', () => {
    expect(told(web(env({ PUBLIC_URL: 'https://shop.example.com' })) + ORDERS + INGRESS).slice(1)).toEqual([
      'left shop/web: it is the host that Ingress shop/edge serves: where clients inside dial it, allow them to reach its data plane',
    ]);
  });

  test('a Service of the cluster alone brings nobody', () => {
    expect(told(ORDERS)).toEqual([]);
  });
});

describe('metrics', () => {
  test('by annotations of the pods', () => {
    const annotations = '{ prometheus.io/scrape: "true", prometheus.io/port: "9102" }';
    expect(told(web('args: []', { annotations }))).toEqual(['sure monitoring -> shop/web TCP 9102']);
  });

  test('by annotations of the Service, on the port of the pods', () => {
    const text = ORDERS.replace(
      'kind: Service\nmetadata: { name: orders',
      'kind: Service\nmetadata: { annotations: { prometheus.io/scrape: "true" }, name: orders',
    );
    const report = reportOf(text);
    expect(evidenceOf(report)).toEqual(['shop.yaml:13 Service shop/orders has the annotation prometheus.io/scrape']);
    expect(report.suggestions[0]?.ports).toEqual([{ protocol: 'TCP', port: 8080 }]);
  });

  test.each(['"false"', '""'])('is silent where they are not offered: %s', (value) => {
    const annotations = `{ prometheus.io/scrape: ${value}, prometheus.io/port: "9102" }`;
    expect(told(web('args: []', { annotations }))).toEqual([]);
  });
});

describe('the Kubernetes API', () => {
  const binding = (kind = 'RoleBinding') => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: reads${kind === 'RoleBinding' ? ', namespace: shop' : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: ServiceAccount, name: web, namespace: shop }]
---`;
  const account = (extra = '') => `
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: web, namespace: shop }${extra} }
---`;
  const asWeb = (extra = '') => web('args: []', { spec: `serviceAccountName: web, ${extra}` });

  test.each(['RoleBinding', 'ClusterRoleBinding'])('an account with a %s', (kind) => {
    expect(told(asWeb() + account() + binding(kind))).toEqual(['sure shop/web -> the Kubernetes API']);
  });

  test('a token that is asked for by a volume', () => {
    const volume =
      'automountServiceAccountToken: false, volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: t } }] } }], ';
    expect(told(asWeb(volume) + account() + binding())).toEqual(['sure shop/web -> the Kubernetes API']);
  });

  test.each([
    ['an account without a binding', asWeb() + account()],
    ['pods without a token', asWeb('automountServiceAccountToken: false, ') + account() + binding()],
    ['an account without tokens', asWeb() + account(', automountServiceAccountToken: false') + binding()],
    ['pods of another account', web('args: []') + account() + binding()],
  ])('is silent about %s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});
