import { ApiObject, App, Chart, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { plainJson, renderedNearRoot } from '../../lib/objects/plain-json';

function objectOf(props: any, app: App = new App({ outdir: 'dist' })): ApiObject {
  const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'a' } });
  return new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', ...props });
}

const CASES: readonly [string, any][] = [
  ['fields in any order', { z: 1, a: { y: [{ c: 1, b: 2 }], x: 'x' }, apiVersion: 'v2' }],
  ['what has no content', { none: null, nothing: undefined, map: {}, list: [], in: [{}, [], null, undefined] }],
  ['Lazy values', { a: Lazy.any({ produce: () => [Lazy.any({ produce: () => ({ b: 1, a: 2 }) })] }) }],
  ['Lazy values of nothing', { a: Lazy.any({ produce: () => undefined }), b: [Lazy.any({ produce: () => null })] }],
  ['tokens', { a: { resolve: () => ({ resolve: () => 'x' }) } }],
  ['a number or a text', { port: kplus.k8s.IntOrString.fromNumber(80), size: kplus.k8s.Quantity.fromString('1Gi') }],
  [
    'metadata',
    { metadata: { name: 'n', labels: { b: 'b', a: 'a' }, annotations: {}, finalizers: ['f'], more: { z: [], a: 1 } } },
  ],
  [
    'metadata that is Lazy',
    { metadata: { annotations: { a: Lazy.any({ produce: () => 'late' }), b: Lazy.any({ produce: () => ({}) }) } } },
  ],
];

test.each(CASES)('renders %s as cdk8s does', (_, props) => {
  const object = objectOf(props);
  const [ours, stock] = [plainJson(object), object.toJson()];
  expect(ours).toBeDefined();
  expect(JSON.stringify(ours)).toBe(JSON.stringify(stock));
  expect(ours).toStrictEqual(stock);
});

test('renders 1,000 random objects as cdk8s does', () => {
  const value = fc.object({ withNullPrototype: false, maxDepth: 4, key: fc.stringMatching(/^[a-zA-Z0-9]{1,3}$/) });
  fc.assert(
    fc.property(value, value, (data, more) => {
      const object = objectOf({ data, metadata: { more } });
      const ours = plainJson(object);
      expect(JSON.stringify(ours)).toBe(JSON.stringify(object.toJson()));
    }),
    { numRuns: 1000 },
  );
});

describe('leaves to cdk8s', () => {
  test('what has patches', () => {
    const object = objectOf({});
    object.addJsonPatch(JsonPatch.add('/data', {}));
    expect(plainJson(object)).toBeUndefined();
  });

  test('what other resolvers may change', () => {
    const resolver: IResolver = { resolve: () => {} };
    expect(plainJson(objectOf({}, new App({ outdir: 'dist', resolvers: [resolver] })))).toBeUndefined();
  });

  test('what cannot be rendered', () => {
    expect(plainJson(objectOf({ now: new Date(0) }))).toBeUndefined();
    expect(plainJson(objectOf({ act: () => {} }))).toBeUndefined();
  });

  test('what the environment has unsorted', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(plainJson(objectOf({}))).toBeUndefined();
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });
});

describe('what a generated class renders', () => {
  const deep = (app: App) => {
    const chart = new Chart(new Construct(app, 'platform'), 'chart', { namespace: 'shop' });
    return new Construct(new Construct(chart, 'team'), 'app');
  };
  const deployment = (scope: Construct) =>
    ApiObject.of(
      new kplus.Deployment(scope, 'web', {
        containers: [{ image: 'web:1', portNumber: 8080, envVariables: { MODE: kplus.EnvValue.fromValue('on') } }],
      }),
    );

  test('is the same near the root', () => {
    const object = deployment(deep(new App({ outdir: 'dist' })));
    const near = renderedNearRoot(object, object.toJson);
    expect(JSON.stringify(near)).toBe(JSON.stringify(object.toJson()));
    expect(near.spec.template.spec.containers[0].image).toBe('web:1');
  });

  test('is asked of resolvers with the object itself', () => {
    const seen: unknown[] = [];
    const resolver: IResolver = { resolve: ({ obj }) => void seen.push(obj) };
    const object = deployment(deep(new App({ outdir: 'dist', resolvers: [resolver] })));
    renderedNearRoot(object, object.toJson);
    expect([...new Set(seen)]).toEqual([object]);
  });

  test('fails with its own path', () => {
    const scope = deep(new App({ outdir: 'dist' }));
    const object = new kplus.k8s.KubeConfigMap(scope, 'map', { data: { now: new Date(0) as any } });
    expect(() => renderedNearRoot(object, object.toJson)).toThrow(
      "Failed serializing construct at path 'platform/chart/team/app/map'",
    );
  });
});
