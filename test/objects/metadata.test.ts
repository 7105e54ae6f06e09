import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  labelValue,
  NameLaw,
  NameScope,
  namespaceOf,
  objectLabels,
  objectMetadata,
  refuseIntegerId,
  resourceName,
  selectorLabels,
} from '../../lib/objects';

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

const LONG = 'x'.repeat(63);

describe('the name of an object', () => {
  test('is the id', () => {
    expect(resourceName(shop(), 'web', { kind: 'a Service' })).toBe('web');
  });

  test('is the given name rather than the id', () => {
    expect(resourceName(shop(), 'Web', { kind: 'a Service', name: 'front' })).toBe('front');
  });

  test('has the prefixes of the name scopes, given or not', () => {
    const eu = new Construct(shop(), 'eu');
    NameScope.of(eu, 'eu');
    expect(resourceName(eu, 'web', { kind: 'a Service' })).toBe('eu-web');
    expect(resourceName(eu, 'Web', { kind: 'a Service', name: 'front' })).toBe('eu-front');
  });

  test('does not follow the construct in the tree', () => {
    const deep = new Construct(new Construct(shop(), 'team'), 'part');
    expect(resourceName(deep, 'web', { kind: 'a Service' })).toBe('web');
  });

  test('can have 63 characters', () => {
    expect(resourceName(shop(), LONG, { kind: 'a Service', law: NameLaw.DNS_1035 })).toBe(LONG);
  });

  test('can start with a digit, unless it is the name of a Service', () => {
    expect(resourceName(shop(), 'game', { kind: 'a NetworkPolicy', name: '2048' })).toBe('2048');
  });

  const LABEL =
    'must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit, ' +
    'at most 63 characters)';
  const SERVICE_NAME =
    'must be a DNS-1035 label (lower case letters, digits and "-", starting with a letter, ending with a letter or ' +
    'digit, at most 63 characters)';

  test.each([
    ['Web', 'write "web"'],
    ['web_ui', 'write "web-ui"'],
    ['web.ui', 'write "web-ui"'],
    [`${LONG}x`, `write "${LONG}"`],
  ])('cannot be "%s"', (id, remedy) => {
    expect(() => resourceName(shop(), id, { kind: 'a NetworkPolicy' })).toThrow(
      new Error(`[shop/${id}] the name of a NetworkPolicy ${LABEL}, but got "${id}"; ${remedy}`),
    );
  });

  test('cannot start with a digit for a Service, which is a DNS name of the older law', () => {
    expect(() => resourceName(shop(), '1web', { kind: 'a Service', law: NameLaw.DNS_1035 })).toThrow(
      new Error(`[shop/1web] the name of a Service ${SERVICE_NAME}, but got "1web"; write "web"`),
    );
  });

  test('cannot be too long with its prefix, and the error tells both apart', () => {
    const eu = new Construct(shop(), 'storefront');
    NameScope.of(eu, 'eu');
    const name = 'x'.repeat(61);
    expect(() => resourceName(eu, 'web', { kind: 'a Service', name, law: NameLaw.DNS_1035 })).toThrow(
      new Error(
        `[shop/storefront/web] the name of a Service, which is "${name}" after the prefixes of its name scopes, ` +
          `${SERVICE_NAME}, but got "eu-${name}"; write "eu-${name.slice(1)}"`,
      ),
    );
  });

  test('cannot start with the digit of a prefix for a Service', () => {
    const scoped = new Construct(shop(), 'storefront');
    NameScope.of(scoped, '1st');
    expect(() => resourceName(scoped, 'web', { kind: 'a Service', law: NameLaw.DNS_1035 })).toThrow(
      'which is "web" after the prefixes of its name scopes, must be a DNS-1035 label',
    );
  });
});

describe('an id that is a whole number', () => {
  const MESSAGE =
    '[shop/10] an id must not be a whole number, since such ids come first in the file whatever the order of the ' +
    'code, but got "10"; write the id as "n10", and give a `name` where the object shall be called 10';

  test('is refused, whatever the name', () => {
    expect(() => refuseIntegerId(shop(), '10')).toThrow(new Error(MESSAGE));
    expect(() => resourceName(shop(), '10', { kind: 'a Service', name: 'ten' })).toThrow(new Error(MESSAGE));
  });

  test('would come before all others, which is why', () => {
    const chart = shop();
    for (const id of ['b', '10']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(chart.apiObjects.map(({ node }) => node.id)).toEqual(['10', 'b']);
  });

  test.each(['n10', '1-0', '1a', '-1'])('is not %s', (id) => {
    expect(() => refuseIntegerId(shop(), id)).not.toThrow();
  });
});

describe('labels', () => {
  test('select by name and namespace alone', () => {
    expect(selectorLabels('web', 'shop')).toEqual({
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/instance': 'shop',
    });
  });

  test('tell people where an object comes from', () => {
    expect(objectLabels('web', 'shop')).toEqual({
      'app.kubernetes.io/name': 'web',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/managed-by': 'cdk8s-networking',
    });
  });

  test('take the namespace "default" where the chart names none', () => {
    expect(objectLabels('web', undefined)).toMatchObject({
      'app.kubernetes.io/instance': 'default',
      'app.kubernetes.io/part-of': 'default',
    });
  });

  test('of an object can be those of the workload that it belongs to', () => {
    expect(objectMetadata(shop(), 'web-redirect', 'web')).toEqual({
      name: 'web-redirect',
      labels: objectLabels('web', 'shop'),
    });
  });
});

describe('the namespace of an object', () => {
  test("is its chart's", () => {
    expect(namespaceOf(new Construct(shop(), 'team'))).toBe('shop');
    expect(namespaceOf(new Chart(new App(), 'shop'))).toBeUndefined();
  });

  test('must be one, wherever it is first asked for', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'Bad_NS' });
    expect(() => objectMetadata(new Construct(chart, 'team'), 'web')).toThrow(
      new Error(
        '[shop] the namespace of a chart must be a DNS-1123 label (lower case letters, digits and "-", starting and ' +
          'ending with a letter or digit, at most 63 characters), but got "Bad_NS"; write "bad-ns"',
      ),
    );
  });

  test('needs a chart', () => {
    expect(() => namespaceOf(new Construct(new App(), 'web'))).toThrow(
      new Error(
        '[web] an object must be inside a chart, to whose file it is written, but there is no chart above; make it inside an ' +
          'IsolatedNamespace, or inside a Chart',
      ),
    );
  });
});

test.each([
  ['web', 'web'],
  [`${'x'.repeat(62)}.example.com`, 'x'.repeat(62)],
  [`${'x'.repeat(61)}-.y`, 'x'.repeat(61)],
])('as much of %s as a label holds', (name, label) => {
  expect(labelValue(name)).toBe(label);
});
