import { type AnalysisOptions, Connectivity } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import {
  adminPolicy,
  baseline,
  connectivityOf,
  deployment,
  livePod,
  manifests,
  namespace,
  object,
  pod,
  policy,
  service,
} from '../evaluate/manifests';

const SHOP = manifests(
  namespace('shop'),
  deployment('web'),
  deployment('api'),
  service('api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }'),
);

interface Question {
  readonly from?: string;
  readonly to?: string;
  readonly port?: string;
  readonly options?: AnalysisOptions;
}

/** The explanation, as people read it. */
function told(text: string, { from = 'shop/web', to = 'shop/api', port = '8080', options }: Question = {}): string {
  return Report.why(connectivityOf(text, options).why(from, to, port === '' ? {} : { port }));
}

/** What is said of names, which is the same in most of these. */
const NAMES = `\
  ok  Service: api.shop.svc.cluster.local:80 leads to TCP 8080 of shop/api
      by Service shop/api (shop.yaml:23)
  ok  DNS: shop/web can resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system
`;

const api = (rule: string) => policy('api', `\npodSelector: { matchLabels: { app: api } }\ningress:\n  - ${rule}`);
const CLOSED_API = policy('api', '{ podSelector: { matchLabels: { app: api } } }');
const CLOSED_WEB = policy('web', '\npodSelector: { matchLabels: { app: web } }\npolicyTypes: [Egress]');
const FROM_WEB = 'from: [{ podSelector: { matchLabels: { app: web } } }]';

describe('what a policy allows', () => {
  test('is allowed by its rule, in its file and line', () => {
    expect(told(manifests(SHOP, api(`{ ${FROM_WEB}, ports: [{ port: 8080 }] }`)))).toBe(`\
shop/web -> shop/api TCP 8080: allowed
${NAMES}  ok  egress: no policy restricts the egress of shop/web
  ok  ingress: NetworkPolicy shop/api lets shop/web in
      by NetworkPolicy shop/api, spec.ingress[0] (shop.yaml:35)
`);
  });

  test('is told with all its ports where none is asked about', () => {
    const text = manifests(SHOP, api(`{ ${FROM_WEB}, ports: [{ port: 8080 }, { port: 9090, endPort: 9099 }] }`));
    expect(told(text, { port: '' })).toMatch(/^shop\/web -> shop\/api TCP 8080,9090-9099: allowed\n/);
  });

  test('is not said to be allowed by a policy that only may select the pods', () => {
    const text = manifests(
      namespace('shop'),
      pod('web'),
      deployment('db', { kind: 'StatefulSet' }),
      policy('all', '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }] }] }'),
      policy(
        'one',
        `{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } }, ingress: [{ ${FROM_WEB} }] }`,
      ),
    );
    expect(told(text, { to: 'shop/db', port: '80' })).toContain(`\
  ok  ingress: NetworkPolicy shop/all lets shop/web in
      by NetworkPolicy shop/all, spec.ingress[0] (shop.yaml:24)
`);
  });
});

describe('what no policy allows', () => {
  test('is denied by those that govern the pods, and opened by one more rule', () => {
    expect(told(manifests(SHOP, CLOSED_API))).toBe(`\
shop/web -> shop/api TCP 8080: denied
${NAMES}  ok  egress: no policy restricts the egress of shop/web
  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 8080
      by NetworkPolicy shop/api (shop.yaml:29)
To allow it: add to spec.ingress of NetworkPolicy shop/api (shop.yaml:32):
  - from:
      - podSelector:
          matchLabels:
            app: web
    ports:
      - protocol: TCP
        port: 8080
`);
  });

  test('may be allowed on another port only', () => {
    expect(told(manifests(SHOP, api(`{ ${FROM_WEB}, ports: [{ port: 80 }] }`)))).toContain(
      '  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 8080; ' +
        'NetworkPolicy shop/api does so on TCP 80 only\n',
    );
  });

  test('may be allowed under a name that the pods do not give to a port', () => {
    expect(told(manifests(SHOP, api(`{ ${FROM_WEB}, ports: [{ port: https }] }`)))).toContain(
      '  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 8080; ' +
        "NetworkPolicy shop/api names a port that the pods don't have\n",
    );
  });

  test('may be denied on both sides, and the names with it', () => {
    expect(told(manifests(SHOP, CLOSED_API, CLOSED_WEB))).toBe(`\
shop/web -> shop/api TCP 8080: denied
  ok  Service: api.shop.svc.cluster.local:80 leads to TCP 8080 of shop/api
      by Service shop/api (shop.yaml:23)
  no  DNS: shop/web can't resolve names: names need TCP 53, UDP 53 to pods k8s-app=kube-dns in namespace kube-system; \
NetworkPolicy shop/web governs the egress of shop/web, and no rule lets it reach the cluster DNS on TCP 53, UDP 53
      by NetworkPolicy shop/web (shop.yaml:35)
  no  egress: NetworkPolicy shop/web governs the egress of shop/web, and no rule lets it reach shop/api on TCP 8080
      by NetworkPolicy shop/web (shop.yaml:35)
  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 8080
      by NetworkPolicy shop/api (shop.yaml:29)
To allow it: add to spec.egress of NetworkPolicy shop/web (shop.yaml:38):
  - to:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: kube-system
        podSelector:
          matchLabels:
            k8s-app: kube-dns
    ports:
      - protocol: TCP
        port: 53
      - protocol: UDP
        port: 53
  - to:
      - podSelector:
          matchLabels:
            app: api
    ports:
      - protocol: TCP
        port: 8080
add to spec.ingress of NetworkPolicy shop/api (shop.yaml:32):
  - from:
      - podSelector:
          matchLabels:
            app: web
    ports:
      - protocol: TCP
        port: 8080
`);
  });

  test('may be allowed on either side, but on ports that they do not share', () => {
    const text = manifests(
      namespace('shop'),
      pod('web'),
      pod('db'),
      policy(
        'web',
        '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ ports: [{ port: 80 }] }] }',
      ),
      policy('db', '{ podSelector: { matchLabels: { app: db } }, ingress: [{ ports: [{ port: 443 }] }] }'),
    );
    expect(told(text, { to: 'shop/db', port: '' })).toContain(`\
  no  egress: NetworkPolicy shop/web governs the egress of shop/web, and no rule lets it reach shop/db on TCP 8080; \
NetworkPolicy shop/web does so on TCP 80 only
      by NetworkPolicy shop/web (shop.yaml:17)
  no  ingress: NetworkPolicy shop/db governs the ingress of shop/db, and no rule lets shop/web in on TCP 8080; \
NetworkPolicy shop/db does so on TCP 443 only
      by NetworkPolicy shop/db (shop.yaml:23)
`);
  });

  test('comes from another namespace, which the rule has to name', () => {
    const log = pod('log', { namespace: 'ops', labels: '{ app.kubernetes.io/name: "1" }' });
    expect(told(manifests(SHOP, log, CLOSED_API), { from: 'ops/log' })).toContain(`\
  - from:
      - namespaceSelector:
          matchLabels:
            kubernetes.io/metadata.name: ops
        podSelector:
          matchLabels:
            app.kubernetes.io/name: "1"
`);
  });

  test('is asked about among the replicas of one workload', () => {
    expect(
      told(manifests(deployment('web'), policy('web', '{ podSelector: { matchLabels: { app: web } } }')), {
        to: 'shop/web',
        port: '80',
      }),
    ).toBe(`\
shop/web -> shop/web TCP 80: denied
  ok  egress: no policy restricts the egress of shop/web
  no  ingress: NetworkPolicy shop/web governs the ingress of shop/web, and no rule lets shop/web in on TCP 80
      by NetworkPolicy shop/web (shop.yaml:10)
To allow it: add to spec.ingress of NetworkPolicy shop/web (shop.yaml:13):
  - from:
      - podSelector:
          matchLabels:
            app: web
    ports:
      - protocol: TCP
        port: 80
`);
  });
});

test('a pod always reaches itself', () => {
  expect(told(manifests(pod('web'), policy('closed', '{ podSelector: {} }')), { to: 'shop/web', port: '80' })).toBe(`\
shop/web -> shop/web TCP 80: allowed
  ok  itself: a pod always reaches itself
`);
});

describe('addresses', () => {
  test('may be denied, and opened by a block', () => {
    expect(told(manifests(SHOP, CLOSED_API), { from: '203.0.113.0/24' })).toBe(`\
203.0.113.0/24 -> shop/api TCP 8080: denied
  no  ingress: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets 203.0.113.0/24 in on TCP 8080
      by NetworkPolicy shop/api (shop.yaml:29)
To allow it: add to spec.ingress of NetworkPolicy shop/api (shop.yaml:32):
  - from:
      - ipBlock:
          cidr: 203.0.113.0/24
    ports:
      - protocol: TCP
        port: 8080
`);
  });

  test('may be IPv6', () => {
    expect(told(manifests(SHOP, CLOSED_WEB), { to: '2001:db8::7', port: '443' })).toContain(`\
  - to:
      - ipBlock:
          cidr: 2001:db8::7/128
`);
  });

  test('must be treated alike, as one explanation is of one answer', () => {
    const text = manifests(SHOP, api('{ from: [{ ipBlock: { cidr: 203.0.113.0/25 } }] }'));
    expect(() => told(text, { from: '203.0.113.0/24' })).toThrow(
      'an explanation is of addresses that policies treat alike, but got "203.0.113.0/24 and shop/api"; take a part of ' +
        'them: 203.0.113.128/25, 203.0.113.0/25',
    );
  });
});

describe('admin policies', () => {
  const everyone = '{ namespaces: {} }';
  const rule = (action: string, ports = '') => `\n  - { action: ${action}, from: [${everyone}]${ports} }`;
  const to = '\nsubject: { namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } } }\ningress:';
  const admin = (...rules: string[]) => adminPolicy('guard', `\npriority: 5${to}${rules.join('')}`);
  const last = (...rules: string[]) => baseline(`${to}${rules.join('')}`);

  test('deny before any other policy', () => {
    const https = ', ports: [{ portNumber: { protocol: TCP, port: 443 } }]';
    expect(told(manifests(SHOP, admin(rule('Allow', https), rule('Deny'))))).toBe(`\
shop/web -> shop/api TCP 8080: denied
${NAMES}  ok  egress: no policy restricts the egress of shop/web
  no  ingress: AdminNetworkPolicy guard denies it before any NetworkPolicy is asked
      by AdminNetworkPolicy guard, spec.ingress[1] (shop.yaml:37)
To allow it: let AdminNetworkPolicy guard, spec.ingress[1] (shop.yaml:37) not deny it, or put a rule that allows it \
before it
`);
  });

  test('allow before any other policy', () => {
    expect(told(manifests(SHOP, CLOSED_API, admin(rule('Allow'))))).toBe(`\
shop/web -> shop/api TCP 8080: allowed
${NAMES}  ok  egress: no policy restricts the egress of shop/web
  ok  ingress: AdminNetworkPolicy guard allows it before any NetworkPolicy is asked
      by AdminNetworkPolicy guard, spec.ingress[0] (shop.yaml:42)
`);
  });

  test('pass on to the baseline, which decides where no NetworkPolicy does', () => {
    expect(told(manifests(SHOP, admin(rule('Pass')), last(rule('Deny'))))).toContain(`\
  no  ingress: BaselineAdminNetworkPolicy default denies it, as no NetworkPolicy governs shop/api
      by BaselineAdminNetworkPolicy default, spec.ingress[0] (shop.yaml:44)
`);
  });

  test('may deny other ports, which is said where none is asked about', () => {
    const at80 = ', ports: [{ portNumber: { protocol: TCP, port: 80 } }]';
    expect(told(manifests(SHOP, last(rule('Deny', at80))), { port: '' })).toContain(
      '  ok  ingress: no policy restricts the ingress of shop/api but on TCP 80, which BaselineAdminNetworkPolicy default denies\n',
    );
  });
});

describe('what is not known', () => {
  const unknown = (text: string, question: Question = {}) => {
    const { answer, legs, remedy } = connectivityOf(text, question.options).why('shop/web', 'shop/api', {
      port: '8080',
    });
    expect([answer, remedy]).toEqual(['unknown', undefined]);
    return legs.flatMap((leg) => (leg.answer === 'unknown' ? [`${leg.leg}: ${leg.text}`, ...leg.decidedBy] : []));
  };

  test('may be whether a block holds pods', () => {
    expect(unknown(manifests(SHOP, api('{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }')))).toEqual([
      'ingress: whether 10.0.0.0/8 of NetworkPolicy shop/api holds pods depends on the network plugin ' +
        '(--ip-block-matches-pods settles it)',
      'NetworkPolicy shop/api, spec.ingress[0] (shop.yaml:35)',
    ]);
  });

  test('may be what a policy says that is not analysed', () => {
    const cilium = object('cilium.io/v2', 'CiliumNetworkPolicy', 'api', '{}', { namespace: 'shop' });
    expect(unknown(manifests(SHOP, cilium)).filter((text) => text.startsWith('ingress'))).toEqual([
      'ingress: CiliumNetworkPolicy shop/api: spec.endpointSelector is not there',
    ]);
  });

  test('may be what holds for some pods of a workload only', () => {
    const text = manifests(
      SHOP,
      livePod('api-1', 'api', '{ app: api, track: stable }'),
      livePod('api-2', 'api', '{ app: api, track: canary }'),
      policy('canary', '{ podSelector: { matchLabels: { track: canary } } }'),
    );
    expect(unknown(text)).toEqual([
      'ingress: the pods of shop/api or of shop/web differ, and for some of them: NetworkPolicy shop/canary governs the ' +
        'ingress of shop/api, and no rule lets shop/web in on TCP 8080',
      'NetworkPolicy shop/canary (shop.yaml:47)',
    ]);
  });

  test('may be where a connection from the network of a node runs', () => {
    const text = manifests(SHOP.replace('spec: { containers', 'spec: { hostNetwork: true, containers'), CLOSED_API);
    expect(unknown(text)).toEqual([
      'ingress: the connection comes from a node, and a node always reaches the pods that run on it',
    ]);
  });
});

describe('an explanation is of', () => {
  test('one workload at each end', () => {
    expect(() => told(SHOP, { from: 'shop/*' })).toThrow(
      'an explanation is of one workload at each end, but got "shop/*"; take one of shop/api, shop/web',
    );
    expect(() => told(SHOP, { to: '*' })).toThrow(
      'an explanation is of one workload at each end, but got "*"; take one of shop/api, shop/web',
    );
  });

  test('somebody who is there', () => {
    expect(() => told(SHOP, { to: 'shop/db' })).toThrow(
      'a workload must be one of the manifests, but got "shop/db"; there is shop/api, shop/web',
    );
    expect(() => Connectivity.ofText([]).why('outside', 'shop/web')).toThrow(
      'a workload must be one of the manifests, but got "shop/web"; the manifests have none',
    );
  });
});
