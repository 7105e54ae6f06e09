import { Connectivity } from '../../../lib/analysis';
import { answers, expectAnswers } from './answers';
import { namespace, pod, policy, service } from './manifests';

const PODS = [
  namespace('shop'),
  pod('shop/web', '{ app: web }'),
  pod('shop/api', '{ app: api }', '[{ name: http, containerPort: 8080 }]'),
].join('');

const on = (port: number | string) =>
  policy('shop/api', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: ${port} }] }] }`);

function read(yaml: string): Connectivity {
  return Connectivity.ofText([{ name: 'test.yaml', text: yaml }]);
}

describe('a policy sees the port of the pod, never that of the Service', () => {
  const api = service('shop/api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }');

  test('so that a rule for the port of the Service lets nobody in', () => {
    expect(answers(PODS + api + on(80), { 'shop/web -> shop/service/api TCP 80': '' })).toEqual({
      'shop/web -> shop/service/api TCP 80': 'denied',
    });
    expectAnswers(PODS + api + on(80), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 8080': 'denied',
    });
  });

  test('and one for the port of the pod does', () => {
    expect(
      answers(PODS + api + on(8080), {
        'shop/web -> shop/service/api TCP 80': '',
        'shop/web -> shop/service/api TCP 8080': '',
      }),
    ).toEqual({ 'shop/web -> shop/service/api TCP 80': 'allowed', 'shop/web -> shop/service/api TCP 8080': 'denied' });
  });

  test('target ports are numbers, names that each pod resolves, or the same as the port', () => {
    const named = service('shop/api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: http }] }');
    const same = service('shop/api', '{ selector: { app: api }, ports: [{ port: 8080 }] }');
    const asked = (port: number) => ({ [`shop/web -> shop/service/api TCP ${port}`]: 'allowed' });
    expect(answers(PODS + named + on(8080), asked(80))).toEqual(asked(80));
    expect(answers(PODS + same + on('http'), asked(8080))).toEqual(asked(8080));
  });
});

describe('Services that map nothing', () => {
  test('a headless one leads to the pods themselves, on the port that the client names', () => {
    const headless = service(
      'shop/api',
      '{ clusterIP: None, selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }',
    );
    const { answer } = read(PODS + headless + on(8080)).why('shop/web', 'shop/service/api', { port: '80' });
    expect(answer).toBe('denied');
    const { answer: direct } = read(PODS + headless + on(80)).why('shop/web', 'shop/service/api', { port: '80' });
    expect(direct).toBe('allowed');
  });

  test('one without a selector leads to its endpoints, which are addresses', () => {
    const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { namespace: shop, name: db, labels: { kubernetes.io/service-name: db } }
addressType: IPv4
endpoints: [{ addresses: [203.0.113.7] }]
ports: [{ port: 5432 }]
---`;
    const db = service('shop/db', '{ ports: [{ port: 5432 }] }');
    const egress = (cidr: string) =>
      policy(
        'shop/web',
        `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ ports: [{ port: 53 }, { port: 53, protocol: UDP }] }, { to: [{ ipBlock: { cidr: ${cidr} } }] }] }`,
      );
    const ask = (cidr: string) =>
      read(PODS + db + slice + egress(cidr)).why('shop/web', 'shop/service/db', { port: '5432' });
    expect(ask('203.0.113.0/24').answer).toBe('allowed');
    expect(ask('198.51.100.0/24').answer).toBe('denied');
  });
});

test('an ExternalName is a name of somewhere outside, whose addresses nobody knows', () => {
  const name = service('shop/db', '{ type: ExternalName, externalName: db.example.com }');
  const egress = (to: string) =>
    policy(
      'shop/web',
      `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ ports: [{ port: 53 }, { port: 53, protocol: UDP }] }${to}] }`,
    );
  const ask = (yaml: string) => read(yaml).why('shop/web', 'shop/service/db', { port: '5432' }).answer;
  expect(ask(PODS + name)).toBe('allowed');
  expect(ask(PODS + name + egress(', { to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }'))).toBe('unknown');
  expect(ask(PODS + name + egress(''))).toBe('denied');
});

describe('who names a Service needs to resolve the name', () => {
  const api = service('shop/api', '{ selector: { app: api }, ports: [{ port: 8080 }] }');
  const egress = (more: string) =>
    policy(
      'shop/web',
      `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }] }${more}] }`,
    );
  const dnsOn = (ports: string) =>
    `, { to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } }, podSelector: { matchLabels: { k8s-app: kube-dns } } }], ports: [${ports}] }`;
  const dnsLeg = (yaml: string) =>
    read(yaml)
      .why('shop/web', 'shop/service/api', { port: '8080' })
      .legs.find(({ leg }) => leg === 'DNS')?.answer;

  test('over UDP and TCP', () => {
    expect(dnsLeg(PODS + api + egress(dnsOn('{ port: 53, protocol: UDP }, { port: 53 }')))).toBe('allowed');
    expect(dnsLeg(PODS + api + egress(''))).toBe('denied');
    expect(dnsLeg(PODS + api + egress(dnsOn('{ port: 53 }')))).toBe('denied');
    expect(dnsLeg(PODS + api)).toBe('allowed');
  });
});

describe('an ingress controller is outside the manifests, and reaches pods on their own ports', () => {
  const api = service('shop/api', '{ selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }] }');
  const ingress = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { namespace: shop, name: api }
spec:
  ingressClassName: nginx
  rules: [{ host: api.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] } }]
---`;
  const entries = (yaml: string) => {
    const { connections, unknown } = read(yaml).list();
    const shown = (found: typeof connections) =>
      found
        .filter(({ source }) => source.kind === 'entry')
        .map(({ source, destination, ports }) => [source.name, destination.name, ports]);
    return { allowed: shown(connections), unknown: shown(unknown) };
  };

  test('so without policies it does', () => {
    expect(entries(PODS + api + ingress)).toEqual({
      allowed: [['ingress-controller', 'shop/api', { TCP: '8080' }]],
      unknown: [],
    });
  });

  test('and where a policy means some namespace or pods by their labels, nobody knows whether it is among them', () => {
    const from = policy(
      'shop/api',
      '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }] }] }',
    );
    expect(entries(PODS + api + ingress + from)).toEqual({
      allowed: [],
      unknown: [['ingress-controller', 'shop/api', { TCP: '8080' }]],
    });
  });

  test('but where nobody may come in, or only on the port of the Service, it may not', () => {
    const nobody = policy('shop/api', '{ podSelector: { matchLabels: { app: api } } }');
    expect(entries(PODS + api + ingress + on(80)).allowed).toEqual([]);
    expect(entries(PODS + api + ingress + nobody).allowed).toEqual([]);
  });
});
