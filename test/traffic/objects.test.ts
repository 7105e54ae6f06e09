import { checkObject, isObject } from '../../lib/traffic';

test('an object is one with fields', () => {
  expect([{}, { a: 1 }, new Date(0)].map(isObject)).toEqual([true, true, true]);
  expect([undefined, null, 'a', 1, true, [], () => {}].map(isObject)).toEqual(Array(7).fill(false));
});

test('anything else is refused, with what to do', () => {
  expect(() => checkObject('a redirect', {})).not.toThrow();
  expect(() => checkObject('a redirect', 'a')).toThrow(
    new Error('a redirect must be an object, but got "a"; write it in { }'),
  );
  expect(() => checkObject('a redirect', [], 'leave it out')).toThrow(
    new Error('a redirect must be an object, but got an empty list; leave it out'),
  );
});
