import { PodSecurity, PodSecurityLevel } from '../../lib';

test('is one of three levels, of which the lower two have a reason', () => {
  const reason = 'the vendor image runs as root';
  expect(PodSecurity.restricted()).toMatchObject({ level: PodSecurityLevel.RESTRICTED, reason: undefined });
  expect(PodSecurity.baseline({ reason })).toMatchObject({ level: PodSecurityLevel.BASELINE, reason });
  expect(PodSecurity.privileged({ reason })).toMatchObject({ level: PodSecurityLevel.PRIVILEGED, reason });
});

describe.each(['baseline', 'privileged'] as const)('%s refuses', (level) => {
  test.each(['', '  '])('the reason "%s"', (reason) => {
    expect(() => PodSecurity[level]({ reason })).toThrow(
      new Error(
        `PodSecurity.${level}() must give a reason, since pods may then ask for more, but got "${reason}"; ` +
          `say why: PodSecurity.${level}({ reason: 'the node agent reads host files' })`,
      ),
    );
  });
});
