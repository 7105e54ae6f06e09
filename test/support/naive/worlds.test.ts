import { both, inEveryWorld } from './worlds';

test('a question that needs no open fact is asked once', () => {
  let count = 0;
  const verdict = inEveryWorld((world) => {
    count++;
    return world.holds(true, () => 'known');
  });
  expect([verdict, count]).toEqual(['allowed', 1]);
});

test('worlds that disagree make the answer unknown', () => {
  expect(inEveryWorld((world) => world.holds('open', () => 'a'))).toBe('unknown');
  expect(inEveryWorld((world) => world.holds('open', () => 'a') && world.holds('open', () => 'b'))).toBe('unknown');
});

test('a fact is the same whenever it is asked for in one world, and facts differ from each other', () => {
  expect(inEveryWorld((world) => world.holds('open', () => 'a') || !world.holds('open', () => 'a'))).toBe('allowed');
  expect(inEveryWorld((world) => world.holds('open', () => 'a') || !world.holds('open', () => 'b'))).toBe('unknown');
});

test('what no world allows is denied, however many there are', () => {
  const seen = new Set<string>();
  const verdict = inEveryWorld((world) => {
    seen.add(['a', 'b', 'c'].map((name) => world.holds('open', () => name)).join());
    return false;
  });
  expect([verdict, seen.size]).toEqual(['denied', 8]);
});

test('a question with more worlds than can be asked is refused', () => {
  const ask = () =>
    inEveryWorld((world) => {
      for (let i = 0; i < 13; i++) world.holds('open', () => `${i}`);
      return true;
    });
  expect(ask).toThrow('there are more than 4096 worlds to ask');
});

test('two facts hold together where both do; one that doesn’t hold settles it', () => {
  expect([both(true, 'open'), both(false, 'open'), both('open', false), both(true, true)]).toEqual([
    'open',
    false,
    false,
    true,
  ]);
});
