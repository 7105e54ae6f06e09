import { App, Chart } from 'cdk8s';
import { GatewayClass, GatewayImplementations } from '../../../lib';
import { platform, space } from '../sample';

const implementation = GatewayImplementations.envoyGateway({ gatewayClassName: 'public' });

test('is called as the implementation has it, and is in no namespace', () => {
  const chart = space(platform(), 'edge');
  const parameters = {
    group: 'gateway.envoyproxy.io',
    kind: 'EnvoyProxy',
    name: 'all',
    namespace: 'envoy-gateway-system',
  };
  new GatewayClass(chart, 'class', { implementation, description: 'for the world', parameters });
  expect(chart).toMatchSnapshot();
});

test('says no more than is needed', () => {
  const { spec } = new GatewayClass(space(platform(), 'edge'), 'class', { implementation }).toJson();
  expect(spec).toEqual({ controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' });
});

describe('refuses', () => {
  test.each<[string, any, string]>([
    [
      'properties that are none',
      undefined,
      'the properties of a GatewayClass must be an object, but got undefined; write it in { }',
    ],
    [
      'the name of an implementation',
      { implementation: 'envoy-gateway' },
      'the `implementation` of a GatewayClass must be an IGatewayImplementation, but got "envoy-gateway"; take one from ' +
        'GatewayImplementations, such as GatewayImplementations.envoyGateway()',
    ],
    [
      'a long description',
      { implementation, description: 'x'.repeat(65) },
      'the `description` of a GatewayClass must be a text of at most 64 characters, but got ' +
        `"${'x'.repeat(65)}"; say it in fewer words`,
    ],
    [
      'parameters without a kind',
      { implementation, parameters: { group: 'gateway.envoyproxy.io', name: 'all' } },
      'the kind of the `parameters` of a GatewayClass must be a text, but got undefined; write it as in "EnvoyProxy"',
    ],
    [
      'a namespace that is none',
      { implementation, parameters: { group: 'a.b', kind: 'C', name: 'all', namespace: 'A' } },
      'the namespace of an object must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with ' +
        'a letter or digit, at most 63 characters), but got "A"; write "a"',
    ],
  ])('%s', (_, props, message) => {
    expect(() => new GatewayClass(space(platform(), 'edge'), 'class', props)).toThrow(
      new Error(`[edge/class] ${message}`),
    );
  });

  test('a place outside of a chart', () => {
    expect(() => new GatewayClass(new App(), 'class', { implementation })).toThrow(
      / an object must be inside a chart, /,
    );
    expect(() => new GatewayClass(new Chart(new App(), 'cluster'), 'class', { implementation })).not.toThrow();
  });
});
