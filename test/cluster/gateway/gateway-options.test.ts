import { GatewayImplementations, type IGatewayImplementation } from '../../../lib/cluster';
import { GATEWAY } from './requests';

type Factory = (props?: any) => IGatewayImplementation;

/** What each factory has to be told in any case, and what it may be told. */
const FACTORIES: [string, Factory, object, string][] = [
  [
    'aws',
    GatewayImplementations.aws,
    { gatewayClassName: 'alb', subnetRanges: ['10.0.0.0/24'] },
    'gatewayClassName, subnetRanges',
  ],
  ['cilium', GatewayImplementations.cilium, {}, 'gatewayClassName'],
  ['contour', GatewayImplementations.contour, {}, 'gatewayClassName, namespace, labels'],
  ['contourProvisioner', GatewayImplementations.contourProvisioner, {}, 'gatewayClassName'],
  ['envoyGateway', GatewayImplementations.envoyGateway, {}, 'gatewayClassName, namespace, deployment'],
  ['gke', GatewayImplementations.gke, {}, 'gatewayClassName, proxyOnlyRanges'],
  ['istio', GatewayImplementations.istio, {}, 'gatewayClassName, controlPlaneNamespace, podSecurity'],
  ['kgateway', GatewayImplementations.kgateway, {}, 'gatewayClassName, controlPlaneNamespace, podSecurity'],
  [
    'kongOperator',
    GatewayImplementations.kongOperator,
    { labels: { app: 'kong' } },
    'gatewayClassName, labels, controlPlaneNamespace, podSecurity',
  ],
  [
    'nginxGatewayFabric',
    GatewayImplementations.nginxGatewayFabric,
    {},
    'gatewayClassName, controlPlaneNamespace, controlPlaneLabels, trustedRanges, podSecurity',
  ],
  ['traefik', GatewayImplementations.traefik, {}, 'gatewayClassName, namespace, release, labels, entryPoints'],
];

test('every factory is here', () => {
  const known = Object.getOwnPropertyNames(GatewayImplementations).filter(
    (name) => !['length', 'name', 'prototype'].includes(name),
  );
  expect(FACTORIES.map(([name]) => name)).toEqual(known.sort());
});

describe.each(FACTORIES)('GatewayImplementations.%s() refuses', (name, factory, needed, known) => {
  test.each([null, 'edge', ['edge']])('what holds no options: %j', (props) => {
    expect(() => factory(props)).toThrow(
      new Error(
        `the options of GatewayImplementations.${name}() must be an object, but got ${JSON.stringify(props)}; write them in { }`,
      ),
    );
  });

  test('an option that it does not have', () => {
    expect(() => factory({ ...needed, nameSpace: 'edge' })).toThrow(
      new Error(
        `GatewayImplementations.${name}() must have no \`nameSpace\`, but got "edge"; leave it out; it may have ${known}`,
      ),
    );
  });

  test('a name that no GatewayClass can have', () => {
    expect(() => factory({ ...needed, gatewayClassName: 'Internal' })).toThrow(
      new Error(
        'the name of a GatewayClass must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part ' +
          'starting and ending with a letter or digit, at most 253 characters), but got "Internal"; write "internal"',
      ),
    );
  });
});

const WITH_LEVEL = FACTORIES.filter(([, , , known]) => known.includes('podSecurity'));

test.each(WITH_LEVEL)('GatewayImplementations.%s() refuses a level that is none', (name, factory, needed) => {
  expect(() => factory({ ...needed, podSecurity: 'hardened' })).toThrow(
    new Error(
      `the \`podSecurity\` of GatewayImplementations.${name}() must be a PodSecurityLevel, but got "hardened"; write it ` +
        'as in PodSecurityLevel.BASELINE',
    ),
  );
});

test.each(FACTORIES)(
  'GatewayImplementations.%s() is silent about an option that is undefined',
  (_, factory, needed) => {
    const plain = factory(needed).dataPlane(GATEWAY);
    expect(`${factory({ ...needed, podSecurity: undefined, other: undefined }).dataPlane(GATEWAY)}`).toBe(`${plain}`);
  },
);
