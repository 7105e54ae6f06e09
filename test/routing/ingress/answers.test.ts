import { Entry, type IIngressController, Ingress, IngressControllers } from '../../../lib';
import { Backend, platform, SECRET, space } from '../sample';

const { dataPlane, options, ingressClassName } = IngressControllers.traefik();

/** An Ingress by a controller of the user's that answers this. */
function answered(answer: any, says: object = {}): Ingress {
  const own: IIngressController = { name: 'own', ingressClassName, dataPlane, options, serve: () => answer, ...says };
  const chart = space(platform(Entry.ingress(own)), 'shop');
  return new Ingress(chart, 'web', { backend: new Backend(chart, 'web-app'), host: 'shop.example.com', tls: SECRET });
}

test('a controller of the user may answer by annotations and objects of any kind', () => {
  const filter = { apiVersion: 'acme.example/v1', kind: 'Filter', suffix: 'filter', fields: { spec: { on: true } } };
  const ingress = answered({
    annotations: { 'acme.example/filter': 'web-filter' },
    objects: [filter],
    plainHttpAnnotations: { 'acme.example/plain': 'true' },
  });
  expect(ingress.toJson().metadata.annotations).toEqual({ 'acme.example/filter': 'web-filter' });
  expect(ingress.redirect?.toJson().metadata.annotations).toEqual({ 'acme.example/plain': 'true' });
  expect(ingress.controllerObjects[0]?.toJson()).toMatchObject({
    apiVersion: 'acme.example/v1',
    kind: 'Filter',
    metadata: { name: 'web-filter', namespace: 'shop' },
    spec: { on: true },
  });
});

test('the objects of a controller have its labels beside those of every object', () => {
  const filter = {
    apiVersion: 'acme.example/v1',
    kind: 'Filter',
    suffix: 'filter',
    fields: {},
    labels: { tier: 'edge' },
  };
  const [object] = answered({ annotations: {}, objects: [filter] }).controllerObjects;
  expect(object?.toJson().metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'web', tier: 'edge' });
});

describe('refuses', () => {
  const remedy = 'return an IngressAnswer from `serve()`, and no promise of one';
  const objects = "write them as in [{ apiVersion: 'acme.example/v1', kind: 'Filter', suffix: 'filter', fields: {} }]";
  const whole = { apiVersion: 'acme.example/v1', kind: 'Filter', suffix: 'filter', fields: {} };

  test.each([
    [undefined, `the answer of ingress controller own must be an object, but got undefined; ${remedy}`],
    [Promise.resolve({}), `the answer of ingress controller own must be an object, but got a Promise; ${remedy}`],
    [
      {},
      'the `annotations` in the answer of ingress controller own must be texts by their keys, but got undefined; write ' +
        "them as in { 'acme.example/timeout': '30' }",
    ],
    [
      { annotations: {}, serviceAnnotations: 'sticky' },
      'the `serviceAnnotations` in the answer of ingress controller own must be texts by their keys, but got "sticky"; ' +
        "write them as in { 'acme.example/timeout': '30' }",
    ],
    [
      { annotations: { 'acme.example/timeout': 30 } },
      "the annotation acme.example/timeout of ingress controller own must be a text, but got 30; write it in quotes: '30'",
    ],
  ])('%j', (answer, text) => {
    expect(() => answered(answer)).toThrow(new Error(`[shop/web] ${text}`));
  });

  test.each([
    [{}],
    [['filter']],
    [[{ ...whole, suffix: 'Filter' }]],
    [[{ ...whole, kind: '' }]],
    [[{ ...whole, fields: undefined }]],
  ])('objects that are none: %j', (given) => {
    expect(() => answered({ annotations: {}, objects: given })).toThrow(
      `[shop/web] the \`objects\` in the answer of ingress controller own must be a list of ControllerObjects, but got `,
    );
    expect(() => answered({ annotations: {}, objects: given })).toThrow(objects);
  });

  test('a controller that does not say what it can do', () => {
    expect(() => answered({ annotations: {} }, { options: undefined })).toThrow(
      new Error(
        '[shop/web] the `options` of ingress controller own must be a list of what it can do, but got undefined; write it ' +
          'as in [IngressOption.SECRET_CERTIFICATE]',
      ),
    );
  });
});
