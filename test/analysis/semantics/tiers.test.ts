import { expectAnswers, problemsIn } from './answers';
import { adminPolicy, baselinePolicy, clusterPolicy, namespace, pod, policy } from './manifests';

const CLUSTER = [
  namespace('shop', '{ team: red }'),
  namespace('other', '{ team: blue }'),
  pod('shop/api', '{ app: api }', '[{ name: http, containerPort: 8080 }]'),
  pod('shop/web', '{ app: web }'),
  pod('other/web', '{ app: web }'),
].join('');

const ALL = 'subject: { namespaces: {} }';
const SHOP = 'subject: { namespaces: { matchLabels: { team: red } } }';
const EVERY_POD = '[{ namespaces: {} }]';
const BLUE = '[{ namespaces: { matchLabels: { team: blue } } }]';
const SHUT = policy('shop/shut', '{ podSelector: {} }');

describe('AdminNetworkPolicy', () => {
  test('the lower priority number is asked first, and the first rule that matches decides', () => {
    const deny = (priority: number) =>
      adminPolicy('deny', `{ priority: ${priority}, ${SHOP}, ingress: [{ action: Deny, from: ${BLUE} }] }`);
    const allow = (priority: number) =>
      adminPolicy(
        'allow',
        `{ priority: ${priority}, ${SHOP}, ingress: [{ action: Allow, from: ${BLUE}, ports: [{ portNumber: { protocol: TCP, port: 80 } }] }, { action: Deny, from: ${BLUE} }, { action: Allow, from: ${EVERY_POD} }] }`,
      );
    expectAnswers(CLUSTER + deny(1) + allow(2), { 'other/web -> shop/api TCP 80': 'denied' });
    expectAnswers(CLUSTER + deny(2) + allow(1), {
      'other/web -> shop/api TCP 80': 'allowed',
      'other/web -> shop/api TCP 81': 'denied',
      'shop/web -> shop/api TCP 81': 'allowed',
    });
  });

  test('what it doesn’t match is for NetworkPolicy to decide, and what it allows or denies no longer is', () => {
    const mixed = adminPolicy(
      'mixed',
      `{ priority: 5, ${SHOP}, ingress: [{ action: Allow, from: ${BLUE}, ports: [{ portRange: { protocol: TCP, start: 80, end: 90 } }] }, { action: Deny, from: ${BLUE}, ports: [{ portNumber: { protocol: TCP, port: 443 } }] }] }`,
    );
    expectAnswers(CLUSTER + mixed + SHUT, {
      'other/web -> shop/api TCP 90': 'allowed',
      'other/web -> shop/api TCP 91': 'denied',
      'shop/web -> shop/api TCP 80': 'denied',
    });
    expectAnswers(CLUSTER + mixed + policy('shop/open', '{ podSelector: {}, ingress: [{}] }'), {
      'other/web -> shop/api TCP 443': 'denied',
      'other/web -> shop/api TCP 444': 'allowed',
    });
  });

  test('the baseline decides about pods that no NetworkPolicy isolates, and otherwise everything is allowed', () => {
    const baseline = baselinePolicy(
      `{ ${SHOP}, ingress: [{ action: Allow, from: ${BLUE}, ports: [{ namedPort: http }] }, { action: Deny, from: ${EVERY_POD} }] }`,
    );
    expectAnswers(CLUSTER + baseline, {
      'other/web -> shop/api TCP 8080': 'allowed',
      'other/web -> shop/api TCP 80': 'denied',
      'shop/web -> other/web TCP 80': 'allowed',
      // Peers of ingress are pods: of addresses it says nothing.
      '203.0.113.7 -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(
      CLUSTER + baseline + policy('shop/open', '{ podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }'),
      {
        'other/web -> shop/api TCP 80': 'allowed',
        'other/web -> shop/api TCP 8080': 'denied',
      },
    );
  });

  test('what two policies of one priority decide differently is unknown', () => {
    const one = adminPolicy('one', `{ priority: 1, ${SHOP}, ingress: [{ action: Allow, from: ${BLUE} }] }`);
    const two = adminPolicy('two', `{ priority: 1, ${SHOP}, ingress: [{ action: Deny, from: ${EVERY_POD} }] }`);
    expectAnswers(CLUSTER + one + two, {
      'other/web -> shop/api TCP 80': 'unknown',
      'shop/web -> shop/api TCP 80': 'denied',
    });
  });

  test('Pass leaves out the admin policies that follow, and nothing else', () => {
    const pass = adminPolicy('pass', `{ priority: 1, ${SHOP}, ingress: [{ action: Pass, from: ${BLUE} }] }`);
    const deny = adminPolicy('deny', `{ priority: 2, ${SHOP}, ingress: [{ action: Deny, from: ${EVERY_POD} }] }`);
    expectAnswers(CLUSTER + pass + deny, {
      'other/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 80': 'denied',
    });
    expectAnswers(CLUSTER + pass + deny + SHUT, { 'other/web -> shop/api TCP 80': 'denied' });
    const baseline = baselinePolicy(`{ ${SHOP}, ingress: [{ action: Deny, from: ${EVERY_POD} }] }`);
    expectAnswers(CLUSTER + pass + deny + baseline, { 'other/web -> shop/api TCP 80': 'denied' });
  });

  test('a denial at either end wins, and leave to go out is no leave to come in', () => {
    const out = (action: string) =>
      adminPolicy('out', `{ priority: 1, ${ALL}, egress: [{ action: ${action}, to: ${EVERY_POD} }] }`);
    expectAnswers(CLUSTER + out('Allow') + SHUT, { 'other/web -> shop/api TCP 80': 'denied' });
    expectAnswers(CLUSTER + out('Deny'), {
      'other/web -> shop/api TCP 80': 'denied',
      'other/web -> 203.0.113.7 TCP 80': 'allowed',
    });
  });

  test('without rules it isolates nothing', () => {
    expectAnswers(CLUSTER + adminPolicy('none', `{ priority: 1, ${ALL}, ingress: [], egress: [] }`), {
      'other/web -> shop/api TCP 80': 'allowed',
      'shop/api -> 203.0.113.7 TCP 80': 'allowed',
    });
  });

  test('its egress knows networks, and names whose addresses nobody knows', () => {
    const out = adminPolicy(
      'out',
      `{ priority: 1, ${SHOP}, egress: [{ action: Allow, to: [{ domainNames: ["*.example.com"] }], ports: [{ portNumber: { protocol: TCP, port: 443 } }] }, { action: Deny, to: [{ networks: [203.0.113.0/24, "2001:db8::/32"] }] }] }`,
    );
    expectAnswers(CLUSTER + out, {
      'shop/web -> 203.0.113.7 TCP 80': 'denied',
      'shop/web -> 2001:db8::1 TCP 80': 'denied',
      'shop/web -> 198.51.100.7 TCP 80': 'allowed',
      'shop/web -> 203.0.113.7 TCP 443': 'unknown',
      'other/web -> 203.0.113.7 TCP 80': 'allowed',
      'shop/web -> shop/api TCP 443': 'allowed',
    });
  });
});

describe('ClusterNetworkPolicy', () => {
  test('says in which tier it is; there may be many in the baseline, in the order of their priorities', () => {
    const allow = (priority: number) =>
      clusterPolicy(
        'allow',
        `{ tier: Baseline, priority: ${priority}, ${SHOP}, ingress: [{ action: Accept, from: ${BLUE} }] }`,
      );
    const deny = (priority: number) =>
      clusterPolicy(
        'deny',
        `{ tier: Baseline, priority: ${priority}, ${SHOP}, ingress: [{ action: Deny, from: ${EVERY_POD} }] }`,
      );
    expectAnswers(CLUSTER + allow(1) + deny(2), {
      'other/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 80': 'denied',
    });
    expectAnswers(CLUSTER + allow(2) + deny(1), { 'other/web -> shop/api TCP 80': 'denied' });
    expectAnswers(CLUSTER + allow(1) + deny(1), { 'other/web -> shop/api TCP 80': 'unknown' });
    expectAnswers(CLUSTER + allow(1) + SHUT, { 'other/web -> shop/api TCP 80': 'denied' });
  });

  test('its protocols are numbers, ranges, or names of ports of whichever protocol', () => {
    const on = (protocols: string) =>
      clusterPolicy(
        'protocols',
        `{ tier: Admin, priority: 1, ${SHOP}, ingress: [{ action: Accept, from: ${EVERY_POD}, protocols: ${protocols} }, { action: Deny, from: ${EVERY_POD} }] }`,
      );
    expectAnswers(
      CLUSTER +
        on(
          '[{ tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 53, end: 55 } } } }]',
        ),
      {
        'other/web -> shop/api TCP 80': 'allowed',
        'other/web -> shop/api TCP 53': 'denied',
        'other/web -> shop/api UDP 55': 'allowed',
        'other/web -> shop/api UDP 56': 'denied',
        'other/web -> shop/api UDP 80': 'denied',
      },
    );
    expectAnswers(CLUSTER + on('[{ destinationNamedPort: http }]'), {
      'other/web -> shop/api TCP 8080': 'allowed',
      'other/web -> shop/api UDP 8080': 'denied',
      'other/web -> shop/web TCP 8080': 'denied',
    });
  });

  test('a peer of a later version lets nobody in, and keeps everybody out', () => {
    const later = (action: string) =>
      clusterPolicy(
        'later',
        `{ tier: Admin, priority: 1, ${SHOP}, ingress: [{ action: ${action}, from: [{ serviceAccounts: {} }] }] }`,
      );
    expectAnswers(CLUSTER + later('Accept') + SHUT, { 'other/web -> shop/api TCP 80': 'denied' });
    expectAnswers(CLUSTER + later('Accept'), { 'other/web -> shop/api TCP 80': 'allowed' });
    expectAnswers(CLUSTER + later('Deny'), {
      'other/web -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
    expectAnswers(CLUSTER + later('Pass'), { 'other/web -> shop/api TCP 80': 'denied' });
  });

  test('pods on the network of their node are neither its subjects nor its peers', () => {
    const agent = `
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: agent, labels: { app: agent } }
spec: { hostNetwork: true, containers: [{ name: main, image: main }] }
---`;
    const deny = clusterPolicy(
      'deny',
      `{ tier: Admin, priority: 1, ${ALL}, ingress: [{ action: Deny, from: ${EVERY_POD} }] }`,
    );
    expectAnswers(CLUSTER + agent + deny, {
      'other/web -> shop/agent TCP 80': 'allowed',
      'shop/agent -> shop/api TCP 80': 'allowed',
      'other/web -> shop/api TCP 80': 'denied',
    });
  });

  test('its networks hold pods by their addresses', () => {
    const out = clusterPolicy(
      'out',
      `{ tier: Admin, priority: 1, ${SHOP}, egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }] }] }`,
    );
    expectAnswers(CLUSTER + out, {
      'shop/web -> shop/api TCP 80': 'unknown',
      'shop/web -> 203.0.113.7 TCP 80': 'allowed',
    });
    expectAnswers(CLUSTER + out, { 'shop/web -> shop/api TCP 80': 'denied' }, { podCidrs: ['10.244.0.0/16'] });
    expectAnswers(CLUSTER + out, { 'shop/web -> shop/api TCP 80': 'allowed' }, { podCidrs: ['192.168.0.0/16'] });
  });

  test('names stand in rules that accept only, and there are at most 25 rules', () => {
    const names = clusterPolicy(
      'names',
      `{ tier: Admin, priority: 1, ${SHOP}, egress: [{ action: Deny, to: [{ domainNames: ["example.com"] }] }] }`,
    );
    expect(problemsIn(names)).toEqual([
      'domainNames must stand in rules that allow only, but got Deny; deny networks instead',
    ]);
    const rules = Array.from({ length: 26 }, () => `{ action: Accept, from: ${EVERY_POD} }`).join(', ');
    expect(problemsIn(clusterPolicy('many', `{ tier: Admin, priority: 1, ${SHOP}, ingress: [${rules}] }`))).toEqual([
      'there must be at most 25 ingress rules, but got 26; use two policies',
    ]);
  });
});
