import { Connectivity, EndKind, ListBy, type ListOptions } from '../../../lib/analysis';
import { Peer, type PodSelection } from '../../../lib/traffic';
import { pod, policy } from '../semantics/manifests';
import { caller, istio } from '../semantics/mesh';
import { BEHIND_WAYPOINT, served, TO_WAYPOINT } from '../semantics/waypoint';

const lets = (...peers: string[]) =>
  policy(
    'shop/api',
    `{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [${peers.map((labels) => `{ podSelector: { matchLabels: ${labels} } }`).join(', ')}], ports: [{ port: 15008 }] }] }`,
  );
const onlyWeb = (more = '') =>
  istio(
    'AuthorizationPolicy',
    'shop/web-to-api',
    `{ targetRefs: [{ kind: Service, group: "", name: api }], rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }]${more} }] }`,
  );

/** The rows to `api`, or to its Service or namespace. */
function rows(yaml: string, options: ListOptions = { focus: 'shop/api', direction: 'ingress' }): string[] {
  const { connections, unknown } = Connectivity.ofText([{ name: 'a.yaml', text: BEHIND_WAYPOINT + yaml }]).list(
    options,
  );
  return [...connections, ...unknown]
    .filter(
      ({ source, destination, ports: { TCP } }) => ![source.kind, destination.kind].includes(EndKind.OUTSIDE) && TCP,
    )
    .map(({ source, destination, ports: { TCP }, via = '-', answer, reasons }) =>
      [`${source.name} -> ${destination.name} ${TCP} ${via} ${answer}`, ...reasons].join(': '),
    );
}

test('a row says through which waypoint it goes', () => {
  expect(rows(lets(TO_WAYPOINT) + onlyWeb())).toEqual(['shop/web -> shop/api 8080 waypoint shop/waypoint allowed']);
});

test('what is open past the waypoint is a row of its own, and says nothing of it', () => {
  expect(rows(lets(TO_WAYPOINT, '{ app: web }') + onlyWeb())).toEqual(['shop/web -> shop/api 1-65535 - allowed']);
  const on9090 = istio(
    'AuthorizationPolicy',
    'shop/api',
    '{ selector: { matchLabels: { app: api } }, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }], to: [{ operation: { ports: ["9090"] } }] }, { from: [{ source: { principals: [cluster.local/ns/shop/sa/waypoint] } }] }] }',
  );
  expect(rows(on9090)).toEqual([
    'ops/log -> shop/api 8080 waypoint shop/waypoint allowed',
    'shop/web -> shop/api 9090 - allowed',
    'shop/web -> shop/api 8080 waypoint shop/waypoint allowed',
  ]);
});

test('what isn’t known of the way says why', () => {
  expect(rows(lets(TO_WAYPOINT) + onlyWeb(', to: [{ operation: { methods: [GET] } }]'))).toEqual([
    'shop/web -> shop/api 8080 waypoint shop/waypoint unknown: AuthorizationPolicy shop/web-to-api speaks of some requests only (spec.rules[0])',
  ]);
  const layered = istio('AuthorizationPolicy', 'istio-system/nobody', '{}');
  const waypointIn = istio(
    'AuthorizationPolicy',
    'shop/api',
    '{ rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/waypoint] } }] }] }',
  );
  expect(rows(lets(TO_WAYPOINT) + layered + waypointIn)).toEqual(
    ['ops/log', 'shop/web'].map(
      (from) =>
        `${from} -> shop/api 8080 waypoint shop/waypoint unknown: whether the waypoint shop/waypoint asks AuthorizationPolicy istio-system/nobody, AuthorizationPolicy shop/api depends on how Istio is installed`,
    ),
  );
});

test('by Services and by namespaces it is the same', () => {
  const yaml = lets(TO_WAYPOINT) + onlyWeb();
  expect(rows(yaml, { by: ListBy.SERVICE })).toEqual([
    'shop/web -> shop/api:80 80 shop/api TCP 8080, waypoint shop/waypoint allowed',
  ]);
  const closed = policy('shop/rest', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }');
  const nothing = policy('ops/log', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
  expect(rows(yaml + closed + nothing, { by: ListBy.NAMESPACE })).toEqual(['shop -> shop 8080 - allowed']);
});

describe('what carries requests from outside', () => {
  const ROUTE = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { namespace: shop, name: api }
spec:
  ingressClassName: nginx
  rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] } }]
---`;
  const NGINX = caller('shop/nginx');
  const nginx = Peer.pods({ namespace: 'shop', labels: { app: 'nginx' } }).selections[0] as PodSelection;
  const entry = (yaml: string) => {
    const network = Connectivity.ofText([{ name: 'a.yaml', text: BEHIND_WAYPOINT + ROUTE + NGINX + yaml }], {
      entryPods: { nginx },
    });
    const { connections, unknown } = network.list({ focus: 'shop/api', direction: 'ingress' });
    return [...connections, ...unknown]
      .filter(({ source }) => source.kind === 'entry')
      .map(({ source, answer, reasons }) => [`${source.name} ${answer}`, ...reasons].join(': '));
  };

  test('goes to the pods, if these let it in', () => {
    expect(entry('')).toEqual(['shop/ingressclass/nginx allowed']);
  });

  test('may go through the waypoint, which nobody says of it', () => {
    expect(entry(lets(TO_WAYPOINT))).toEqual([
      'shop/ingressclass/nginx unknown: whether shop/ingressclass/nginx sends its requests through the waypoint shop/waypoint is not known',
    ]);
  });

  test('has to be let in both ways, where a Service says that gateways go through it', () => {
    const said = served('shop/other', 'istio.io/ingress-use-waypoint: "true"').replace('app: other', 'app: api');
    const nobody = istio(
      'AuthorizationPolicy',
      'shop/nobody',
      '{ targetRefs: [{ kind: Service, group: "", name: api }, { kind: Service, group: "", name: other }] }',
    );
    expect(entry(said)).toEqual(['shop/ingressclass/nginx allowed']);
    expect(entry(said + nobody)).toEqual([
      'shop/ingressclass/nginx unknown: whether shop/ingressclass/nginx sends its requests through the waypoint shop/waypoint is not known',
    ]);
  });
});

test('the pods of a waypoint that were read are those of the Gateway, of which less is known than of others', () => {
  const read = pod(
    'shop/waypoint',
    '{ gateway.networking.k8s.io/gateway-name: waypoint, gateway.istio.io/managed: istio.io-mesh-controller, istio.io/dataplane-mode: none }',
  );
  const told = rows(lets(TO_WAYPOINT) + onlyWeb() + read).filter((line) => !line.startsWith('shop/waypoint'));
  expect(told).toEqual(['shop/web -> shop/api 8080 waypoint shop/waypoint allowed']);
});
