import { type GkeProps, IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const gke = IngressControllers.gke();
const internal = IngressControllers.gke({ internal: { proxyOnlySubnets: ['10.129.0.0/23'] }, addressName: 'shop' });

test('has its name, and a class that stands in an annotation', () => {
  expect([gke.name, gke.ingressClassName, gke.isClassAnnotated]).toEqual(['gke', 'gce', true]);
});

test("has no pods: it connects from Google's front ends", () => {
  expect(gke.dataPlane.blocks.map(String)).toEqual(['35.191.0.0/16', '130.211.0.0/22']);
});

test('can face the private network, from a subnet for proxies, and have a reserved address', () => {
  expect(internal.ingressClassName).toBe('gce-internal');
  expect(internal.dataPlane.blocks.map(String)).toEqual(['10.129.0.0/23', '35.191.0.0/16', '130.211.0.0/22']);
  expect(internal.serve(request(CLEAR)).annotations).toEqual({
    'kubernetes.io/ingress.regional-static-ip-name': 'shop',
  });
  expect(IngressControllers.gke({ addressName: 'shop' }).serve(request(CLEAR)).annotations).toEqual({
    'kubernetes.io/ingress.global-static-ip-name': 'shop',
  });
});

test('does not answer plain HTTP at all where it can not redirect it', () => {
  const { annotations, objects } = internal.serve(request());
  expect(annotations).toEqual({
    'kubernetes.io/ingress.allow-http': 'false',
    'kubernetes.io/ingress.regional-static-ip-name': 'shop',
  });
  expect(objects).toEqual([]);
});

test.each([
  [
    { internal: {} },
    'IngressControllers.gke() must have `proxyOnlySubnets`: a list of the networks from which the load balancer connects ' +
      'to the pods, but got undefined; ' +
      '`gcloud compute networks subnets list --filter=purpose=REGIONAL_MANAGED_PROXY` shows them',
  ],
  [{ internal: true }, 'the `internal` of IngressControllers.gke() must be an object, but got true; write it in { }'],
  [
    { internal: { subnets: [] } },
    'the `internal` of IngressControllers.gke() must have no `subnets`, but got an empty list; leave it out; it may have ' +
      'proxyOnlySubnets',
  ],
  [
    { addressName: 'Shop' },
    'the `addressName` of IngressControllers.gke() must have lower case letters, digits and "-", and start with a ' +
      'letter, but got "Shop"; `gcloud compute addresses list` shows the names',
  ],
  [
    { ingressClassName: 'gce' },
    'IngressControllers.gke() must have no `ingressClassName`, but got "gce"; leave it out; it may have internal, ' +
      'addressName',
  ],
])('refuses %j', (props, text) => {
  expect(() => IngressControllers.gke(props as GkeProps)).toThrow(new Error(text));
});

const PLAIN = {
  annotations: { 'networking.gke.io/v1beta1.FrontendConfig': 'web-frontend' },
  serviceAnnotations: { 'cloud.google.com/neg': '{"ingress": true}' },
  objects: [
    {
      apiVersion: 'networking.gke.io/v1beta1',
      kind: 'FrontendConfig',
      suffix: 'frontend',
      fields: { spec: { redirectToHttps: { enabled: true, responseCodeName: 'PERMANENT_REDIRECT' } } },
    },
  ],
};

test('redirects plain HTTP where there is a certificate', () => {
  expect(gke.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(gke.serve(request(CLEAR))).toEqual({
    annotations: {},
    serviceAnnotations: { 'cloud.google.com/neg': '{"ingress": true}' },
    objects: [],
  });
});

test.each<[IngressOption, object, object, object[]]>([
  [
    IngressOption.TIMEOUT,
    {},
    { 'cloud.google.com/backend-config': '{"default":"web-backend"}' },
    [
      {
        apiVersion: 'cloud.google.com/v1',
        kind: 'BackendConfig',
        suffix: 'backend',
        fields: { spec: { timeoutSec: 30 } },
      },
    ],
  ],
  [
    IngressOption.STICKY_SESSION,
    {},
    { 'cloud.google.com/backend-config': '{"default":"web-backend"}' },
    [
      {
        apiVersion: 'cloud.google.com/v1',
        kind: 'BackendConfig',
        suffix: 'backend',
        fields: { spec: { sessionAffinity: { affinityType: 'GENERATED_COOKIE' } } },
      },
    ],
  ],
  [
    IngressOption.STICKY_SESSION_DURATION,
    {},
    { 'cloud.google.com/backend-config': '{"default":"web-backend"}' },
    [
      {
        apiVersion: 'cloud.google.com/v1',
        kind: 'BackendConfig',
        suffix: 'backend',
        fields: { spec: { sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 600 } } },
      },
    ],
  ],
  [IngressOption.CLOUD_CERTIFICATE, { 'ingress.gcp.kubernetes.io/pre-shared-cert': 'shop-certificate' }, {}, []],
])('says it in its own words: %s', (option, annotations, ofServices, objects) => {
  const answer = gke.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
    serviceAnnotations: { ...PLAIN.serviceAnnotations, ...ofServices },
    objects: [...PLAIN.objects, ...objects],
  });
});

test('refuses a cookie for longer than a day, and what is no name of a certificate', () => {
  expect(() => gke.serve(request({ stickySession: { seconds: 86_401 } }))).toThrow(
    new Error(
      'the `stickySession.duration` of an Ingress by gke must be at most 86400 seconds, but got 86401; shorten it',
    ),
  );
  expect(() => gke.serve(request({ stickySession: { seconds: 86_400 } }))).not.toThrow();
  expect(() => gke.serve(request({ cloudCertificate: 'arn:aws:acm:eu-west-1' }))).toThrow(
    new Error(
      'the certificate of Tls.cloud() by gke must be the name of an SSL certificate: at most 63 lower case letters, digits ' +
        'and "-", with a letter first, but got "arn:aws:acm:eu-west-1"; write it as in Tls.cloud(\'shop-certificate\')',
    ),
  );
});
