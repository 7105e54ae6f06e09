import { type IIngressController, IngressControllers } from '../../../lib/cluster';

type Factory = (props?: any) => IIngressController;

const FACTORIES: [string, Factory, string][] = [
  ['contour', IngressControllers.contour, 'namespace, ingressClassName, labels'],
  ['haproxy', IngressControllers.haproxy, 'namespace, release, ingressClassName, labels'],
  ['ingressNginx', IngressControllers.ingressNginx, 'namespace, ingressClassName, labels'],
  ['istioIngress', IngressControllers.istioIngress, 'namespace, ingressClassName, labels'],
  ['kong', IngressControllers.kong, 'chart, namespace, release, ingressClassName, labels'],
  ['traefik', IngressControllers.traefik, 'namespace, release, ingressClassName, labels, safeNaming'],
];

const NAME =
  'must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter ' +
  'or digit, at most 253 characters)';

describe.each(FACTORIES)('IngressControllers.%s() refuses', (name, factory, known) => {
  test.each([null, 'edge', ['edge']])('what holds no options: %j', (props) => {
    expect(() => factory(props)).toThrow(
      new Error(
        `the options of IngressControllers.${name}() must be an object, but got ${JSON.stringify(props)}; write them in { }`,
      ),
    );
  });

  test('an option that it does not have', () => {
    expect(() => factory({ nameSpace: 'edge' })).toThrow(
      new Error(
        `IngressControllers.${name}() must have no \`nameSpace\`, but got "edge"; leave it out; it may have ${known}`,
      ),
    );
  });

  test.each([
    ['Internal', `${NAME}, but got "Internal"; write "internal"`],
    ['', `${NAME}, but got ""; choose one such as "web"`],
    [1, 'must be a text, but got 1; write it as in "web"'],
  ])('a name that no IngressClass can have: %j', (ingressClassName, fault) => {
    expect(() => factory({ ingressClassName })).toThrow(new Error(`the name of an IngressClass ${fault}`));
  });

  test('a namespace that none can have', () => {
    expect(() => factory({ namespace: 'Edge' })).toThrow(
      new Error(
        'a namespace name must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a ' +
          'letter or digit, at most 63 characters), but got "Edge"; write "edge"',
      ),
    );
  });

  test('no labels at all, which would let in every pod of the namespace', () => {
    expect(() => factory({ labels: {} })).toThrow(
      new Error(
        'a label selector must have at least one label or expression, but got {"labels":{}}; to select everything, ' +
          'use LabelSelector.everything()',
      ),
    );
  });
});

test.each(FACTORIES.filter(([, , known]) => known.includes('release')))(
  'IngressControllers.%s() refuses a name that no Helm release can have',
  (_, factory) => {
    expect(() => factory({ release: 'Front' })).toThrow(
      new Error(`the name of a Helm release ${NAME}, but got "Front"; write "front"`),
    );
    expect(() => factory({ release: 1 })).toThrow(
      new Error('the name of a Helm release must be a text, but got 1; write it as in "web"'),
    );
  },
);

test.each(FACTORIES)('IngressControllers.%s() is silent about an option that is undefined', (_, factory) => {
  expect(`${factory({ namespace: undefined, ingressClassName: undefined, other: undefined }).dataPlane}`).toBe(
    `${factory().dataPlane}`,
  );
});
