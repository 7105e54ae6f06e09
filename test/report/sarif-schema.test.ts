import { Checkup, type CheckupOptions } from '../../lib/checks';
import { CheckReport, LockChangeKind, type LockComparison } from '../../lib/report';
import { faultsOfSarif } from './sarif-schema';

const ROUTE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: api
  namespace: shop
spec:
  rules:
    - backendRefs: [{ name: api, port: 8080 }]
`;

const ACKNOWLEDGED = ROUTE.replace(
  '  namespace: shop\nspec:',
  "  namespace: shop\n  annotations: { cdk8s-networking/acknowledged: 'backend-port-not-found: soon\n\n    redirect-loop: it was one' }\nspec:",
);

/** A policy for a port on which nothing listens. */
const WRONG_PORT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: main, ports: [{ containerPort: 80 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }] }
`;

const LOCK: LockComparison = {
  file: 'connectivity.lock',
  changes: [{ kind: LockChangeKind.OPENED, connection: 'shop/web -> shop/db  TCP 5432', line: 4 }],
  update: 'cdk8s-networking list dist --lock',
};

function checkup(text: string, { name = 'dist/a.yaml', ...options }: CheckupOptions & { name?: string } = {}): Checkup {
  return Checkup.ofText([{ name, text }], options);
}

const OBJECTS = [
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] } },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'api' },
    spec: { rules: [{ backendRefs: [{ name: 'api', port: 8080 }] }] },
  },
];

describe('the schema of SARIF 2.1.0 holds for', () => {
  test.each<[string, Checkup, { results: number; lock?: LockComparison }]>([
    ['nothing', Checkup.ofObjects([]), { results: 0 }],
    ['nothing, although there is a lock', Checkup.ofObjects([]), { results: 1, lock: LOCK }],
    ['findings with a file and a line', checkup(ROUTE), { results: 1 }],
    ['findings of objects that come from no file', Checkup.ofObjects(OBJECTS), { results: 1 }],
    ['findings of a file whose name is no address', checkup(ROUTE, { name: 'C:\\a b\\%é#?.yaml' }), { results: 1 }],
    ['findings outside of the repository', checkup(ROUTE, { name: '/tmp/a b.yaml' }), { results: 1 }],
    ['findings above it', checkup(ROUTE, { name: '../a.yaml' }), { results: 1 }],
    ['findings of standard input', checkup(ROUTE, { name: '-' }), { results: 1 }],
    ['what is acknowledged, and what is not found', checkup(ACKNOWLEDGED), { results: 2 }],
    ['findings with evidence', checkup(WRONG_PORT), { results: 1 }],
  ])('%s', (_, found, { results, lock }) => {
    const text = CheckReport.of(found, 'sarif', lock && { lock });
    expect(faultsOfSarif(JSON.parse(text))).toEqual([]);
    expect(JSON.parse(text).runs[0].results).toHaveLength(results);
  });
});

test('evidence is in the words of a result', () => {
  const [result] = JSON.parse(CheckReport.of(checkup(WRONG_PORT), 'sarif')).runs[0].results;
  expect(result.message.text.split('\n').length).toBeGreaterThan(1);
});

test('the schema holds for nothing else', () => {
  const log = JSON.parse(CheckReport.of(checkup(ROUTE), 'sarif'));
  log.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
  log.runs[0].results[0].suppressions = [{ status: 'accepted' }];
  log.runs[0].tool.driver.rules[0].helpUri = 'no address';
  delete log.version;
  expect(faultsOfSarif(log)).toEqual([
    " must have required property 'version'",
    '/runs/0/tool/driver/rules/0/helpUri must match format "uri"',
    '/runs/0/results/0/locations/0/physicalLocation/region/startLine must be >= 1',
    "/runs/0/results/0/suppressions/0 must have required property 'kind'",
  ]);
});
