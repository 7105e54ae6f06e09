import { Connectivity } from '../../../lib/analysis';
import { type Answers, answers, answersWithProblems } from './answers';
import { namespace, pod, policy } from './manifests';
import { caller, injected, istio, linkerd, meshed, SIDECAR } from './mesh';

const DENY = 'config.linkerd.io/default-inbound-policy: deny';
const OTHERS = [
  injected('ops', DENY),
  namespace('plain'),
  caller('shop/api', '[{ containerPort: 8080, name: http }]'),
  caller('shop/web'),
  caller('ops/log'),
  pod('plain/job'),
].join('');
const CLUSTER = injected('shop', DENY) + OTHERS;

function expectAnswers(yaml: string, table: Answers): void {
  expect(answers(CLUSTER + yaml, table)).toEqual(table);
}

const API = 'podSelector: { matchLabels: { app: api } }';
const server = (port: number | string = 8080, rest = '', name = 'shop/api') =>
  linkerd('Server', name, `{ ${API}, port: ${port}${rest} }`);
const toServer = 'targetRef: { group: policy.linkerd.io, kind: Server, name: api }';
const asks = (...references: [kind: string, name: string][]) =>
  `requiredAuthenticationRefs: [${references.map(([kind, name]) => `{ group: policy.linkerd.io, kind: ${kind}, name: ${name} }`).join(', ')}]`;
const authorization = (required: string, target = toServer, name = 'shop/api') =>
  linkerd('AuthorizationPolicy', name, `{ ${target}, ${required} }`);
const mesh = (spec: string, name = 'shop/api') => linkerd('MeshTLSAuthentication', name, `{ ${spec} }`);
const network = (networks: string, name = 'shop/api') =>
  linkerd('NetworkAuthentication', name, `{ networks: [${networks}] }`);

const byMesh = authorization(asks(['MeshTLSAuthentication', 'api']));
const byNetwork = authorization(asks(['NetworkAuthentication', 'api']));
const WEB = 'identityRefs: [{ kind: ServiceAccount, name: web }]';

const web = 'shop/web -> shop/api TCP 8080';
const log = 'ops/log -> shop/api TCP 8080';
const job = 'plain/job -> shop/api TCP 8080';
const outside = '203.0.113.7 -> shop/api TCP 8080';

/** @see https://linkerd.io/2/reference/authorization-policy/ */
describe('a Server', () => {
  test('closes its port to all whom no authorization lets in, on TCP', () => {
    expectAnswers(server() + byMesh + mesh(WEB), {
      [web]: 'allowed',
      [log]: 'denied',
      [job]: 'denied',
      [outside]: 'denied',
      'ops/log -> shop/api UDP 8080': 'allowed',
      'shop/web -> shop/api TCP 80': 'denied',
    });
    expectAnswers(server(), { [web]: 'denied' });
  });

  test('means nothing to pods that aren’t in the mesh, and nobody knows it of those of a namespace that wasn’t read', () => {
    const all = (name: string) => linkerd('Server', name, '{ podSelector: {}, port: 80 }');
    expectAnswers(all('plain/all'), { 'shop/web -> plain/job TCP 80': 'allowed' });
    expectAnswers(pod('far/web') + all('far/all'), { 'shop/web -> far/web TCP 80': 'unknown' });
  });

  test('has its port by the name that the pods give it', () => {
    expectAnswers(server('http') + byMesh + mesh(WEB), { [web]: 'allowed', [log]: 'denied' });
    expectAnswers(server('grpc') + byMesh + mesh(WEB), { [web]: 'denied' });
  });

  test.each<[string, string, string, string]>([
    // Its access policy, and whether web, job and an address outside are let in.
    ['deny', 'denied', 'denied', 'denied'],
    ['all-unauthenticated', 'allowed', 'allowed', 'allowed'],
    ['audit', 'allowed', 'allowed', 'allowed'],
    ['all-authenticated', 'allowed', 'denied', 'denied'],
    ['cluster-authenticated', 'unknown', 'denied', 'denied'],
    ['cluster-unauthenticated', 'unknown', 'unknown', 'unknown'],
    ['something-new', 'unknown', 'unknown', 'unknown'],
  ])('with the access policy %s, and as the default of a namespace', (word, ofWeb, ofJob, ofOutside) => {
    const table = { [web]: ofWeb, [job]: ofJob, [outside]: ofOutside } as Answers;
    expectAnswers(server(8080, `, accessPolicy: ${word}`), table);
    const yaml = injected('shop', `config.linkerd.io/default-inbound-policy: ${word}`) + OTHERS;
    expect(answers(yaml, table)).toEqual(table);
  });

  test('that guards a port beside another one leaves it open which of them counts', () => {
    const other = server(8080, ', accessPolicy: audit', 'shop/other');
    expectAnswers(server() + other, { [web]: 'unknown' });
    expectAnswers(server() + server(9090, ', accessPolicy: audit', 'shop/other'), {
      [web]: 'denied',
      'shop/web -> shop/api TCP 9090': 'allowed',
    });
  });
});

describe('an authorization', () => {
  test.each<[string, string, string, string]>([
    // What is asked, and whether web, log and job are let in.
    [WEB, 'allowed', 'denied', 'denied'],
    ['identityRefs: [{ kind: ServiceAccount, name: log, namespace: ops }]', 'denied', 'allowed', 'denied'],
    ['identityRefs: [{ kind: ServiceAccount, namespace: ops }]', 'denied', 'allowed', 'denied'],
    ['identityRefs: [{ kind: Namespace, name: shop }]', 'allowed', 'denied', 'denied'],
    ['identityRefs: [{ kind: ServiceAccount }]', 'allowed', 'denied', 'denied'],
    ['identities: ["*"]', 'allowed', 'allowed', 'denied'],
    ['identities: [web.shop.serviceaccount.identity.linkerd.cluster.local]', 'unknown', 'denied', 'denied'],
    ['identities: ["*.ops.serviceaccount.identity.linkerd.cluster.local"]', 'denied', 'unknown', 'denied'],
    ['identities: ["*.serviceaccount.identity.linkerd.cluster.local"]', 'unknown', 'unknown', 'denied'],
    ['identities: [spiffe://example.com/vm]', 'unknown', 'unknown', 'unknown'],
    ['identityRefs: [{ group: example.com, kind: Robot, name: r2 }]', 'unknown', 'unknown', 'unknown'],
  ])('by %s', (spec, ofWeb, ofLog, ofJob) => {
    expectAnswers(server() + byMesh + mesh(spec), { [web]: ofWeb, [log]: ofLog, [job]: ofJob } as Answers);
  });

  test('by networks knows addresses, without those that are left out', () => {
    expectAnswers(server() + byNetwork + network('{ cidr: 203.0.113.0/24, except: [203.0.113.128/25] }'), {
      [outside]: 'allowed',
      '203.0.113.200 -> shop/api TCP 8080': 'denied',
      '198.51.100.7 -> shop/api TCP 8080': 'denied',
      [web]: 'denied',
    });
    expectAnswers(server() + byNetwork + network('{ cidr: 10.0.0.0/16 }'), { [job]: 'unknown' });
    expectAnswers(server() + byNetwork + network('{ cidr: 0.0.0.0/0 }, { cidr: "::/0" }'), {
      [web]: 'allowed',
      [job]: 'allowed',
      [outside]: 'allowed',
    });
  });

  test('lets in those who pass all that it names, and adds up with others', () => {
    const both = authorization(asks(['MeshTLSAuthentication', 'api'], ['NetworkAuthentication', 'api']));
    const everywhere = network('{ cidr: 0.0.0.0/0 }, { cidr: "::/0" }');
    expectAnswers(server() + both + mesh(WEB) + everywhere, { [web]: 'allowed', [log]: 'denied', [job]: 'denied' });
    expectAnswers(server() + both + mesh(WEB) + network('{ cidr: 203.0.113.0/24 }'), {
      [web]: 'denied',
      [outside]: 'denied',
    });
    const more = authorization(asks(['MeshTLSAuthentication', 'ops']), toServer, 'shop/ops');
    const ops = mesh('identityRefs: [{ kind: Namespace, name: ops }]', 'shop/ops');
    expectAnswers(server() + byMesh + mesh(WEB) + more + ops, { [web]: 'allowed', [log]: 'allowed', [job]: 'denied' });
  });

  test('may name a service account itself, and an authentication of another namespace', () => {
    const account = 'requiredAuthenticationRefs: [{ kind: ServiceAccount, name: log, namespace: ops }]';
    expectAnswers(server() + authorization(account), { [log]: 'allowed', [web]: 'denied' });
    const far =
      'requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: own, namespace: ops }]';
    expectAnswers(server() + authorization(far) + mesh('identityRefs: [{ kind: ServiceAccount }]', 'ops/own'), {
      [log]: 'allowed',
      [web]: 'denied',
    });
  });

  test('for a Namespace is for all of its Servers, and for no port without one', () => {
    const all = authorization(asks(['MeshTLSAuthentication', 'api']), 'targetRef: { kind: Namespace, name: shop }');
    expectAnswers(server() + all + mesh(WEB), {
      [web]: 'allowed',
      [log]: 'denied',
      'shop/web -> shop/api TCP 80': 'denied',
    });
  });

  test('for another Server lets nobody in', () => {
    const other = server(9090, '', 'shop/other');
    const target = toServer.replace('name: api', 'name: other');
    const yaml = server() + other + authorization(asks(['MeshTLSAuthentication', 'api']), target) + mesh(WEB);
    expectAnswers(yaml, { [web]: 'denied', 'shop/web -> shop/api TCP 9090': 'allowed' });
  });

  test.each<[string, string]>([
    ['that asks for what wasn’t read', byMesh],
    ['that asks for nothing', authorization('requiredAuthenticationRefs: []') + mesh(WEB)],
    ['that asks for what nobody knows', authorization(asks(['Robot', 'api']))],
    ['that asks for what is there twice, and differs', byMesh + mesh(WEB) + mesh('identities: ["*"]')],
    [
      'for a route',
      authorization(
        asks(['MeshTLSAuthentication', 'api']),
        'targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: api }',
      ) + mesh(WEB),
    ],
  ])('%s may let in anybody', (_, yaml) => {
    expectUnknown(server() + yaml);
  });

  test('of an older kind may let in anybody, as may a route', () => {
    expectUnknown(server() + linkerd('ServerAuthorization', 'shop/old', '{}'));
    expectUnknown(server() + linkerd('HTTPRoute', 'shop/route', '{}'));
  });
});

/** Some of these texts have problems, which aren't what is asked here. */
function expectUnknown(yaml: string): void {
  const table = { [web]: 'unknown', 'ops/log -> shop/web UDP 53': 'allowed' };
  expect(answersWithProblems(CLUSTER + yaml, table)).toEqual(table);
}

/** @see https://linkerd.io/2/features/proxy-injection/ */
describe('pods are in the mesh of Linkerd', () => {
  const inject = (word: string) => `annotations: { linkerd.io/inject: ${word} }`;
  const labelled = (name: string, annotations: string) =>
    pod(name, '{}').replace('labels: {}', `labels: {}, ${annotations}`);
  const closed = linkerd('Server', 'far/all', '{ podSelector: {}, port: 80 }');
  const question = 'shop/web -> far/web TCP 80';

  test.each<[string, string]>([
    ['kube-system', 'allowed'],
    ['cert-manager', 'allowed'],
    ['kube-public', 'unknown'],
  ])('or not, in %s, from some of which Linkerd keeps away', (name, answer) => {
    expectAnswers(pod(`${name}/web`) + closed.replace('far', name), { [`shop/web -> ${name}/web TCP 80`]: answer });
  });

  test.each<[string, string, string]>([
    ['by their namespace', injected('far') + pod('far/web'), 'denied'],
    ['by themselves', namespace('far') + labelled('far/web', inject('enabled')), 'denied'],
    ['by themselves, wherever they are', labelled('far/web', inject('enabled')), 'denied'],
    ['but not where they say otherwise', injected('far') + labelled('far/web', inject('disabled')), 'allowed'],
    ['but not where nobody says it', namespace('far') + pod('far/web'), 'allowed'],
    ['or not, where the namespace wasn’t read', pod('far/web'), 'unknown'],
    [
      'or not, where some ports are kept from it',
      injected('far', 'config.linkerd.io/skip-inbound-ports: "80"') + pod('far/web'),
      'unknown',
    ],
    [
      'or not, where they have a sidecar of Istio as well',
      injected('far') + labelled('far/web', '').replace('labels: {}', 'labels: { sidecar.istio.io/inject: "true" }'),
      'unknown',
    ],
  ])('%s', (_, yaml, answer) => {
    expectAnswers(yaml + closed, { [question]: answer });
  });

  /** Where there is a word for who may call, the default of the cluster may be that nobody may. */
  test.each(['MeshTLSAuthentication', 'NetworkAuthentication'])(
    'or not, where the namespace wasn’t read and only a %s tells that there is a mesh',
    (kind) => {
      const spec = kind === 'NetworkAuthentication' ? '{ networks: [{ cidr: 10.0.0.0/8 }] }' : '{ identities: ["*"] }';
      const table = { 'plain/job -> far/web TCP 80': 'unknown', 'far/web -> plain/job TCP 80': 'allowed' };
      const pods = namespace('plain') + pod('plain/job') + pod('far/web');
      expect(answers(pods + linkerd(kind, 'far/one', spec), table)).toEqual(table);
    },
  );

  test('and what isn’t guarded is as the default says, of the pods before that of the namespace', () => {
    const open = 'shop/web -> far/web TCP 81';
    expectAnswers(injected('far') + pod('far/web'), { [open]: 'unknown', 'shop/web -> far/web UDP 81': 'allowed' });
    expectAnswers(injected('far', DENY) + pod('far/web'), { [open]: 'denied' });
    const own = 'annotations: { config.linkerd.io/default-inbound-policy: all-authenticated }';
    expectAnswers(injected('far', DENY) + labelled('far/web', own), {
      [open]: 'allowed',
      'plain/job -> far/web TCP 81': 'denied',
    });
  });

  test('which keeps away from some ports, unless it is installed otherwise', () => {
    expectAnswers('', { [web.replace('8080', '4567')]: 'unknown', [web.replace('8080', '4191')]: 'unknown' });
    const audit = injected('shop', 'config.linkerd.io/default-inbound-policy: audit') + OTHERS;
    const table = { [web.replace('8080', '4567')]: 'allowed' };
    expect(answers(audit, table)).toEqual(table);
  });
});

/** @see https://linkerd.io/2/common-errors/network-policy/ */
describe('network policies between pods of the mesh', () => {
  const open = (...ports: number[]) =>
    policy(
      'shop/api',
      `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [${ports.map((port) => `{ port: ${port} }`).join(', ')}] }] }`,
    );
  const guarded = server() + byMesh + mesh('identities: ["*"]');

  test.each<[string, number[], string]>([
    ['let pass what they open as such and on the port of the proxies', [8080, 4143], 'allowed'],
    ['may or may not see the port itself', [8080], 'unknown'],
    ['may or may not see the port of the proxies', [4143], 'unknown'],
    ['deny what they open neither way', [9090], 'denied'],
  ])('%s', (_, ports, answer) => {
    expectAnswers(guarded + open(...ports), { [web]: answer, [log]: answer, [job]: 'denied' });
  });

  test('see the port itself where the caller isn’t in the mesh', () => {
    const all = server(8080, ', accessPolicy: audit');
    expectAnswers(all + open(8080), { [job]: 'allowed', [outside]: 'allowed', [web]: 'unknown' });
    expectAnswers(all + open(4143), { [job]: 'denied', [outside]: 'denied' });
  });
});

test('policies of Istio mean nothing to pods of Linkerd’s mesh, and nobody knows what they make of each other’s', () => {
  const istios = istio('AuthorizationPolicy', 'shop/all', '{}') + meshed('cars', SIDECAR) + caller('cars/job');
  expectAnswers(istios + server() + byMesh + mesh(WEB), { [web]: 'allowed' });
  expectAnswers(istios, { 'cars/job -> shop/api TCP 8080': 'unknown' });
});

test('what is unknown in a list says why', () => {
  const reasons = (yaml: string) =>
    Connectivity.ofText([{ name: 'test.yaml', text: CLUSTER + yaml }])
      .list({ focus: 'shop/api', direction: 'ingress' })
      .unknown.filter(({ source }) => source.name === 'shop/web')
      .flatMap((each) => each.reasons);
  expect(reasons(server() + byMesh)[0]).toBe(
    'whom AuthorizationPolicy shop/api lets in is not known: it asks for MeshTLSAuthentication shop/api',
  );
  expect(reasons('')).toEqual([
    'whether Linkerd is asked about its own ports and TCP 4567-4568 depends on how it is installed',
  ]);
  expect(reasons(server() + server(8080, ', accessPolicy: audit', 'shop/other'))[0]).toBe(
    'Server shop/api and Server shop/other guard the same port, and which one counts is not known',
  );
});

test('why tells which Server lets in, and which denies', () => {
  const network = Connectivity.ofText([{ name: 'test.yaml', text: CLUSTER + server() + byMesh + mesh(WEB) }]);
  const leg = (from: string, port: string) =>
    network.why(from, 'shop/api', { port }).legs.find((each) => each.leg === 'identity')?.text;
  expect(leg('shop/web', '8080')).toMatch(/^Server shop\/api lets shop\/web in/);
  expect(leg('ops/log', '8080')).toBe('Server shop/api denies it');
  expect(leg('shop/web', '80')).toBe('Namespace shop denies it');
  expect(leg('shop/web', '4567')).toMatch(/^whether Linkerd is asked/);
});
