import { Checks, Checkup } from '../../lib/checks';
import { CheckReport } from '../../lib/report';

const sources = (lines: string) => [
  {
    name: 'a.yaml',
    text: `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
  namespace: shop
  annotations:
    cdk8s-networking/acknowledged: |
${lines.replace(/^/gm, '      ')}
spec:
  rules: [{ matches: [{ path: { value: / } }] }]
`,
  },
];

const MEANT = sources('rule-without-backend:   it is filled by a controller  ');

test('a finding that its object acknowledges is apart, with the reason, and never makes manifests unsound', () => {
  const { findings, acknowledged, unused, problems, isSound } = Checkup.ofText(MEANT);
  expect({ findings, unused, problems, isSound }).toEqual({ findings: [], unused: [], problems: [], isSound: true });
  expect(acknowledged.map(({ check, subject, reason }) => [check, subject.line, reason])).toEqual([
    ['rule-without-backend', 10, 'it is filled by a controller'],
  ]);
});

test('another check, or another object, is acknowledged by nothing', () => {
  const other = MEANT[0]?.text.replace('name: web', 'name: api').replace(/ {2}annotations:\n.*\n.*\n/, '') as string;
  const { findings, isSound } = Checkup.ofText([...MEANT, { name: 'b.yaml', text: other }]);
  expect([isSound, findings.map(({ check, subject }) => `${subject.name} ${check}`)]).toEqual([
    false,
    ['api rule-without-backend'],
  ]);
  expect(Checkup.ofText(sources('no-weight: x')).isSound).toBe(false);
});

test('an object of the same kind and name in another group acknowledges nothing', () => {
  const text = MEANT[0]?.text as string;
  const bad = text.replace(/ {2}annotations:\n.*\n.*\n/, '');
  const linkerd = text.replace('gateway.networking.k8s.io/v1', 'policy.linkerd.io/v1beta3');
  const { findings, acknowledged, unused } = Checkup.ofText([{ name: 'a.yaml', text: `${bad}---\n${linkerd}` }]);
  expect(findings.map(({ subject, check }) => `${subject.apiVersion} ${check}`)).toEqual([
    'gateway.networking.k8s.io/v1 rule-without-backend',
  ]);
  expect(acknowledged).toEqual([]);
  expect(unused.map(({ subject, check }) => `${subject.apiVersion} ${check}`)).toEqual([
    'policy.linkerd.io/v1beta3 rule-without-backend',
  ]);
});

test('an object that is there twice acknowledges as the first, which counts, does', () => {
  const text = MEANT[0]?.text as string;
  const bare = text.replace(/ {2}annotations:\n.*\n.*\n/, '');
  const soundOf = (...texts: string[]) => {
    const { findings, acknowledged } = Checkup.ofText([{ name: 'a.yaml', text: texts.join('---\n') }]);
    return [findings.map(({ check }) => check), acknowledged.map(({ check }) => check)];
  };
  expect(soundOf(bare, text)).toEqual([['rule-without-backend'], []]);
  expect(soundOf(text, bare)).toEqual([[], ['rule-without-backend']]);
});

test('an acknowledgement that no finding answers to is told, unless its check was not run', () => {
  const both = sources('rule-without-backend: meant\nno-weight: a canary waits\nallowed-but-undeclared: at synth');
  expect(Checkup.ofText(both).unused).toEqual([
    {
      subject: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'web',
        file: 'a.yaml',
        line: 7,
      },
      check: 'no-weight',
      reason: 'a canary waits',
    },
  ]);
  expect(Checkup.ofText(both, { checks: [Checks.find('rule-without-backend')] }).unused).toEqual([]);
});

test('a line without a reason acknowledges nothing, and is a problem of the manifest', () => {
  const { problems, isSound } = Checkup.ofText(sources('rule-without-backend:'));
  expect(isSound).toBe(false);
  expect(problems).toEqual([
    {
      file: 'a.yaml',
      document: 1,
      line: 7,
      path: 'metadata.annotations.cdk8s-networking/acknowledged',
      object: 'HTTPRoute shop/web',
      message:
        'an acknowledgement must name a check and give a reason, but got "rule-without-backend:"; write a line as in ' +
        '"served-in-clear-text: TLS ends before it"',
    },
  ]);
});

test('people read what is acknowledged after what is found, and programs have it apart', () => {
  const checkup = Checkup.ofText(sources('rule-without-backend: meant\nno-weight: a canary waits'));
  expect(CheckReport.of(checkup)).toBe(
    'a.yaml:11: error rule-without-backend: HTTPRoute shop/web: a rule has neither backends nor a redirect\n' +
      '    acknowledged: meant\n\n' +
      'a.yaml:7: acknowledged, and not found: no-weight: HTTPRoute shop/web: a canary waits\n\n' +
      'Nothing was found, 1 acknowledged.\n',
  );
  const { findings, acknowledged, unused } = JSON.parse(CheckReport.of(checkup, 'json'));
  expect(findings).toEqual([]);
  expect(acknowledged).toEqual([
    expect.objectContaining({ check: 'rule-without-backend', line: 11, reason: 'meant', severity: 'error' }),
  ]);
  expect(unused).toEqual([
    {
      check: 'no-weight',
      file: 'a.yaml',
      line: 7,
      kind: 'HTTPRoute',
      namespace: 'shop',
      name: 'web',
      reason: 'a canary waits',
    },
  ]);
});
