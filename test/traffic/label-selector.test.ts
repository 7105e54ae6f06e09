import { checkLabelSelector, LabelExpression, LabelSelector } from '../../lib/traffic';

const web = LabelSelector.of({ labels: { app: 'web' } });
const shop = LabelSelector.of({
  labels: { part: 'shop', app: 'web' },
  expressions: [LabelExpression.exists('tier'), LabelExpression.isIn('env', ['test', 'dev'])],
});

test('reads as kubectl writes it', () => {
  expect(web.toString()).toBe('app=web');
  expect(shop.toString()).toBe('app=web,part=shop,env in (dev, test),tier');
  expect(LabelSelector.everything().toString()).toBe('everything');
});

test('has one form, whatever the order it was written in', () => {
  const other = LabelSelector.of({
    labels: { app: 'web', part: 'shop' },
    expressions: [
      LabelExpression.isIn('env', ['dev', 'test']),
      LabelExpression.exists('tier'),
      LabelExpression.exists('tier'),
    ],
  });
  expect(other.sameAs(shop)).toBe(true);
  expect(other.expressions.map(String)).toEqual(['env in (dev, test)', 'tier']);
  expect(Object.keys(other.labels)).toEqual(['app', 'part']);
  expect(other.sameAs(web)).toBe(false);
});

test('everything is not a label called "everything"', () => {
  const labelled = LabelSelector.of({ expressions: [LabelExpression.exists('everything')] });
  expect(labelled.sameAs(LabelSelector.everything())).toBe(false);
  expect(labelled.isEverything).toBe(false);
  expect(LabelSelector.everything().isEverything).toBe(true);
});

describe('matches', () => {
  test('what has all of the labels, and perhaps others', () => {
    expect(web.matches({ app: 'web', tier: 'api' })).toBe(true);
    expect(web.matches({ app: 'api' })).toBe(false);
    expect(web.matches({})).toBe(false);
  });

  test('what meets the expressions as well', () => {
    expect(shop.matches({ app: 'web', part: 'shop', env: 'dev', tier: '' })).toBe(true);
    expect(shop.matches({ app: 'web', part: 'shop', env: 'dev' })).toBe(false);
    expect(shop.matches({ app: 'web', part: 'shop', env: 'live', tier: '' })).toBe(false);
    expect(shop.matches({ app: 'web', env: 'dev', tier: '' })).toBe(false);
  });

  test('anything, where it is everything', () => {
    expect(LabelSelector.everything().matches({})).toBe(true);
    expect(LabelSelector.everything().matches({ app: 'web' })).toBe(true);
  });
});

test('follows no change, and cannot be changed', () => {
  const labels = { app: 'web' };
  const expressions = [LabelExpression.exists('tier')];
  const selector = LabelSelector.of({ labels, expressions });
  labels.app = 'other';
  expressions.pop();
  expect(selector.toString()).toBe('app=web,tier');
  expect(() => selector.expressions.pop()).toThrow(TypeError);
  expect(Object.isFrozen(selector.labels)).toBe(true);
});

describe('refuses', () => {
  test.each([
    [{}, '{}'],
    [{ labels: {} }, '{"labels":{}}'],
    [{ labels: {}, expressions: [] }, '{"labels":{},"expressions":[]}'],
  ])('%j, which would be everything', (props, got) => {
    expect(() => LabelSelector.of(props)).toThrow(
      new Error(
        `a label selector must have at least one label or expression, but got ${got}; ` +
          'to select everything, use LabelSelector.everything()',
      ),
    );
  });

  test('a label that Kubernetes refuses', () => {
    expect(() => LabelSelector.of({ labels: { app: 'the web' } })).toThrow('the label app must be');
  });

  test.each<[unknown, string]>([
    [{ app: 'web' }, '{"app":"web"}'],
    [{ labels: { app: 'web' }, expressions: [] }, '{"labels":{"app":"web"},"expressions":[]}'],
    [null, 'null'],
  ])('what is no selector, as %j', (x, got) => {
    expect(() => checkLabelSelector('the pods', LabelSelector.everything())).not.toThrow();
    expect(() => checkLabelSelector('the pods', x)).toThrow(
      new Error(
        `the pods must be a LabelSelector, but got ${got}; write it as in LabelSelector.of({ labels: { app: 'web' } })`,
      ),
    );
  });
});
