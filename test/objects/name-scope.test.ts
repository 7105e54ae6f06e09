import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { NameScope, nearestNameScope } from '../../lib/objects';

function construct(id = 'storefront'): Construct {
  return new Construct(new Chart(new App(), 'shop', { namespace: 'shop' }), id);
}

describe('gives every name below', () => {
  test('its prefix', () => {
    const eu = construct();
    expect(NameScope.of(eu, 'eu').prefix).toBe('eu');
    expect(NameScope.nameFor(eu, 'api')).toBe('eu-api');
    expect(NameScope.nameFor(new Construct(new Construct(eu, 'deep'), 'deeper'), 'api')).toBe('eu-api');
  });

  test('the prefixes of all scopes, the outermost first', () => {
    const eu = construct();
    NameScope.of(eu, 'eu');
    const blue = new Construct(eu, 'colour');
    NameScope.of(blue, 'blue');
    expect(NameScope.nameFor(blue, 'api')).toBe('eu-blue-api');
    expect(NameScope.nameFor(eu, 'api')).toBe('eu-api');
  });
});

test('leaves the names beside and above as they are', () => {
  const eu = construct();
  NameScope.of(eu, 'eu');
  expect(NameScope.nameFor(eu.node.scope as Construct, 'api')).toBe('api');
  expect(NameScope.nameFor(new Construct(eu.node.scope as Construct, 'us'), 'api')).toBe('api');
});

test('the nearest scope is found from below, and none where there is none', () => {
  const eu = construct();
  const inside = new Construct(eu, 'inside');
  expect(nearestNameScope(inside)).toBeUndefined();
  const us = construct('us');
  NameScope.of(us, 'us');
  expect(nearestNameScope(new Construct(us, 'inside'))).toBe(us);
});

describe('refuses', () => {
  const LAW =
    'the prefix of a name scope must be a DNS-1123 label (lower case letters, digits and "-", starting and ending ' +
    'with a letter or digit, at most 63 characters)';

  test.each([
    ['EU', 'write "eu"'],
    ['eu_1', 'write "eu-1"'],
    ['eu-', 'write "eu"'],
    ['', 'choose one such as "shop"'],
  ])('the prefix "%s"', (prefix, remedy) => {
    expect(() => NameScope.of(construct(), prefix)).toThrow(
      new Error(`[shop/storefront] ${LAW}, but got "${prefix}"; ${remedy}`),
    );
  });

  test('a construct with children, whose names are read already', () => {
    const late = construct();
    new Construct(late, 'api');
    expect(() => NameScope.of(late, 'eu')).toThrow(
      new Error(
        '[shop/storefront] NameScope.of() must be called before the construct has children, whose names would lack ' +
          'the prefix; call it first in the constructor, right after super()',
      ),
    );
    expect(NameScope.nameFor(late, 'api')).toBe('api');
  });

  test('a second scope of one construct', () => {
    const eu = construct();
    NameScope.of(eu, 'eu');
    expect(() => NameScope.of(eu, 'us')).toThrow(
      new Error(
        '[shop/storefront] a construct must have one name scope at most, and this one has "eu" already; choose one prefix',
      ),
    );
    expect(NameScope.nameFor(eu, 'api')).toBe('eu-api');
  });

  test('the root by a name, since its path is empty', () => {
    const app = new App();
    new Chart(app, 'shop');
    expect(() => NameScope.of(app, 'eu')).toThrow('[App] NameScope.of() must be called before');
  });
});
