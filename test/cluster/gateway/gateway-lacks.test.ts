import { GatewayImplementations, type IGatewayImplementation } from '../../../lib/cluster';
import { request } from './requests';

const MUST = {
  proxyProtocol: 'takes the PROXY protocol when asked',
  trustedHops: 'trusts proxies in front of it when asked',
};

const LACKING: [IGatewayImplementation, string, string][] = [
  [
    GatewayImplementations.aws({ gatewayClassName: 'alb', subnetRanges: ['10.0.0.0/24'] }),
    'leave it out, since an Application Load Balancer speaks HTTP',
    'leave it out, since an Application Load Balancer adds to what it gets in X-Forwarded-For',
  ],
  [
    GatewayImplementations.cilium(),
    'leave it out and install Cilium with the Helm value gatewayAPI.enableProxyProtocol',
    'leave it out and install Cilium with the Helm value gatewayAPI.xffNumTrustedHops',
  ],
  [
    GatewayImplementations.contour(),
    'leave it out and start Contour with --use-proxy-protocol',
    "leave it out and set network.num-trusted-hops in Contour's configuration",
  ],
  [
    GatewayImplementations.contourProvisioner(),
    'leave it out and set it in the ContourDeployment of the GatewayClass',
    'leave it out and set it in the ContourDeployment of the GatewayClass',
  ],
  [
    GatewayImplementations.gke(),
    'leave it out, since its load balancers speak HTTP',
    'leave it out, since its load balancers add to what they get in X-Forwarded-For',
  ],
  [
    GatewayImplementations.kgateway(),
    'leave it out and write a ListenerPolicy of kgateway for the Gateway',
    'leave it out and write a ListenerPolicy of kgateway for the Gateway',
  ],
  [
    GatewayImplementations.kongOperator({ labels: { app: 'kong' } }),
    'leave it out and set KONG_PROXY_LISTEN in the GatewayConfiguration of the class',
    'leave it out and set KONG_TRUSTED_IPS in the GatewayConfiguration of the class',
  ],
  [
    GatewayImplementations.traefik(),
    'leave it out and install Traefik with the Helm value ports.websecure.proxyProtocol.trustedIPs',
    'leave it out and install Traefik with the Helm value ports.websecure.forwardedHeaders.trustedIPs',
  ],
];

test.each(LACKING)(
  'what one cannot be asked is an error that says what to do: %#',
  (implementation, proxyProtocol, trustedHops) => {
    const { name } = implementation;
    const who = 'or use one that does: envoy-gateway, istio or nginx-gateway-fabric';
    expect(() => implementation.serve(request({ usesProxyProtocol: true }))).toThrow(
      new Error(
        `a Gateway with \`proxyProtocol\` must have an implementation that ${MUST.proxyProtocol}, and ${name} doesn't; ` +
          `${proxyProtocol}, ${who}`,
      ),
    );
    expect(() => implementation.serve(request({ trustedHops: 1 }))).toThrow(
      new Error(
        `a Gateway with \`trustedHops\` must have an implementation that ${MUST.trustedHops}, and ${name} doesn't; ` +
          `${trustedHops}, ${who}`,
      ),
    );
  },
);

test('a Traefik that is installed beside is not made internal by a Gateway', () => {
  expect(() => GatewayImplementations.traefik().serve(request({ isInternal: true }))).toThrow(
    new Error(
      'a Gateway with `internal` must have an implementation that keeps to the private network when asked, and traefik ' +
        "doesn't; leave it out and install Traefik with the Helm value service.annotations, or use one that does: aws, " +
        'cilium, contour by its provisioner, envoy-gateway, istio, kgateway, kong-operator or nginx-gateway-fabric',
    ),
  );
});

test.each([
  ['cilium', GatewayImplementations.cilium()],
  ['contour', GatewayImplementations.contourProvisioner()],
  ['envoy-gateway', GatewayImplementations.envoyGateway()],
  ['istio', GatewayImplementations.istio()],
  ['kgateway', GatewayImplementations.kgateway()],
  ['kong-operator', GatewayImplementations.kongOperator({ labels: { app: 'kong' } })],
  ['nginx-gateway-fabric', GatewayImplementations.nginxGatewayFabric()],
])('%s needs a load balancer that can be asked to be internal', (_, implementation) => {
  for (const internalAnnotations of [undefined, {}]) {
    expect(() => implementation.serve(request({ isInternal: true, internalAnnotations }))).toThrow(
      new Error(
        'a Gateway with `internal` must have a load balancer in front of it that keeps to the private network when asked; ' +
          'say which one the cluster has by `loadBalancer` in its profile: aws-nlb, azure, gcp, or metallb with a pool of ' +
          'private addresses',
      ),
    );
  }
});

test('only the clouds keep certificates', () => {
  const inside = [
    GatewayImplementations.cilium(),
    GatewayImplementations.contour(),
    GatewayImplementations.contourProvisioner(),
    GatewayImplementations.envoyGateway(),
    GatewayImplementations.istio(),
    GatewayImplementations.kgateway(),
    GatewayImplementations.kongOperator({ labels: { app: 'kong' } }),
    GatewayImplementations.nginxGatewayFabric(),
    GatewayImplementations.traefik(),
  ];
  expect(inside.map((implementation) => implementation.cloudCertificate('shop'))).toEqual(inside.map(() => undefined));
});
