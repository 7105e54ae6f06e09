import { Chart } from 'cdk8s';
import { InternalService, Peer, Platform, Probe, Worker } from '../../lib';
import { listOf, mainOf, shopNamespace } from '../workload/written';

test('writes a Deployment and a policy that lets nobody in', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new Worker(chart, 'mailer', { image: 'ghcr.io/acme/mailer:1.0', runAs: 1000 });
  expect(chart).toMatchSnapshot();
});

test('has no Service, even where it has ports', () => {
  const shop = shopNamespace();
  new Worker(shop, 'mailer', { image: 'mailer:1', extraPorts: [{ name: 'metrics', port: 9090 }] });
  expect(listOf(shop).slice(4)).toEqual(['Deployment mailer', 'NetworkPolicy mailer']);
});

test('its parts are the objects that are written, under the name that is given', () => {
  const mailer = new Worker(shopNamespace(), 'mailer', { name: '7-mailer', image: 'mailer:1' });
  expect(mailer.deployment.name).toBe('7-mailer');
  expect(mailer.policy.name).toBe('7-mailer');
  expect(mailer.policy.toJson().spec).toEqual({
    podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': '7-mailer' } },
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(mailer.workload.displayName).toBe('shop/7-mailer');
});

test('connects to others, and is reached on all of its ports where it is allowed', () => {
  const shop = shopNamespace();
  const queue = new InternalService(shop, 'queue', { image: 'queue:1', port: 5672 });
  const mailer = new Worker(shop, 'mailer', {
    image: 'mailer:1',
    extraPorts: [
      { name: 'metrics', port: 9090 },
      { name: 'health', port: 8081 },
    ],
  });
  mailer.connections.allowTo(queue);
  mailer.connections.allowFrom(Peer.namespace('monitoring'));
  expect(mailer.connections.list().map(String)).toEqual([
    'namespace monitoring -> shop/mailer  TCP 8081, TCP 9090',
    'shop/mailer -> shop/queue  TCP 5672',
  ]);
  expect(queue.policy.toJson().spec.ingress[0].ports).toEqual([{ port: 5672, protocol: 'TCP' }]);
});

test('a connection to one without ports is found when the app is complete', () => {
  const shop = shopNamespace();
  const mailer = new Worker(shop, 'mailer', { image: 'mailer:1' });
  mailer.connections.allowFrom(Peer.sameNamespace());
  expect(() => shop.toJson()).toThrow('a connection must have a port, but shop/mailer declares none');
});

test('is asked for its health where a probe names a port', () => {
  const { deployment } = new Worker(shopNamespace(), 'mailer', {
    image: 'mailer:1',
    readiness: Probe.http('/ready', { port: 8081 }),
    startup: Probe.tcp({ port: 8081 }),
  });
  expect(mainOf(deployment)).toMatchObject({
    readinessProbe: { httpGet: { path: '/ready', port: 8081 } },
    startupProbe: { tcpSocket: { port: 8081 } },
  });
});

test('refuses a name that Kubernetes refuses', () => {
  expect(() => new Worker(shopNamespace(), 'Mailer_1', { image: 'mailer:1' })).toThrow(
    new Error(
      '[shop/Mailer_1] the name of a Worker must be a DNS-1123 label (lower case letters, digits and "-", ' +
        'starting and ending with a letter or digit, at most 63 characters), but got "Mailer_1"; write "mailer-1"',
    ),
  );
});
