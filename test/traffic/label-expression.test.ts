import { LabelExpression, LabelOperator } from '../../lib/traffic';

const isIn = LabelExpression.isIn('tier', ['b', 'a', 'b']);
const isNotIn = LabelExpression.isNotIn('tier', ['b', 'a', 'b']);
const exists = LabelExpression.exists('tier');
const doesNotExist = LabelExpression.doesNotExist('tier');

test('reads as kubectl writes it', () => {
  expect([isIn, isNotIn, exists, doesNotExist].map(String)).toEqual([
    'tier in (a, b)',
    'tier notin (a, b)',
    'tier',
    '!tier',
  ]);
});

test('has the operators of Kubernetes, and values sorted, each once', () => {
  expect(isIn).toMatchObject({ key: 'tier', operator: LabelOperator.IN, values: ['a', 'b'] });
  expect(isNotIn).toMatchObject({ key: 'tier', operator: LabelOperator.NOT_IN, values: ['a', 'b'] });
  expect(exists).toMatchObject({ key: 'tier', operator: LabelOperator.EXISTS, values: [] });
  expect(doesNotExist).toMatchObject({ key: 'tier', operator: LabelOperator.DOES_NOT_EXIST, values: [] });
  expect(Object.values(LabelOperator)).toEqual(['In', 'NotIn', 'Exists', 'DoesNotExist']);
});

describe('matches', () => {
  test.each([
    ['tier in (a, b)', isIn, { right: true, wrong: false, absent: false }],
    ['tier notin (a, b): what has no tier as well', isNotIn, { right: false, wrong: true, absent: true }],
    ['tier', exists, { right: true, wrong: true, absent: false }],
    ['!tier', doesNotExist, { right: false, wrong: false, absent: true }],
  ])('%s', (_, expression, expected) => {
    expect({
      right: expression.matches({ tier: 'a' }),
      wrong: expression.matches({ tier: 'c' }),
      absent: expression.matches({ app: 'a' }),
    }).toEqual(expected);
  });

  test('no label that is only a property of every object', () => {
    expect(LabelExpression.exists('constructor').matches({})).toBe(false);
  });
});

test('is the same whatever the order of its values', () => {
  expect(isIn.sameAs(LabelExpression.isIn('tier', ['a', 'b']))).toBe(true);
  expect(isIn.sameAs(isNotIn)).toBe(false);
  expect(exists.sameAs(doesNotExist)).toBe(false);
});

test('cannot be changed from outside', () => {
  expect(() => isIn.values.push('c')).toThrow(TypeError);
});

describe('refuses', () => {
  test('a list without values', () => {
    expect(() => LabelExpression.isIn('tier', [])).toThrow(
      new Error(
        'a label expression with In must have a value, but got an empty list; ' +
          'to match any value, use LabelExpression.exists("tier")',
      ),
    );
    expect(() => LabelExpression.isNotIn('tier', [])).toThrow(
      new Error(
        'a label expression with NotIn must have a value, but got an empty list; ' +
          'to match only without the label, use LabelExpression.doesNotExist("tier")',
      ),
    );
  });

  test('a key or a value that Kubernetes refuses', () => {
    expect(() => LabelExpression.exists('my tier')).toThrow('a label key must be');
    expect(() => LabelExpression.isIn('tier', ['a', 'the b'])).toThrow('the label tier must be');
  });
});
