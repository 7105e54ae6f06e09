import { expectAnswers, problemsIn } from './answers';
import { pod, policy } from './manifests';

const PODS = [
  pod('shop/web', '{ app: web }'),
  pod(
    'shop/api',
    '{ app: api }',
    '[{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }]',
  ),
  pod('shop/old', '{ app: api }', '[{ name: http, containerPort: 80 }]'),
].join('');

/** A policy that lets everyone come in on these ports. */
function on(ports: string): string {
  return policy('shop/api', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: ${ports} }] }`);
}

test.each(['null', '[]'])('ports %s mean all ports of every protocol', (ports) => {
  expectAnswers(PODS + on(ports), {
    'shop/web -> shop/api TCP 1': 'allowed',
    'shop/web -> shop/api UDP 65535': 'allowed',
    'shop/web -> shop/api SCTP 9': 'allowed',
  });
});

test('without a protocol TCP is meant, and without a port all of its ports', () => {
  expectAnswers(PODS + on('[{ port: 80 }]'), {
    'shop/web -> shop/api TCP 80': 'allowed',
    'shop/web -> shop/api UDP 80': 'denied',
    'shop/web -> shop/api TCP 81': 'denied',
  });
  expectAnswers(PODS + on('[{ protocol: UDP }]'), {
    'shop/web -> shop/api UDP 1': 'allowed',
    'shop/web -> shop/api TCP 1': 'denied',
  });
  expectAnswers(PODS + on('[{}]'), {
    'shop/web -> shop/api TCP 65535': 'allowed',
    'shop/web -> shop/api UDP 65535': 'denied',
    'shop/web -> shop/api SCTP 65535': 'denied',
  });
});

test('endPort ends a range that a number begins', () => {
  expectAnswers(PODS + on('[{ port: 8000, endPort: 8010 }]'), {
    'shop/web -> shop/api TCP 7999': 'denied',
    'shop/web -> shop/api TCP 8000': 'allowed',
    'shop/web -> shop/api TCP 8010': 'allowed',
    'shop/web -> shop/api TCP 8011': 'denied',
    'shop/web -> shop/api UDP 8005': 'denied',
  });
});

test('endPort stands beside a number, is not below it, and is a port itself', () => {
  expect(problemsIn(on('[{ port: http, endPort: 90 }]'))).toEqual([
    'endPort must stand beside a port with a number, but got 90; give the first port by its number',
  ]);
  expect(problemsIn(on('[{ endPort: 90 }]'))).toEqual([
    'endPort must stand beside a port with a number, but got 90; give the first port by its number',
  ]);
  expect(problemsIn(on('[{ port: 80, endPort: 79 }]'))).toHaveLength(1);
  expect(problemsIn(on('[{ port: 80, endPort: 65536 }]'))).toHaveLength(1);
  expect(problemsIn(on('[{ port: 0 }]'))).toHaveLength(1);
});

test('each destination says for itself which number a name has, and of which protocol', () => {
  expectAnswers(PODS + on('[{ port: http }]'), {
    'shop/web -> shop/api TCP 8080': 'allowed',
    'shop/web -> shop/api TCP 80': 'denied',
    'shop/web -> shop/old TCP 80': 'allowed',
    'shop/web -> shop/old TCP 8080': 'denied',
  });
  expectAnswers(PODS + on('[{ port: dns }, { port: http, protocol: UDP }]'), {
    'shop/web -> shop/api TCP 53': 'denied',
    'shop/web -> shop/api UDP 53': 'denied',
    'shop/web -> shop/api UDP 8080': 'denied',
  });
});

test('so it is for egress: pods resolve names, with or without peers, and addresses have none', () => {
  const egress = (rule: string) =>
    policy('shop/web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rule}] }`);
  expectAnswers(PODS + egress('{ ports: [{ port: http }] }'), {
    'shop/web -> shop/api TCP 8080': 'allowed',
    'shop/web -> shop/old TCP 8080': 'denied',
    'shop/web -> shop/old TCP 80': 'allowed',
    'shop/web -> 203.0.113.7 TCP 80': 'denied',
    'shop/web -> 203.0.113.7 TCP 8080': 'denied',
  });
  expectAnswers(
    PODS + egress('{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: http }, { port: 443 }] }'),
    {
      'shop/web -> 203.0.113.7 TCP 80': 'denied',
      'shop/web -> 203.0.113.7 TCP 443': 'allowed',
    },
  );
});

test('names come from containers and native sidecars, not from what is over before they start', () => {
  const body = (restart: string) => `
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: mesh, labels: { app: api } }
spec:
  initContainers: [{ name: first, image: first, ${restart} ports: [{ name: proxy, containerPort: 15001 }] }]
  containers: [{ name: main, image: main }]
---`;
  expectAnswers(PODS + body('restartPolicy: Always,') + on('[{ port: proxy }]'), {
    'shop/web -> shop/mesh TCP 15001': 'allowed',
  });
  expectAnswers(PODS + body('') + on('[{ port: proxy }]'), { 'shop/web -> shop/mesh TCP 15001': 'denied' });
});

test('a pod may listen on ports that it does not declare, and each protocol has ports of its own', () => {
  expectAnswers(PODS, {
    'shop/web -> shop/api TCP 9999': 'allowed',
    'shop/api -> shop/web TCP 80': 'allowed',
  });
  expectAnswers(PODS + on('[{ port: 9999 }, { port: 132, protocol: SCTP }]'), {
    'shop/web -> shop/api TCP 9999': 'allowed',
    'shop/web -> shop/api SCTP 132': 'allowed',
    'shop/web -> shop/api TCP 132': 'denied',
    'shop/web -> shop/api SCTP 9999': 'denied',
  });
});
