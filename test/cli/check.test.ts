import { EXAMPLE, runIn } from './harness';

const FOUND = `route.yaml:8: error backend-port-not-found: HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80
    evidence: what HTTPRoute shop/api gets for http(s)://api.example.com/ at gateways/edge is answered with 500, not by Service shop/api
    harm: its share of the requests is answered with 500
    remedy: write the number of the Service's own port, not the targetPort

1 error.
`;

const NAME = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: ExternalName, externalName: shop.example.com }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
`;

test('an error ends with status 1', async () => {
  expect(await runIn(EXAMPLE, ['check', 'shop', 'route.yaml'])).toEqual({ status: 1, stdout: FOUND, stderr: '' });
});

test('nothing found ends with status 0', async () => {
  expect(await runIn(EXAMPLE, ['check', 'shop'])).toEqual({ status: 0, stdout: 'Nothing was found.\n', stderr: '' });
});

test('a warning ends with status 0', async () => {
  const { status, stdout } = await runIn(EXAMPLE, ['check', '-'], NAME);
  expect([status, stdout.split('\n').at(0), stdout.split('\n').at(-2)]).toEqual([
    0,
    '-:9: warning backend-external-name: HTTPRoute shop/web: Service shop/web is a name for shop.example.com, outside the cluster',
    '1 warning.',
  ]);
});

test('programs read JSON', async () => {
  const { status, stdout } = await runIn(EXAMPLE, ['check', 'shop', 'route.yaml', '-o', 'json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    findings: [
      {
        check: 'backend-port-not-found',
        severity: 'error',
        file: 'route.yaml',
        line: 8,
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'api',
        message: 'Service shop/api has no TCP port 8080; it has TCP 80',
        evidence: [
          'what HTTPRoute shop/api gets for http(s)://api.example.com/ at gateways/edge is answered with 500, not by Service shop/api',
        ],
        harm: 'its share of the requests is answered with 500',
        remedy: "write the number of the Service's own port, not the targetPort",
        see: 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref',
      },
    ],
    acknowledged: [],
    unused: [],
  });
});

describe('an acknowledgement', () => {
  const route = (line: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop, annotations: { cdk8s-networking/acknowledged: "${line}" } }
spec: { rules: [{ matches: [{ path: { value: / } }] }] }
`;

  test('with a reason keeps the status from being 1', async () => {
    expect(await runIn(EXAMPLE, ['check', '-'], route('rule-without-backend: a controller fills it'))).toMatchObject({
      status: 0,
      stdout:
        '-:4: error rule-without-backend: HTTPRoute shop/web: a rule has neither backends nor a redirect\n' +
        '    acknowledged: a controller fills it\n\nNothing was found, 1 acknowledged.\n',
    });
  });

  test('without one is told, changes nothing, and is an error with --strict', async () => {
    const text =
      '-:3: HTTPRoute shop/web: metadata.annotations.cdk8s-networking/acknowledged: an acknowledgement must name a check ' +
      'and give a reason, but got "rule-without-backend"; write a line as in "served-in-clear-text: TLS ends before it"\n';
    const { status, stderr } = await runIn(EXAMPLE, ['check', '-'], route('rule-without-backend'));
    expect([status, stderr]).toEqual([1, text]);
    expect(await runIn(EXAMPLE, ['check', '-', '--strict'], route('rule-without-backend'))).toMatchObject({
      status: 2,
      stderr:
        `${text}with --strict, acknowledgements must name a check and give a reason, but got 1; correct them, or leave ` +
        '--strict out to go on with the rest\n',
    });
  });
});

test('what fails is said', async () => {
  const argv = ['check', '-', '--fail-on'];
  expect(await runIn(EXAMPLE, [...argv, 'error'], NAME)).toMatchObject({ status: 0 });
  expect(await runIn(EXAMPLE, [...argv, 'warning'], NAME)).toMatchObject({ status: 1, stderr: '' });
  expect(await runIn(EXAMPLE, [...argv, 'info'], NAME)).toMatchObject({ status: 2, stdout: '' });
});

test('one check may be run alone, or left out', async () => {
  const only = (...ids: string[]) => ids.flatMap((id) => ['--only', id]);
  const argv = ['check', 'shop', 'route.yaml'];
  expect(await runIn(EXAMPLE, [...argv, ...only('redirect-loop')])).toMatchObject({ stdout: 'Nothing was found.\n' });
  expect(await runIn(EXAMPLE, [...argv, ...only('redirect-loop', 'backend-port-not-found')])).toMatchObject({
    stdout: FOUND,
  });
  expect(await runIn(EXAMPLE, [...argv, '--skip', 'backend-port-not-found'])).toMatchObject({
    status: 0,
    stdout: 'Nothing was found.\n',
  });
  const { status, stderr } = await runIn(EXAMPLE, [...argv, ...only('nothing')]);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^a check must be one of .*, but got "nothing"\n$/)]);
});

test('with --strict, a problem in a manifest is an error', async () => {
  const { status, stdout, stderr } = await runIn(EXAMPLE, ['check', '--strict', '-'], `${NAME}---\nkind: Service\n`);
  expect([status, stdout, stderr.split('\n').at(-2)]).toEqual([
    2,
    '',
    'with --strict, manifests must have no problem, but got 1; correct them, or leave --strict out to go on with the rest',
  ]);
});

test('the help page shows an example with what it really prints', async () => {
  const { stdout } = await runIn('/', ['check', '--help']);
  const [, example = ''] = stdout.split('\nExample:\n');
  const lines = example.split('\n').map((line) => line.slice(2));
  expect(lines).toEqual(['$ cdk8s-networking check shop route.yaml', ...FOUND.split('\n')]);
});
