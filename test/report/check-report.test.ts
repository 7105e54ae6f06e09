import { Checkup, type Finding, type ICheck, type Inspection, type JudgedFinding, Severity } from '../../lib/checks';
import { CheckReport } from '../../lib/report';

const AT = { apiVersion: 'gateway.networking.k8s.io/v1', metadata: { name: 'web', namespace: 'shop' } };
const CORS = { type: 'CORS', cors: { allowOrigins: ['*'], allowCredentials: true } };
const ROUTE = { ...AT, kind: 'HTTPRoute', spec: { rules: [{ filters: [CORS] }, { filters: [CORS] }] } };

const checkup = Checkup.ofObjects([ROUTE]);

test('people read each finding with its harm and its remedy, and how many there are', () => {
  const lines = CheckReport.of(checkup).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'objects:1: info cors-asked-often: HTTPRoute shop/web: browsers keep the answer for 5 seconds',
    '    harm: browsers ask before nearly every request whether they may send it',
    '    remedy: say maxAge, in seconds',
    '',
  ]);
  expect(lines.slice(-2)).toEqual(['2 errors, 2 warnings, 2 notes.', '']);
});

test('programs read the same', () => {
  const { findings } = JSON.parse(CheckReport.of(checkup, 'json'));
  expect(findings.map(({ check, severity }: JudgedFinding) => [check, severity])).toEqual([
    ['cors-asked-often', Severity.INFO],
    ['cors-asked-often', Severity.INFO],
    ['cors-credentials-any-origin', Severity.WARNING],
    ['cors-credentials-any-origin', Severity.WARNING],
    ['rule-without-backend', Severity.ERROR],
    ['rule-without-backend', Severity.ERROR],
  ]);
});

test('evidence is read between the message and the harm, and by programs where there is any', () => {
  class ShownCheck implements ICheck {
    public readonly id = 'web-is-open';
    public readonly severity = Severity.INFO;
    public readonly summary = 'pods that everyone reaches';
    public readonly condition = 'none';
    public readonly harm = 'everyone reaches them';
    public readonly remedy = 'add a policy';
    public readonly see = 'https://kubernetes.io/';

    public inspect(inspection: Inspection): Finding[] {
      const answer = inspection.connectivity.answer('203.0.113.7', 'shop/web', 80);
      return inspection.objects.map((object) =>
        inspection.finding(object, [], 'it is open', [`80 is ${answer}`, 'two']),
      );
    }
  }
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };
  const shown = Checkup.ofObjects([pod], { checks: [new ShownCheck()] });
  expect(CheckReport.of(shown).split('\n').slice(0, 4)).toEqual([
    'objects:1: info web-is-open: Pod shop/web: it is open',
    '    evidence: 80 is allowed',
    '    evidence: two',
    '    harm: everyone reaches them',
  ]);
  expect(JSON.parse(CheckReport.of(shown, 'json')).findings[0].evidence).toEqual(['80 is allowed', 'two']);
  expect(Object.keys(JSON.parse(CheckReport.of(checkup, 'json')).findings[0])).not.toContain('evidence');
});

test('without findings, that is said', () => {
  expect(CheckReport.of(Checkup.ofObjects([]))).toBe('Nothing was found.\n');
  expect(CheckReport.of(Checkup.ofObjects([]), 'json')).toBe(
    '{\n  "findings": [],\n  "acknowledged": [],\n  "unused": []\n}\n',
  );
});

test('a name can not forge a line', () => {
  const twice = { ...AT, metadata: { name: 'web\n1 error.', namespace: 'shop' }, kind: 'XBackend' };
  const forged = { ...twice, apiVersion: 'gateway.networking.x-k8s.io/v1alpha1' };
  const [line] = CheckReport.of(Checkup.ofObjects([forged])).split('\n');
  expect(line).toMatch(/^objects:1: warning experimental-field: XBackend shop\/web.*1 error\.: XBackend is of/);
});

test('a format that is not there is refused', () => {
  expect(() => CheckReport.of(checkup, 'csv')).toThrow(
    new Error('the format of check must be one of text, json, junit, sarif, github, gitlab, but got "csv"'),
  );
});
