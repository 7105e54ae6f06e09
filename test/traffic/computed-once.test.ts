import { computedOnce } from '../../lib/traffic';

test('computes once of each value, nothing included', () => {
  const asked: object[] = [];
  const once = computedOnce((value: { readonly name?: string }) => {
    asked.push(value);
    return value.name;
  });
  const [one, other, nameless] = [{ name: 'a' }, { name: 'a' }, {}];
  expect([one, other, one, nameless, nameless].map(once)).toEqual(['a', 'a', 'a', undefined, undefined]);
  expect(asked).toEqual([one, other, nameless]);
});

test('does not keep an error', () => {
  let times = 0;
  const once = computedOnce(() => {
    times += 1;
    if (times === 1) throw new Error('not yet');
    return times;
  });
  const value = {};
  expect(() => once(value)).toThrow('not yet');
  expect(once(value)).toBe(2);
});
