import { IsolatedNamespace, Platform, PodSecurity, PodSecurityLevel } from '../../lib';

const reason = 'the vendor image runs as root';
const { RESTRICTED, BASELINE, PRIVILEGED } = PodSecurityLevel;

/** The labels by which a namespace says it, without their common start. */
function labelsOf(podSecurity: PodSecurity): { [mode: string]: string } {
  const { labels } = new IsolatedNamespace(new Platform(), 'shop', { podSecurity }).namespaceObject.toJson().metadata;
  const ours = Object.entries<string>(labels).filter(([key]) => key.startsWith('pod-security.kubernetes.io/'));
  return Object.fromEntries(ours.map(([key, value]) => [key.split('/')[1], value]));
}

test('is one of three levels, of which the lower two have a reason', () => {
  expect(PodSecurity.restricted()).toMatchObject({ level: RESTRICTED, reason: undefined });
  expect(PodSecurity.baseline({ reason })).toMatchObject({ level: BASELINE, reason });
  expect(PodSecurity.privileged({ reason })).toMatchObject({ level: PRIVILEGED, reason });
});

test('is enforced, recorded and warned of alike, by the version of the cluster, unless more is said', () => {
  expect(labelsOf(PodSecurity.baseline({ reason }))).toEqual({
    audit: 'baseline',
    enforce: 'baseline',
    warn: 'baseline',
  });
});

test('has one version for all', () => {
  expect(labelsOf(PodSecurity.restricted({ version: 'v1.34' }))).toEqual({
    audit: 'restricted',
    'audit-version': 'v1.34',
    enforce: 'restricted',
    'enforce-version': 'v1.34',
    warn: 'restricted',
    'warn-version': 'v1.34',
  });
});

test('may record and warn of a stricter level, by other versions', () => {
  const podSecurity = PodSecurity.privileged({
    reason,
    version: 'v1.34',
    audit: BASELINE,
    auditVersion: 'v1.35',
    warn: RESTRICTED,
    warnVersion: 'latest',
  });
  expect(labelsOf(podSecurity)).toEqual({
    audit: 'baseline',
    'audit-version': 'v1.35',
    enforce: 'privileged',
    'enforce-version': 'v1.34',
    warn: 'restricted',
    'warn-version': 'latest',
  });
});

describe.each(['baseline', 'privileged'] as const)('%s refuses', (level) => {
  test.each(['', '  '])('the reason "%s"', (given) => {
    expect(() => PodSecurity[level]({ reason: given })).toThrow(
      new Error(
        `PodSecurity.${level}() must give a reason, since pods may then ask for more, but got "${given}"; ` +
          `say why: PodSecurity.${level}({ reason: 'the node agent reads host files' })`,
      ),
    );
  });
});

describe('refuses', () => {
  test.each([
    ['audit', () => PodSecurity.restricted({ audit: BASELINE }), 'restricted', '"baseline"'],
    ['warn', () => PodSecurity.baseline({ reason, warn: PRIVILEGED }), 'baseline', '"privileged"'],
    ['warn', () => PodSecurity.baseline({ reason, warn: 'none' as any }), 'baseline', '"none"'],
  ])('to %s of less than is enforced', (mode, make, level, got) => {
    expect(make).toThrow(
      new Error(
        `the \`${mode}\` of PodSecurity.${level}() must be a PodSecurityLevel, and not laxer than "${level}", which is ` +
          `enforced, but got ${got}; leave it out, or name a stricter one such as PodSecurityLevel.RESTRICTED`,
      ),
    );
  });

  test.each(['1.34', 'v1.34.2', 'v1.034', 'newest', ''])('the version "%s"', (version) => {
    expect(() => PodSecurity.restricted({ version })).toThrow(
      new Error(
        'the `version` of a Pod Security level must be "latest", or the minor version of a Kubernetes release, but got ' +
          `"${version}"; write it as in "v1.34"`,
      ),
    );
  });

  test('the label of a version, which `podSecurity` says', () => {
    const labels = { 'pod-security.kubernetes.io/enforce-version': 'v1.20' };
    expect(() => new IsolatedNamespace(new Platform(), 'shop', { labels })).toThrow(
      '[shop] the Pod Security level of a namespace must be given by `podSecurity`',
    );
  });
});
