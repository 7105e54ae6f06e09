import { type AzureApplicationGatewayProps, IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const SUBNETS = { subnetRanges: ['10.1.0.0/24'] };
const gateway = IngressControllers.azureApplicationGateway(SUBNETS);

test('has its name and its class', () => {
  expect([gateway.name, gateway.ingressClassName]).toEqual(['azure-application-gateway', 'azure-application-gateway']);
});

test('has no pods: it connects from its subnet', () => {
  expect(gateway.dataPlane.blocks.map(String)).toEqual(['10.1.0.0/24']);
});

test('can be reached by its private address, and have another class', () => {
  const own = IngressControllers.azureApplicationGateway({
    ...SUBNETS,
    usesPrivateIp: true,
    ingressClassName: 'internal',
  });
  expect(own.ingressClassName).toBe('internal');
  expect(own.serve(request()).annotations).toEqual({
    'appgw.ingress.kubernetes.io/ssl-redirect': 'true',
    'appgw.ingress.kubernetes.io/use-private-ip': 'true',
  });
});

test.each([
  [
    {},
    'IngressControllers.azureApplicationGateway() must have `subnetRanges`: a list of the networks from which the load ' +
      'balancer connects to the pods, but got undefined; `az network vnet subnet list -o table` shows them',
  ],
  [
    { ...SUBNETS, usesPrivateIp: 'yes' },
    '`usesPrivateIp` must be true or false, but got "yes"; leave it out for the default',
  ],
  [
    { ...SUBNETS, ports: [1] },
    'IngressControllers.azureApplicationGateway() must have no `ports`, but got [1]; leave it out; it may have ' +
      'subnetRanges, usesPrivateIp, ingressClassName',
  ],
])('refuses %j', (props, text) => {
  expect(() => IngressControllers.azureApplicationGateway(props as AzureApplicationGatewayProps)).toThrow(
    new Error(text),
  );
});

const PLAIN = { annotations: { 'appgw.ingress.kubernetes.io/ssl-redirect': 'true' } };

test('redirects plain HTTP where there is a certificate', () => {
  expect(gateway.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(gateway.serve(request(CLEAR))).toEqual({
    annotations: { 'appgw.ingress.kubernetes.io/ssl-redirect': 'false' },
  });
});

test.each<[IngressOption, object]>([
  [IngressOption.TIMEOUT, { 'appgw.ingress.kubernetes.io/request-timeout': '30' }],
  [IngressOption.STICKY_SESSION, { 'appgw.ingress.kubernetes.io/cookie-based-affinity': 'true' }],
  [IngressOption.BACKEND_HTTPS, { 'appgw.ingress.kubernetes.io/backend-protocol': 'https' }],
  [IngressOption.REWRITE_PREFIX, { 'appgw.ingress.kubernetes.io/backend-path-prefix': '/' }],
  [IngressOption.CLOUD_CERTIFICATE, { 'appgw.ingress.kubernetes.io/appgw-ssl-certificate': 'shop-certificate' }],
])('says it in its own words: %s', (option, annotations) => {
  const answer = gateway.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
  });
});

test('puts what comes after the path right behind the prefix', () => {
  const { annotations } = gateway.serve(request({ rewritePrefix: '/v2' }));
  expect(annotations['appgw.ingress.kubernetes.io/backend-path-prefix']).toBe('/v2/');
});

test('refuses a time that a gateway does not wait, and what is no name of a certificate', () => {
  expect(() => gateway.serve(request({ timeout: 86_401 }))).toThrow(
    new Error(
      'the `timeout` of an Ingress by azure-application-gateway must be at most 86400 seconds, but got 86401; shorten it',
    ),
  );
  expect(() => gateway.serve(request({ timeout: 86_400 }))).not.toThrow();
  const cloudCertificate = 'https://shop.vault.azure.net/secrets/shop';
  expect(() => gateway.serve(request({ cloudCertificate }))).toThrow(
    new Error(
      'the certificate of Tls.cloud() by azure-application-gateway must be the name of a certificate that the gateway has: ' +
        `at most 80 letters, digits, ".", "-" and "_", but got "${cloudCertificate}"; write it as in ` +
        "Tls.cloud('shop-certificate')",
    ),
  );
});
