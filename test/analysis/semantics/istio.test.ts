import type { AnalysisOptions } from '../../../lib/analysis';
import { ClusterProfile, Mesh } from '../../../lib/cluster';
import { type Answers, answers, answersWithProblems } from './answers';
import { namespace, pod } from './manifests';
import { caller, istio, meshed, SIDECAR } from './mesh';

const CLUSTER = [
  meshed('shop', SIDECAR),
  meshed('ops', SIDECAR),
  namespace('plain'),
  caller('shop/api'),
  caller('shop/web'),
  caller('ops/log'),
  pod('plain/job'),
].join('');
const API = 'selector: { matchLabels: { app: api } }';
const WEB = 'cluster.local/ns/shop/sa/web';

function expectAnswers(yaml: string, table: Answers): void {
  expect(answers(CLUSTER + yaml, table)).toEqual(table);
}

const authorization = (spec: string, name = 'shop/api') => istio('AuthorizationPolicy', name, spec);
const authentication = (spec: string, name = 'shop/api') => istio('PeerAuthentication', name, spec);
const from = (source: string) => `rules: [{ from: [{ source: ${source} }] }]`;

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
describe('AuthorizationPolicy', () => {
  test('lets in whom it allows, and nobody else, on TCP', () => {
    expectAnswers(authorization(`{ ${API}, ${from(`{ principals: [${WEB}] }`)} }`), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
      'plain/job -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      'ops/log -> shop/api UDP 80': 'allowed',
      'ops/log -> shop/web TCP 80': 'allowed',
    });
  });

  test('lets in nobody without rules, everyone by an empty one, and says nothing as an audit', () => {
    const question = 'plain/job -> shop/api TCP 80';
    expectAnswers(authorization(`{ ${API} }`), { [question]: 'denied' });
    expectAnswers(authorization('{}'), { [question]: 'denied', 'shop/api -> shop/web TCP 80': 'denied' });
    expectAnswers(authorization(`{ ${API}, rules: [{}] }`), { [question]: 'allowed' });
    expectAnswers(authorization(`{ ${API}, action: AUDIT, rules: [{}] }`), { [question]: 'allowed' });
    expectAnswers(authorization(`{ ${API}, action: DENY }`), { [question]: 'allowed' });
    expectAnswers(authorization(`{ ${API}, action: DENY, rules: [{}] }`), { [question]: 'denied' });
    expectAnswers(authorization(`{ ${API}, action: CUSTOM, rules: [{}] }`), { [question]: 'unknown' });
  });

  test('adds up with others that allow, after those that deny', () => {
    const deny = authorization(`{ ${API}, action: DENY, ${from('{ namespaces: [ops] }')} }`, 'shop/deny');
    const web = authorization(`{ ${API}, ${from(`{ principals: [${WEB}] }`)} }`);
    const ops = authorization(`{ ${API}, ${from('{ namespaces: [ops, shop] }')} }`, 'shop/ops');
    expectAnswers(web + ops, { 'ops/log -> shop/api TCP 80': 'allowed', 'shop/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(web + ops + deny, {
      'ops/log -> shop/api TCP 80': 'denied',
      'shop/web -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(deny, { 'ops/log -> shop/api TCP 80': 'denied', 'plain/job -> shop/api TCP 80': 'allowed' });
  });

  test('of the namespace of Istio is for all', () => {
    expectAnswers(authorization(`{ ${API} }`, 'istio-system/all'), {
      'shop/web -> shop/api TCP 80': 'denied',
      'shop/api -> shop/web TCP 80': 'allowed',
    });
  });

  test('means nothing to pods that aren’t in the mesh, and nobody knows it of those of a namespace that wasn’t read', () => {
    expectAnswers(authorization('{}', 'plain/all'), { 'shop/web -> plain/job TCP 80': 'allowed' });
    expectAnswers(pod('far/web') + authorization('{}', 'far/all'), { 'shop/web -> far/web TCP 80': 'unknown' });
  });

  test.each<[string, string]>([
    ['kube-system', 'allowed'],
    ['kube-public', 'allowed'],
    ['kube-node-lease', 'allowed'],
    ['local-path-storage', 'allowed'],
    ['istio-system', 'unknown'],
    ['openshift-dns', 'unknown'],
  ])(
    'where nobody read the namespace, %s: whether it has members, to whom alone policies mean something',
    (name, answer) => {
      const web = `shop/web -> ${name}/web TCP 80`;
      expectAnswers(
        pod(`${name}/web`, '{ app: web }') +
          authorization('{ selector: { matchLabels: { app: web } } }', `${name}/all`),
        {
          [web]: answer,
        },
      );
    },
  );

  const job = 'plain/job -> shop/api TCP 80';
  const web = 'shop/web -> shop/api TCP 80';
  const log = 'ops/log -> shop/api TCP 80';
  test.each<[string, string, string, string]>([
    // What is asked, and whether web, log and job are let in.
    [`{ principals: [${WEB}] }`, 'allowed', 'denied', 'denied'],
    ['{ principals: ["*"] }', 'allowed', 'allowed', 'denied'],
    ['{ principals: ["cluster.local/ns/shop/*"] }', 'allowed', 'denied', 'denied'],
    ['{ principals: ["*/sa/log"] }', 'denied', 'allowed', 'denied'],
    ['{ principals: [other/ns/shop/sa/web] }', 'unknown', 'denied', 'denied'],
    ['{ principals: ["other/ns/shop/*"] }', 'unknown', 'denied', 'denied'],
    ['{ principals: ["cluster.local/ns/*/sa/web"] }', 'denied', 'denied', 'denied'],
    [`{ notPrincipals: [${WEB}] }`, 'denied', 'allowed', 'allowed'],
    ['{ notPrincipals: ["*"] }', 'denied', 'denied', 'allowed'],
    ['{ namespaces: [shop] }', 'allowed', 'denied', 'denied'],
    ['{ namespaces: ["o*"] }', 'denied', 'allowed', 'denied'],
    ['{ notNamespaces: [shop] }', 'denied', 'allowed', 'allowed'],
    ['{ namespaces: [shop, ops], notPrincipals: ["*/sa/log"] }', 'allowed', 'denied', 'denied'],
    ['{ requestPrincipals: ["*"] }', 'unknown', 'unknown', 'unknown'],
    ['{ remoteIpBlocks: [203.0.113.0/24] }', 'unknown', 'unknown', 'unknown'],
    ['{ serviceAccounts: [shop/web] }', 'unknown', 'unknown', 'unknown'],
    ['{ principals: [cluster.local/ns/ops/sa/log], requestPrincipals: ["*"] }', 'denied', 'unknown', 'denied'],
  ])('%s', (source, ofWeb, ofLog, ofJob) => {
    expectAnswers(authorization(`{ ${API}, ${from(source)} }`), { [web]: ofWeb, [log]: ofLog, [job]: ofJob });
  });

  test('knows addresses, with or without a prefix', () => {
    expectAnswers(
      authorization(
        `{ ${API}, ${from('{ ipBlocks: [203.0.113.0/24, 198.51.100.7], notIpBlocks: [203.0.113.128/25] }')} }`,
      ),
      {
        '203.0.113.7 -> shop/api TCP 80': 'allowed',
        '203.0.113.200 -> shop/api TCP 80': 'denied',
        '198.51.100.7 -> shop/api TCP 80': 'allowed',
        '198.51.100.8 -> shop/api TCP 80': 'denied',
        [web]: 'denied',
      },
    );
    expectAnswers(authorization(`{ ${API}, ${from('{ ipBlocks: [10.0.0.0/16] }')} }`), { [web]: 'unknown' });
  });

  test('knows addresses outside of the mesh from those of its members', () => {
    const outside = '{ ipBlocks: [203.0.113.0/24, 10.0.0.0/8], notIpBlocks: [203.0.113.128/25], notPrincipals: ["*"] }';
    expectAnswers(authorization(`{ ${API}, ${from(outside)} }`), {
      '203.0.113.7 -> shop/api TCP 80': 'allowed',
      '203.0.113.200 -> shop/api TCP 80': 'denied',
      '198.51.100.7 -> shop/api TCP 80': 'denied',
      [web]: 'denied',
      [log]: 'denied',
      // Which address it has isn't known.
      [job]: 'unknown',
    });
    const everywhere = '{ ipBlocks: [0.0.0.0/0], notPrincipals: ["*"] }';
    expectAnswers(authorization(`{ ${API}, ${from(everywhere)} }`), { [web]: 'denied', [job]: 'allowed' });
    const members = '{ ipBlocks: [0.0.0.0/0], principals: ["*"] }';
    expectAnswers(authorization(`{ ${API}, ${from(members)} }`), {
      [web]: 'allowed',
      [job]: 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
    expectAnswers(authorization(`{ ${API}, action: DENY, ${from(everywhere)} }`), {
      [web]: 'allowed',
      [job]: 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  });

  test.each<[string, string, string]>([
    // What is done, and whether 80 and 81 are open.
    ['to: [{ operation: { ports: ["80"] } }]', 'allowed', 'denied'],
    ['to: [{ operation: { notPorts: ["80"] } }]', 'denied', 'allowed'],
    ['to: [{ operation: { ports: ["80"] } }, { operation: { ports: ["81"] } }]', 'allowed', 'allowed'],
    ['to: [{ operation: { ports: ["80"], methods: [GET] } }]', 'unknown', 'denied'],
    ['to: [{ operation: { hosts: [a.example.com] } }, { operation: { ports: ["80"] } }]', 'allowed', 'unknown'],
    ['to: [{ operation: { notPaths: [/admin] } }]', 'unknown', 'unknown'],
    ['when: [{ key: destination.port, values: ["80"] }]', 'allowed', 'denied'],
    ['when: [{ key: destination.port, notValues: ["80"] }]', 'denied', 'allowed'],
    [
      `when: [{ key: source.principal, values: [${WEB}] }, { key: source.namespace, notValues: [ops] }]`,
      'allowed',
      'allowed',
    ],
    ['when: [{ key: source.namespace, values: [ops] }]', 'denied', 'denied'],
    ['when: [{ key: source.ip, values: [203.0.113.7] }]', 'denied', 'denied'],
    ['when: [{ key: "request.headers[x]", values: [y] }]', 'unknown', 'unknown'],
    [
      'from: [{ source: { namespaces: [ops] } }], when: [{ key: "request.headers[x]", values: [y] }]',
      'denied',
      'denied',
    ],
  ])('%s', (rule, on80, on81) => {
    expectAnswers(authorization(`{ ${API}, rules: [{ ${rule} }] }`), {
      'shop/web -> shop/api TCP 80': on80,
      'shop/web -> shop/api TCP 81': on81,
    });
  });

  test('that is for a waypoint or a Gateway may refuse anybody', () => {
    expectAnswers(authorization('{ targetRefs: [{ kind: Service, group: "", name: api }], rules: [{}] }'), {
      'shop/web -> shop/api TCP 80': 'unknown',
    });
  });

  test('that leaves it to somebody else, or can’t be read, is in doubt beside others', () => {
    const web = authorization(`{ ${API}, ${from(`{ principals: [${WEB}] }`)} }`);
    const custom = authorization(`{ ${API}, action: CUSTOM, rules: [{}] }`, 'shop/custom');
    expectAnswers(web + custom, { 'shop/web -> shop/api TCP 80': 'unknown', [log]: 'denied' });
    const later = authorization(`{ ${API}, action: LATER }`, 'shop/later');
    expect(answersWithProblems(CLUSTER + web + later, { [log]: '', [job]: '' })).toEqual({
      // It may be one that allows.
      [log]: 'unknown',
      [job]: 'unknown',
    });
  });
});

/** @see https://istio.io/latest/docs/concepts/security/#authentication-policies */
describe('PeerAuthentication', () => {
  const job = 'plain/job -> shop/api TCP';
  const STRICT = 'mtls: { mode: STRICT }';
  const PERMISSIVE = 'mtls: { mode: PERMISSIVE }';

  test('that is strict refuses who isn’t in the mesh', () => {
    expectAnswers(authentication(`{ ${STRICT} }`, 'shop/all'), {
      [`${job} 80`]: 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      'plain/job -> shop/api UDP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'allowed',
      'plain/job -> ops/log TCP 80': 'allowed',
    });
  });

  test('counts for the pods before it does for the namespace, and there before it does for the mesh', () => {
    const mesh = authentication(`{ ${STRICT} }`, 'istio-system/all');
    const open = authentication(`{ ${PERMISSIVE} }`, 'shop/all');
    const own = authentication(`{ ${API}, ${STRICT} }`);
    const unset = authentication(`{ ${API}, mtls: { mode: UNSET } }`);
    expectAnswers(mesh, { [`${job} 80`]: 'denied', 'plain/job -> ops/log TCP 80': 'denied' });
    expectAnswers(mesh + open, { [`${job} 80`]: 'allowed', 'plain/job -> ops/log TCP 80': 'denied' });
    expectAnswers(mesh + open + own, { [`${job} 80`]: 'denied', 'plain/job -> shop/web TCP 80': 'allowed' });
    expectAnswers(mesh + open + unset, { [`${job} 80`]: 'allowed' });
    expectAnswers(mesh + unset, { [`${job} 80`]: 'denied' });
  });

  /** @see https://github.com/istio/istio/issues/61023 */
  test('with a selector is for nobody where it is in the namespace of Istio, not even for the pods there', () => {
    const gateway = 'plain/job -> istio-system/edge TCP 80';
    const edge = meshed('istio-system', SIDECAR) + pod('istio-system/edge', '{ app: api }');
    const selected = (mode: string) => authentication(`{ ${API}, ${mode} }`, 'istio-system/some');
    const strict = authentication(`{ ${STRICT} }`, 'istio-system/all');
    expectAnswers(edge + selected(STRICT), { [gateway]: 'allowed', [`${job} 80`]: 'allowed' });
    expectAnswers(edge + selected(PERMISSIVE) + strict, { [gateway]: 'denied', [`${job} 80`]: 'denied' });
  });

  test('may say something else of a port, where it has a selector', () => {
    const ports = 'portLevelMtls: { 80: { mode: PERMISSIVE }, 81: { mode: UNSET } }';
    expectAnswers(authentication(`{ ${API}, ${STRICT}, ${ports} }`), {
      [`${job} 80`]: 'allowed',
      [`${job} 81`]: 'denied',
    });
    expectAnswers(authentication(`{ ${STRICT}, ${ports} }`), { [`${job} 80`]: 'denied' });
    expectAnswers(authentication(`{ ${API}, portLevelMtls: { 80: { mode: STRICT } } }`), {
      [`${job} 80`]: 'denied',
      [`${job} 81`]: 'allowed',
    });
  });

  test('of which there are two as narrow as each other leaves it open which one counts', () => {
    const two = authentication(`{ ${STRICT} }`, 'shop/one') + authentication(`{ ${PERMISSIVE} }`, 'shop/two');
    expectAnswers(two, { [`${job} 80`]: 'unknown', 'ops/log -> shop/api TCP 80': 'allowed' });
  });

  test('counts where all that are as narrow say the same, be it of one port only', () => {
    const strict80 = 'portLevelMtls: { 80: { mode: STRICT } }';
    const wide = (name: string, spec: string) => authentication(spec, `shop/${name}`);
    const table = { [`${job} 80`]: 'denied', [`${job} 81`]: 'allowed' };
    expectAnswers(wide('one', '{}') + wide('two', '{}') + authentication(`{ ${API}, ${strict80} }`), table);
    const same = wide('one', `{ ${STRICT} }`) + wide('two', `{ ${STRICT} }`);
    expectAnswers(same, { [`${job} 80`]: 'denied' });
    const narrow = wide('one', `{ ${API}, ${STRICT} }`) + wide('two', `{ ${API}, ${PERMISSIVE}, ${strict80} }`);
    expectAnswers(narrow, { [`${job} 80`]: 'denied', [`${job} 81`]: 'unknown' });
  });

  test('stands beside what is said of callers', () => {
    const stranger = authorization(`{ ${API}, ${from('{ notPrincipals: ["*"] }')} }`);
    expectAnswers(stranger + authentication(`{ ${STRICT} }`), { [`${job} 80`]: 'denied' });
    expectAnswers(stranger + authentication(`{ ${PERMISSIVE} }`), { [`${job} 80`]: 'allowed' });
  });

  test('without mutual TLS sidecars show nobody', () => {
    const web = authorization(`{ ${API}, ${from(`{ principals: [${WEB}] }`)} }`);
    expectAnswers(web + authentication(`{ ${API}, mtls: { mode: DISABLE } }`), {
      'shop/web -> shop/api TCP 80': 'unknown',
      [`${job} 80`]: 'denied',
    });
    expectAnswers(authentication(`{ ${API}, mtls: { mode: DISABLE } }`), { [`${job} 80`]: 'allowed' });
  });
});

/** @see https://istio.io/latest/docs/ops/common-problems/injection/ */
describe('pods have a sidecar', () => {
  const disabled = meshed('far', 'istio-injection: disabled');
  const asks = pod('far/web', '{ sidecar.istio.io/inject: "true" }');
  const refuses = pod('far/web', '{ sidecar.istio.io/inject: "false" }');
  const has = pod('far/web').replace('containers: [', 'containers: [{ name: istio-proxy, image: proxy }, ');

  test.each<[string, string, string]>([
    ['where they ask for it', namespace('far') + asks, 'denied'],
    ['but not where their namespace says no, whatever they ask for', disabled + asks, 'allowed'],
    ['but not where they say no', meshed('far', SIDECAR) + refuses, 'allowed'],
    ['whatever their namespace says, where somebody gave it to them', disabled + has, 'denied'],
    ['or not, where they ask for it and their namespace wasn’t read', asks, 'unknown'],
    ['wherever they are, where somebody gave it to them', has, 'denied'],
    ['but not where they say no, wherever they are', refuses, 'allowed'],
    ['but never in the namespaces of the cluster', asks.replace('far', 'kube-public'), 'allowed'],
  ])('%s', (_, yaml, answer) => {
    const name = yaml.includes('kube-public') ? 'kube-public' : 'far';
    expectAnswers(yaml + authorization('{}', `${name}/all`), { [`shop/web -> ${name}/web TCP 80`]: answer });
  });

  test('where they ask for it, also in a namespace of which a profile doesn’t say it', () => {
    const cluster = ClusterProfile.define({ name: 'test', mesh: Mesh.istioSidecar({ memberNamespaces: ['shop'] }) });
    const table = { 'shop/web -> far/web TCP 80': 'denied' };
    expect(answers(CLUSTER + asks + authorization('{}', 'far/all'), table, { cluster })).toEqual(table);
  });
});

/** @see https://istio.io/latest/docs/ops/configuration/mesh/injection-concepts/ */
test('of namespaces that weren’t read, a profile with a mesh says which are in it', () => {
  const yaml =
    CLUSTER + pod('far/web') + pod('partners/web') + authentication('{ mtls: { mode: STRICT } }', 'shop/all');
  const cluster = ClusterProfile.define({ name: 'test', mesh: Mesh.istioSidecar({ memberNamespaces: ['partners'] }) });
  const asked = (options: AnalysisOptions) =>
    answers(yaml, { 'far/web -> shop/api TCP 80': '', 'partners/web -> shop/api TCP 80': '' }, options);
  expect(asked({})).toEqual({
    'far/web -> shop/api TCP 80': 'unknown',
    'partners/web -> shop/api TCP 80': 'unknown',
  });
  expect(asked({ cluster })).toEqual({
    'far/web -> shop/api TCP 80': 'denied',
    'partners/web -> shop/api TCP 80': 'allowed',
  });
});
