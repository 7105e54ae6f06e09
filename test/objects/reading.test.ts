import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { holdReading, ReadOfEach, ReadOnce, readAnew } from '../../lib/objects';

/** A number that is one higher each time it is read. */
function counter(scope: Construct): ReadOnce<number> {
  let count = 0;
  return new ReadOnce(scope, () => {
    count += 1;
    return count;
  });
}

test('a value is read once in a reading, wherever in the app the next one begins', () => {
  const app = new App();
  const value = counter(new Construct(app, 'one'));
  expect([value.value, value.value]).toEqual([1, 1]);
  readAnew(new Construct(app, 'two'));
  expect([value.value, value.value]).toEqual([2, 2]);
});

test('a reading of another app changes nothing', () => {
  const value = counter(new App());
  expect(value.value).toBe(1);
  readAnew(new App());
  expect(value.value).toBe(1);
});

test('a held reading begins anew, and goes on until its end', () => {
  const app = new App();
  const value = counter(app);
  expect(value.value).toBe(1);
  holdReading(app, () => {
    expect(value.value).toBe(2);
    readAnew(app);
    holdReading(app, () => expect(value.value).toBe(2));
    expect(value.value).toBe(2);
  });
  readAnew(app);
  expect(value.value).toBe(3);
});

test('an error ends a held reading, and is not kept', () => {
  const app = new App();
  let isBroken = true;
  const value = new ReadOnce(app, () => {
    if (isBroken) throw new Error('broken');
    return 'whole';
  });
  expect(() => holdReading(app, () => value.value)).toThrow('broken');
  isBroken = false;
  expect(value.value).toBe('whole');
  const numbers = counter(app);
  expect(numbers.value).toBe(1);
  readAnew(app);
  expect(numbers.value).toBe(2);
});

test('what is read of each is kept while a reading is held, and only then', () => {
  const app = new App();
  const [one, two] = [new Construct(app, 'one'), new Construct(app, 'two')];
  const asked: Construct[] = [];
  const values = new ReadOfEach((construct: Construct) => asked.push(construct));
  expect([values.of(one), values.of(one)]).toEqual([1, 2]);
  holdReading(app, () =>
    expect([values.of(one), values.of(two), values.of(one), values.of(two)]).toEqual([3, 4, 3, 4]),
  );
  expect(values.of(one)).toBe(5);
  holdReading(app, () => expect([values.of(one), values.of(one)]).toEqual([6, 6]));
});
