import { factsOf, problemsOf } from '../reading';

function ingress(spec: string, metadata = ''): string {
  return `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: shop, namespace: shop${metadata}}\nspec: ${spec}\n`;
}

const BACKEND = '{service: {name: api, port: {number: 80}}}';

test('an Ingress with all that it can say', () => {
  const spec = `
  ingressClassName: nginx
  defaultBackend: {resource: {apiGroup: k8s.example.com, kind: Bucket, name: static}}
  tls: [{hosts: [shop.example.com, "*.example.com"]}, {secretName: any}]
  rules:
    - host: shop.example.com
      http:
        paths:
          - {path: /api, pathType: Prefix, backend: ${BACKEND}}
          - {pathType: ImplementationSpecific, backend: {service: {name: web, port: {name: http}}}}
    - http: {paths: [{path: /, pathType: Exact, backend: ${BACKEND}}]}`;
  const paths = (rule: number, index: number) => ['spec', 'rules', rule, 'http', 'paths', index, 'backend'];
  expect(factsOf(ingress(spec))).toEqual({
    ingresses: [
      {
        object: 'Ingress shop/shop',
        className: 'nginx',
        defaultBackend: { path: ['spec', 'defaultBackend'] },
        tlsHosts: ['shop.example.com', '*.example.com', ''],
        rules: [
          {
            host: 'shop.example.com',
            paths: [
              { path: '/api', pathType: 'Prefix', backend: { path: paths(0, 0), service: { name: 'api', port: 80 } } },
              {
                path: '/',
                pathType: 'ImplementationSpecific',
                backend: { path: paths(0, 1), service: { name: 'web', port: 'http' } },
              },
            ],
          },
          {
            host: '',
            paths: [
              { path: '/', pathType: 'Exact', backend: { path: paths(1, 0), service: { name: 'api', port: 80 } } },
            ],
          },
        ],
      },
    ],
  });
});

test('the class may be in the older annotation, after which the field comes first', () => {
  const annotation = ', annotations: {kubernetes.io/ingress.class: old}';
  const classOf = (spec: string) => factsOf(ingress(spec, annotation)).ingresses[0].className;
  expect(classOf(`{defaultBackend: ${BACKEND}}`)).toBe('old');
  expect(classOf(`{ingressClassName: new, defaultBackend: ${BACKEND}}`)).toBe('new');
});

test('a certificate that the cloud keeps is known by its annotation', () => {
  const annotation =
    ', annotations: {alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu-west-1:1:certificate/1"}';
  expect(factsOf(ingress(`{defaultBackend: ${BACKEND}}`, annotation)).ingresses[0]).toMatchObject({
    tlsHosts: [],
    hasCloudCertificate: true,
  });
  expect(factsOf(ingress(`{defaultBackend: ${BACKEND}}`)).ingresses[0]).not.toHaveProperty('hasCloudCertificate');
});

test.each<[string, string, string]>([
  ['nothing', '{}', '4 spec: an Ingress must have rules or a defaultBackend; add one'],
  [
    'a host with a port',
    `{rules: [{host: "shop.example.com:80", http: {paths: [{path: /, pathType: Prefix, backend: ${BACKEND}}]}}]}`,
    '4 spec.rules[0].host: a hostname must be',
  ],
  [
    'no type of path',
    `{rules: [{http: {paths: [{path: /, backend: ${BACKEND}}]}}]}`,
    '4 spec.rules[0].http.paths[0].pathType: pathType must be Exact, Prefix or ImplementationSpecific, but got nothing; correct it; case counts',
  ],
  [
    'a path without its slash',
    `{rules: [{http: {paths: [{path: api, pathType: Prefix, backend: ${BACKEND}}]}}]}`,
    '4 spec.rules[0].http.paths[0].path: a path must start with "/", but got "api"; write "/" for every path',
  ],
  [
    'two ports',
    '{defaultBackend: {service: {name: api, port: {name: http, number: 80}}}}',
    '4 spec.defaultBackend.service.port: the port of a backend must have either a name or a number; write the one that the Service has',
  ],
  [
    'the backend of an older version',
    '{defaultBackend: {serviceName: api, servicePort: 80}}',
    '4 spec.defaultBackend: a backend must have either a service or a resource; write one',
  ],
])('%s', (_name, spec, problem) => {
  expect(problemsOf(ingress(spec)).join('\n')).toContain(problem);
});

test('an older version is left out, with the one to write', () => {
  const text = ingress(`{backend: {serviceName: api, servicePort: 80}}`).replace('io/v1', 'io/v1beta1');
  expect(problemsOf(text)).toEqual([
    '1 apiVersion: the apiVersion of an Ingress must be networking.k8s.io/v1, but got "networking.k8s.io/v1beta1"; write networking.k8s.io/v1',
  ]);
});
