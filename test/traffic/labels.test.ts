import { checkLabelKey, checkLabels, checkLabelValue, checkQualifiedName, sortedLabels } from '../../lib/traffic';

const LONG = 'x'.repeat(63);
const PREFIX = `${LONG}.${LONG}.${LONG}.${'x'.repeat(61)}`;

describe('accepts', () => {
  test.each(['app', 'App_1', 'a.b-c_d', '1', LONG, 'app.kubernetes.io/name', 'constructor', `${PREFIX}/${LONG}`])(
    'the key %s',
    (key) => {
      expect(() => checkLabelKey(key)).not.toThrow();
    },
  );

  test.each(['', 'web', 'v1.2-rc_1', 'Web', '1', LONG])('the value "%s"', (value) => {
    expect(() => checkLabelValue('team', value)).not.toThrow();
  });
});

describe('refuses', () => {
  test.each(['', 'my app', '-app', 'app-', '/app', 'app/', 'a/b/c', 'App.io/name', 'a..b/name', 'ä'])(
    'the key "%s"',
    (key) => {
      expect(() => checkLabelKey(key)).toThrow(
        new Error(
          'a label key must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter ' +
            `or digit, optionally after a lower case DNS name and "/", but got "${key}"; ` +
            'write it as in app or app.kubernetes.io/name',
        ),
      );
    },
  );

  test.each([`${LONG}x`, `${PREFIX}x/name`])('a key that is too long', (key) => {
    expect(() => checkLabelKey(key)).toThrow('a label key must be at most 63 letters');
  });

  test.each(['the web', '-web', 'web-', 'a/b', 'web\n'])('the value %j', (value) => {
    expect(() => checkLabelValue('team', value)).toThrow(
      new Error(
        'the label team must be empty or at most 63 letters, digits, "-", "_" and ".", the first and the last of them ' +
          `a letter or digit, but got ${JSON.stringify(value)}; ` +
          'shorten or replace it; free text belongs in an annotation',
      ),
    );
  });

  test('a value that is too long', () => {
    expect(() => checkLabelValue('team', `${LONG}x`)).toThrow('the label team must be empty or at most 63 letters');
  });

  test('a value that YAML has taken for a number', () => {
    const { version } = JSON.parse('{ "version": 2 }');
    expect(() => checkLabelValue('team', version)).toThrow(
      new Error(
        'the label team must be empty or at most 63 letters, digits, "-", "_" and ".", the first and the last of them ' +
          'a letter or digit, but got 2; write it as the text "2"',
      ),
    );
  });

  test.each([['app'], [['app']], [null], [undefined], [5]])('%j as labels', (labels: any) => {
    expect(() => checkLabels(labels)).toThrow(
      /^labels must be texts by their keys, but got .*; write them as in \{ app: 'web' \}$/,
    );
  });

  test('labels with one bad key or value', () => {
    expect(() => checkLabels({ app: 'web', 'my app': 'web' })).toThrow('a label key must be');
    expect(() => checkLabels({ app: 'web', tier: 'the web' })).toThrow('the label tier must be');
  });
});

test('a qualified name has the syntax of a label key, whatever it is called', () => {
  expect(() => checkQualifiedName('a protocol', 'kubernetes.io/h2c', 'http')).not.toThrow();
  expect(() => checkQualifiedName('a protocol', 'my http', 'http')).toThrow(
    new Error(
      'a protocol must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter or ' +
        'digit, optionally after a lower case DNS name and "/", but got "my http"; write it as in http',
    ),
  );
  expect(() => checkQualifiedName('a protocol', 5 as any, 'http')).toThrow(
    new Error('a protocol must be a text, but got 5; write it as in http'),
  );
});

test('a sorted copy cannot be changed, and follows no change', () => {
  const labels = { tier: 'api', app: 'web' };
  const copy = sortedLabels(labels);
  labels.app = 'other';
  expect(Object.entries(copy)).toEqual([
    ['app', 'web'],
    ['tier', 'api'],
  ]);
  expect(Object.isFrozen(copy)).toBe(true);
});
