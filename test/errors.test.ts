import { App, Chart } from 'cdk8s';
import { constructError, located, placeOf, valueError } from '../lib/errors';

class IngressThing {}

class Shop {
  public readonly self = this;
}

describe('the error of a value', () => {
  test('starts with the law, and says what came and what to do', () => {
    expect(valueError({ law: 'a port must be a number', got: 'http', remedy: 'use Port.named()' })).toEqual(
      new Error('a port must be a number, but got "http"; use Port.named()'),
    );
  });

  test('leaves out what nobody said', () => {
    expect(valueError({ law: 'a Service must have a port' })).toEqual(new Error('a Service must have a port'));
  });

  test('tells a value that is undefined from one that was left out', () => {
    expect(valueError({ law: 'a peer must be a workload', got: undefined })).toEqual(
      new Error('a peer must be a workload, but got undefined'),
    );
  });

  test.each([
    ['a text in quotes', 'Shop', '"Shop"'],
    ['a text on one line', 'a\nb', '"a\\nb"'],
    ['a number as it is', 70000, '70000'],
    ['null as it is', null, 'null'],
    ['an empty list in words', [], 'an empty list'],
    ['the items of a list', ['a', 1, undefined, []], '["a",1,undefined,[]]'],
    ['the fields of a plain object', { labels: { app: 'web' }, ports: [80] }, '{"labels":{"app":"web"},"ports":[80]}'],
    ['no field that is undefined', { labels: undefined }, '{}'],
    ['an object by its class', new Shop(), 'a Shop'],
    ['an object by its class, with the right article', new IngressThing(), 'an IngressThing'],
    ['an object inside a list by its class', [new Shop(), 'web'], '[a Shop,"web"]'],
    ['an object inside an object by its class', { peer: new Shop() }, '{"peer":a Shop}'],
    ['a function without its code', [() => 'secret'], '[a function]'],
    ['a long text clipped', 'x'.repeat(100), `"${'x'.repeat(77)}..."`],
    ['a long list clipped', Array(50).fill(12), `[${'12,'.repeat(30).slice(0, 76)}...`],
  ])('shows %s', (_, got, text) => {
    expect(valueError({ law: 'it must fit', got }).message).toBe(`it must fit, but got ${text}`);
  });

  test('shows a value that contains itself', () => {
    const got: any = {};
    got.self = got;
    expect(valueError({ law: 'it must fit', got }).message).toBe(
      'it must fit, but got {"self":{"self":{"self":{"self":{"self":...}}}}}',
    );
  });
});

describe('the error of a construct', () => {
  test('starts with its path', () => {
    const chart = new Chart(new Chart(new App(), 'shop'), 'web');
    expect(constructError(chart, { law: 'a name must be short', got: 'long' })).toEqual(
      new Error('[shop/web] a name must be short, but got "long"'),
    );
  });

  test('names the root, whose path is empty', () => {
    expect(constructError(new App(), { law: 'it must fit' })).toEqual(new Error('[App] it must fit'));
  });
});

describe('a check on behalf of a construct', () => {
  const place = { node: { path: 'shop/web' } };

  test('answers what it finds', () => {
    expect(located(place, () => 8080)).toBe(8080);
  });

  test('gets the path before its error', () => {
    const check = () => {
      throw valueError({ law: 'a port must be a number' });
    };
    expect(() => located(place, check)).toThrow(new Error('[shop/web] a port must be a number'));
  });

  test('keeps the path that its error has', () => {
    const check = () => {
      throw constructError({ node: { path: 'shop/web/Service' } }, { law: 'a port must be a number' });
    };
    expect(() => located(place, () => located(place, check))).toThrow(
      new Error('[shop/web/Service] a port must be a number'),
    );
  });

  test('keeps the trace of its error', () => {
    let origin: Error | undefined;
    const check = () => {
      origin = valueError({ law: 'it costs $& at most' });
      throw origin;
    };
    try {
      located(place, check);
    } catch (error) {
      const [first, ...trace] = (error as Error).stack?.split('\n') ?? [];
      expect(first).toBe('Error: [shop/web] it costs $& at most');
      expect(trace).toEqual(origin?.stack?.split('\n').slice(1));
    }
    expect.assertions(2);
  });

  test('takes what is thrown without being an error', () => {
    const check = () => {
      throw 'no answer';
    };
    expect(() => located(place, check)).toThrow(new Error('[shop/web] no answer'));
  });
});

test('the place of a construct to be made is its path', () => {
  const app = new App();
  expect(placeOf(app, 'shop').node.path).toBe('shop');
  expect(placeOf(new Chart(app, 'shop'), 'web').node.path).toBe('shop/web');
});
