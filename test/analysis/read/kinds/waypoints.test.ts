import { factsOf } from '../reading';

function gateway(name: string, labels: string, more = '', annotations = ''): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: shop, labels: {${labels}}, annotations: {${annotations}}}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]${more}}
`;
}

const waypointOf = (text: string) => factsOf(text).gateways[0].waypoint;
const OWN = {
  'sidecar.istio.io/inject': 'false',
  'istio.io/dataplane-mode': 'none',
  'gateway.networking.k8s.io/gateway-name': 'edge',
  'gateway.networking.k8s.io/gateway-class-name': 'istio-waypoint',
  'gateway.istio.io/managed': 'istio.io-mesh-controller',
};

describe('a Gateway of the class of waypoints', () => {
  test('is one for Services, with pods of its own name, unless it says otherwise', () => {
    expect(waypointOf(gateway('edge', ''))).toEqual({ traffic: 'service', podLabels: OWN, account: 'edge' });
    expect(waypointOf(gateway('edge', 'istio.io/waypoint-for: all, team: a'))).toEqual({
      traffic: 'all',
      podLabels: { ...OWN, 'istio.io/waypoint-for': 'all', team: 'a' },
      account: 'edge',
    });
  });

  test('gives its pods the labels of the infrastructure in the place of its own', () => {
    const { podLabels } = waypointOf(gateway('edge', 'team: a', ', infrastructure: {labels: {tier: mesh}}'));
    expect(podLabels).toEqual({ ...OWN, tier: 'mesh' });
  });

  test.each([
    ['gateway.istio.io/service-account: other', 'other'],
    ['gateway.istio.io/name-override: other', undefined],
  ])('with the annotation %s has the account %s', (annotation, account) => {
    expect(waypointOf(gateway('edge', '', '', annotation)).account).toBe(account);
  });

  test('is none in another class', () => {
    expect(waypointOf(gateway('edge', '').replace('istio-waypoint', 'istio'))).toBeUndefined();
  });
});

describe('a Service', () => {
  const service = (labels: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: api, namespace: shop, labels: {${labels}}}\nspec: {selector: {app: api}, ports: [{port: 80}]}\n`;
  const said = (labels: string) => {
    const { waypoint, ingressUsesWaypoint } = factsOf(service(labels)).services[0];
    return { waypoint, ingressUsesWaypoint };
  };

  test.each<[string, object]>([
    ['', {}],
    ['istio.io/use-waypoint: none', { waypoint: 'none' }],
    ['istio.io/use-waypoint: edge', { waypoint: { namespace: 'shop', name: 'edge' } }],
    [
      'istio.io/use-waypoint: edge, istio.io/use-waypoint-namespace: mesh',
      { waypoint: { namespace: 'mesh', name: 'edge' } },
    ],
    ['istio.io/use-waypoint-namespace: mesh', {}],
    ['istio.io/ingress-use-waypoint: "true"', { ingressUsesWaypoint: true }],
    ['istio.io/ingress-use-waypoint: "no"', { ingressUsesWaypoint: false }],
  ])('with the labels {%s}', (labels, facts) => {
    expect(said(labels)).toEqual(facts);
  });
});
