import { Duration } from 'cdk8s';
import { SessionAffinity } from '../../lib/addressing';

test.each([
  [Duration.seconds(1), 1],
  [Duration.days(1), 86400],
  [undefined, undefined],
])('remembers a client for %s', (timeout, seconds) => {
  expect(SessionAffinity.clientIp({ timeout }).timeoutSeconds).toBe(seconds);
});

test.each([
  [Duration.seconds(0), '"0 seconds"'],
  [Duration.millis(1500), '"1.5 seconds"'],
  [Duration.seconds(86401), '"86401 seconds"'],
  [600 as any, '600'],
  [null as any, 'null'],
])('refuses the timeout %s', (timeout, shown) => {
  expect(() => SessionAffinity.clientIp({ timeout })).toThrow(
    new Error(
      'the timeout of a session affinity must be a Duration of whole seconds, from one second to one day, but got ' +
        `${shown}; write it as in Duration.minutes(10)`,
    ),
  );
});

test('knows its like', () => {
  expect(SessionAffinity.isSessionAffinity(SessionAffinity.clientIp())).toBe(true);
  expect([undefined, null, 'ClientIP'].map(SessionAffinity.isSessionAffinity)).toEqual([false, false, false]);
});
