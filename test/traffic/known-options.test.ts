import { checkKnownOptions } from '../../lib/traffic';

test('options that are known, or say nothing, are none of anybody else', () => {
  expect(() => checkKnownOptions('a lamp', { color: 'red', size: undefined }, ['color'])).not.toThrow();
});

test('another one is refused by its name', () => {
  expect(() => checkKnownOptions('a lamp', { color: 'red', colour: 'blue' }, ['color', 'height'])).toThrow(
    new Error('a lamp must have no `colour`, but got "blue"; leave it out; it may have color, height'),
  );
});
