import { HttpsRedirect, IngressControllers, KongChart } from '../../../lib/cluster';

const kong = IngressControllers.kong();

test('has its name and its class', () => {
  expect([kong.name, kong.ingressClassName]).toEqual(['kong', 'kong']);
});

test('its pods are those of the gateway, with the labels of its chart, which name the release', () => {
  expect(kong.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'kong' });
  expect(kong.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'gateway',
    'app.kubernetes.io/instance': 'kong',
    'app.kubernetes.io/component': 'app',
  });
});

test('by its other chart has the labels of that one', () => {
  expect(IngressControllers.kong({ chart: KongChart.KONG }).dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'kong',
    'app.kubernetes.io/instance': 'kong',
    'app.kubernetes.io/component': 'app',
  });
});

test.each(['kong/kong', '', null])('refuses a chart that is none of its own: %j', (chart) => {
  expect(() => IngressControllers.kong({ chart: chart as KongChart })).toThrow(
    new Error(
      `the \`chart\` of IngressControllers.kong() must be KongChart.INGRESS or KongChart.KONG, but got ${JSON.stringify(chart)}; ` +
        '`helm list -A` shows which one; for any other way to install it, give the `labels` of its gateway pods',
    ),
  );
});

test('redirects by annotations, and serves in clear text where they say so; it never strips the path', () => {
  expect(kong.httpsRedirect).toBe(HttpsRedirect.ANNOTATIONS);
  expect(kong.httpsAnnotations).toEqual({
    'konghq.com/https-redirect-status-code': '308',
    'konghq.com/protocols': 'https',
    'konghq.com/strip-path': 'false',
  });
  expect(kong.httpAnnotations).toEqual({ 'konghq.com/protocols': 'http,https', 'konghq.com/strip-path': 'false' });
});

test('can be installed otherwise', () => {
  const release = IngressControllers.kong({ namespace: 'edge', release: 'front', ingressClassName: 'internal' });
  expect(release.ingressClassName).toBe('internal');
  expect(`${release.dataPlane}`).toBe(
    'pods app.kubernetes.io/component=app,app.kubernetes.io/instance=front,app.kubernetes.io/name=gateway ' +
      'in namespace edge',
  );
  expect(`${IngressControllers.kong({ labels: { app: 'ingress-kong' } }).dataPlane}`).toBe(
    'pods app=ingress-kong in namespace kong',
  );
});

test('takes no characters in a path that mean something in a regular expression', () => {
  expect(kong.pathCharacters).toBe('-_');
});

test('has annotations that nobody can change', () => {
  for (const annotations of [kong.httpsAnnotations, kong.httpAnnotations]) {
    expect(() => Object.assign(annotations, { more: 'true' })).toThrow('object is not extensible');
  }
});
