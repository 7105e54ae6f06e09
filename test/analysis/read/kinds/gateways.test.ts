import { factsOf, problemsOf } from '../reading';

function gateway(listeners: string, more = ''): string {
  return `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge, namespace: gateways}\nspec:\n  gatewayClassName: c\n  listeners: ${listeners}\n${more}`;
}

const PLAIN = {
  path: ['spec', 'listeners', 0],
  name: 'http',
  port: 80,
  protocol: 'HTTP',
  hostname: '',
  tlsMode: 'Terminate',
  hasTlsOptions: false,
  certificateRefs: [],
  namespaces: { from: 'Same' },
};

test('what is left out has its default', () => {
  expect(factsOf(gateway('[{name: http, port: 80, protocol: HTTP}]'))).toEqual({
    gateways: [{ object: 'Gateway gateways/edge', className: 'c', listeners: [PLAIN], listenerSets: { from: 'None' } }],
  });
});

test('everything that is used', () => {
  const listeners = `
    - name: https
      port: 443
      protocol: HTTPS
      hostname: "*.example.com"
      tls: {certificateRefs: [{name: a}, {group: x.example.com, kind: Cert, namespace: tls, name: b}], options: {a: b}}
      allowedRoutes:
        namespaces: {from: Selector, selector: {matchLabels: {a: b}}}
        kinds: [{kind: HTTPRoute}, {group: x.example.com, kind: Route}]
    - {name: pass, port: 8443, protocol: TLS, tls: {mode: Passthrough}, allowedRoutes: {namespaces: {from: All}}}`;
  const [{ listeners: read, listenerSets }] = factsOf(
    gateway(listeners, '  allowedListeners: {namespaces: {from: Same}}\n'),
  ).gateways;
  expect(listenerSets).toEqual({ from: 'Same' });
  expect(read).toEqual([
    {
      ...PLAIN,
      name: 'https',
      port: 443,
      protocol: 'HTTPS',
      hostname: '*.example.com',
      hasTlsOptions: true,
      certificateRefs: [
        { group: '', kind: 'Secret', namespace: 'gateways', name: 'a' },
        { group: 'x.example.com', kind: 'Cert', namespace: 'tls', name: 'b' },
      ],
      namespaces: { from: 'Selector', selector: 'a=b' },
      kinds: [
        { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
        { group: 'x.example.com', kind: 'Route' },
      ],
    },
    {
      ...PLAIN,
      path: ['spec', 'listeners', 1],
      name: 'pass',
      port: 8443,
      protocol: 'TLS',
      tlsMode: 'Passthrough',
      namespaces: { from: 'All' },
    },
  ]);
});

test.each([
  ['gateway.networking.k8s.io/v1', 'ListenerSet'],
  ['gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet'],
])('%s %s adds listeners to a Gateway', (apiVersion, kind) => {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: more, namespace: shop}\nspec: {parentRef: {name: edge, namespace: gateways}, listeners: [{name: http, port: 80, protocol: HTTP}]}\n`;
  expect(factsOf(text)).toEqual({
    listenerSets: [
      {
        object: `${kind} shop/more`,
        parent: { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateways', name: 'edge' },
        listeners: [PLAIN],
      },
    ],
  });
});

test.each<[string, string, string]>([
  ['no listeners', '[]', '6 spec.listeners: there must be listeners, but got an empty list; add one'],
  [
    'two of one name',
    '[{name: a, port: 80, protocol: HTTP}, {name: a, port: 81, protocol: HTTP}]',
    '6 spec.listeners[1].name: listeners must differ in name, but got "a"; rename one',
  ],
  [
    'a protocol in lower case',
    '[{name: a, port: 80, protocol: http}]',
    '6 spec.listeners[0].protocol: the protocol of a listener must be HTTP, HTTPS, TLS, TCP, UDP or one of an implementation, in upper case or with a domain in front, but got "http"; correct it; case counts',
  ],
  [
    'a selector that is missing',
    '[{name: a, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: Selector}}}]',
    '6 spec.listeners[0].allowedRoutes.namespaces.selector: from: Selector must have a selector, but got nothing; add one',
  ],
])('%s', (_name, listeners, problem) => {
  expect(problemsOf(gateway(listeners))).toEqual([problem]);
});
