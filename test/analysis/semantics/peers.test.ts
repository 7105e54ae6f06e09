import { answersWithProblems, expectAnswers, problemsIn } from './answers';
import { namespace, pod, policy } from './manifests';

const CLUSTER = [
  namespace('shop', '{ team: red }'),
  namespace('other', '{ team: blue }'),
  pod('shop/api', '{ app: api }'),
  pod('shop/web', '{ app: web }'),
  pod('other/web', '{ app: web }'),
  pod('other/job', '{ app: job }'),
].join('');

/** A policy that lets these peers come in to shop/api. */
function from(peers: string): string {
  return policy('shop/api', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: ${peers} }] }`);
}

test.each(['null', '[]'])('peers %s mean everyone, inside the cluster and outside', (peers) => {
  expectAnswers(CLUSTER + from(peers), {
    'other/job -> shop/api TCP 80': 'allowed',
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
  });
});

test('a peer without any member is an error, and never everyone', () => {
  expect(problemsIn(CLUSTER + from('[{}]'))).toEqual([
    'a peer must have a podSelector, a namespaceSelector or an ipBlock, but got a mapping; add one; for everyone, leave out the list of peers',
  ]);
});

test('a pod selector alone means pods of the policy’s own namespace, a namespace selector alone all pods there', () => {
  expectAnswers(CLUSTER + from('[{ podSelector: { matchLabels: { app: web } } }]'), {
    'shop/web -> shop/api TCP 80': 'allowed',
    'other/web -> shop/api TCP 80': 'denied',
  });
  expectAnswers(CLUSTER + from('[{ namespaceSelector: { matchLabels: { team: blue } } }]'), {
    'shop/web -> shop/api TCP 80': 'denied',
    'other/web -> shop/api TCP 80': 'allowed',
    'other/job -> shop/api TCP 80': 'allowed',
  });
});

test('both selectors in one entry must hold, in two entries either', () => {
  const namespaces = 'namespaceSelector: { matchLabels: { team: blue } }';
  const pods = 'podSelector: { matchLabels: { app: web } }';
  expectAnswers(CLUSTER + from(`[{ ${namespaces}, ${pods} }]`), {
    'shop/web -> shop/api TCP 80': 'denied',
    'other/web -> shop/api TCP 80': 'allowed',
    'other/job -> shop/api TCP 80': 'denied',
  });
  expectAnswers(CLUSTER + from(`[{ ${namespaces} }, { ${pods} }]`), {
    'shop/web -> shop/api TCP 80': 'allowed',
    'other/web -> shop/api TCP 80': 'allowed',
    'other/job -> shop/api TCP 80': 'allowed',
  });
});

test('an empty namespace selector means all pods, but no address outside the cluster', () => {
  expectAnswers(CLUSTER + from('[{ namespaceSelector: {} }]'), {
    'shop/web -> shop/api TCP 80': 'allowed',
    'other/job -> shop/api TCP 80': 'allowed',
    '203.0.113.7 -> shop/api TCP 80': 'denied',
    '10.0.0.7 -> shop/api TCP 80': 'denied',
  });
});

test('an ipBlock has no selectors beside it', () => {
  expect(problemsIn(CLUSTER + from('[{ ipBlock: { cidr: 203.0.113.0/24 }, podSelector: {} }]'))).toEqual([
    'a peer must have no selectors beside an ipBlock; write two peers',
  ]);
});

test('all conditions of a selector must hold; NotIn and DoesNotExist hold where there is no such label', () => {
  const table = (web: string, job: string) => ({
    'other/web -> shop/api TCP 80': web,
    'other/job -> shop/api TCP 80': job,
  });
  const asks = (expressions: string) =>
    CLUSTER + from(`[{ namespaceSelector: {}, podSelector: { matchExpressions: [${expressions}] } }]`);
  expectAnswers(asks('{ key: app, operator: In, values: [web, db] }'), table('allowed', 'denied'));
  expectAnswers(asks('{ key: app, operator: NotIn, values: [web, db] }'), table('denied', 'allowed'));
  expectAnswers(asks('{ key: app, operator: Exists }'), table('allowed', 'allowed'));
  expectAnswers(asks('{ key: app, operator: DoesNotExist }'), table('denied', 'denied'));
  expectAnswers(asks('{ key: tier, operator: In, values: [front] }'), table('denied', 'denied'));
  expectAnswers(asks('{ key: tier, operator: NotIn, values: [front] }'), table('allowed', 'allowed'));
  expectAnswers(asks('{ key: tier, operator: Exists }'), table('denied', 'denied'));
  expectAnswers(asks('{ key: tier, operator: DoesNotExist }'), table('allowed', 'allowed'));
  expectAnswers(
    asks('{ key: app, operator: Exists }, { key: app, operator: NotIn, values: [web] }'),
    table('denied', 'allowed'),
  );
});

test('In and NotIn need values, Exists and DoesNotExist forbid them', () => {
  const asks = (expression: string) => problemsIn(from(`[{ podSelector: { matchExpressions: [${expression}] } }]`));
  expect(asks('{ key: app, operator: In, values: [] }')).toEqual([
    'In must have values, but got an empty list; list at least one',
  ]);
  expect(asks('{ key: app, operator: Exists, values: [web] }')).toEqual([
    'Exists must have no values, but got a list; leave them out, or write In',
  ]);
});

test('every namespace has the label with its name, whether it is among the manifests or not', () => {
  const named = (name: string) => `[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }]`;
  expectAnswers(CLUSTER + pod('elsewhere/web') + from(named('elsewhere')), {
    'elsewhere/web -> shop/api TCP 80': 'allowed',
    'other/web -> shop/api TCP 80': 'denied',
  });
});

test('other labels of a namespace that is not among the manifests are unknown, not absent', () => {
  const blue = from('[{ namespaceSelector: { matchLabels: { team: blue } } }]');
  const notBlue = from(
    '[{ namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [blue] }] } }]',
  );
  for (const rule of [blue, notBlue]) {
    expectAnswers(CLUSTER + pod('elsewhere/web') + rule, { 'elsewhere/web -> shop/api TCP 80': 'unknown' });
  }
});

test('a namespace that says it has another name is wrong', () => {
  expect(problemsIn(namespace('shop', '{ kubernetes.io/metadata.name: other }'))).toEqual([
    'the label kubernetes.io/metadata.name must be the name of the namespace, but got "other"; leave it out: the API server adds it',
  ]);
});

test('a block holds its addresses without its exceptions, whatever bits stand behind its prefix', () => {
  expectAnswers(
    CLUSTER + from('[{ ipBlock: { cidr: 203.0.113.9/24, except: [203.0.113.128/25, 203.0.113.64/32] } }]'),
    {
      '203.0.112.255 -> shop/api TCP 80': 'denied',
      '203.0.113.0 -> shop/api TCP 80': 'allowed',
      '203.0.113.63 -> shop/api TCP 80': 'allowed',
      '203.0.113.64 -> shop/api TCP 80': 'denied',
      '203.0.113.127 -> shop/api TCP 80': 'allowed',
      '203.0.113.128 -> shop/api TCP 80': 'denied',
      '203.0.114.0 -> shop/api TCP 80': 'denied',
    },
  );
});

test('blocks of one address, of all, overlapping and adjacent ones', () => {
  expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: 203.0.113.7/32 } }, { ipBlock: { cidr: 203.0.113.8/29 } }]'), {
    '203.0.113.6 -> shop/api TCP 80': 'denied',
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
    '203.0.113.8 -> shop/api TCP 80': 'allowed',
    '203.0.113.16 -> shop/api TCP 80': 'denied',
  });
  // What one block leaves out another may hold.
  const overlapping =
    '[{ ipBlock: { cidr: 0.0.0.0/0, except: [203.0.0.0/16] } }, { ipBlock: { cidr: 203.0.113.0/24 } }]';
  expectAnswers(CLUSTER + from(overlapping), {
    '203.0.112.7 -> shop/api TCP 80': 'denied',
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
    '198.51.100.7 -> shop/api TCP 80': 'allowed',
  });
});

test('a block of one family holds no address of the other', () => {
  expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: 0.0.0.0/0 } }]'), {
    '203.0.113.7 -> shop/api TCP 80': 'allowed',
    '2001:db8::1 -> shop/api TCP 80': 'denied',
  });
  expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: "2001:db8::/32", except: ["2001:db8:1::/48"] } }]'), {
    '203.0.113.7 -> shop/api TCP 80': 'denied',
    '2001:db8::1 -> shop/api TCP 80': 'allowed',
    '2001:db8:1::1 -> shop/api TCP 80': 'denied',
    '32.1.13.184 -> shop/api TCP 80': 'denied',
  });
});

test('an exception lies inside its block, and is smaller', () => {
  expect(problemsIn(from('[{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8, 192.168.0.0/16] } }]'))).toEqual([
    'an exception must be a smaller network inside 10.0.0.0/8, but got "10.0.0.0/8"; correct it or leave it out',
    'an exception must be a smaller network inside 10.0.0.0/8, but got "192.168.0.0/16"; correct it or leave it out',
  ]);
});

describe('whether a block holds pods depends on the network plugin', () => {
  const web = { 'shop/web -> shop/api TCP 80': 'unknown' };

  test('so it is unknown where it overlaps what may be addresses of pods', () => {
    expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: 10.0.0.0/8 } }]'), web);
    expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: 0.0.0.0/0 } }]'), web);
    expectAnswers(CLUSTER + from('[{ ipBlock: { cidr: 203.0.113.0/24 } }]'), {
      'shop/web -> shop/api TCP 80': 'denied',
    });
  });

  test('and is settled by saying what the plugin does, and where pods have their addresses', () => {
    const allowed = { 'shop/web -> shop/api TCP 80': 'allowed' };
    const denied = { 'shop/web -> shop/api TCP 80': 'denied' };
    const ten = CLUSTER + from('[{ ipBlock: { cidr: 10.0.0.0/8 } }]');
    expectAnswers(ten, denied, { ipBlockMatchesPods: false });
    expectAnswers(ten, web, { ipBlockMatchesPods: true });
    expectAnswers(ten, allowed, { ipBlockMatchesPods: true, podCidrs: ['10.244.0.0/16'] });
    expectAnswers(ten, denied, { ipBlockMatchesPods: true, podCidrs: ['192.168.0.0/16'] });
    expectAnswers(ten, web, { ipBlockMatchesPods: true, podCidrs: ['10.244.0.0/16', '192.168.0.0/16'] });
  });

  test('of a live pod only its own addresses count', () => {
    const live = `
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: live }
spec: { containers: [{ name: main, image: main }] }
status: { podIPs: [{ ip: 10.1.0.5 }] }
---`;
    const yaml = CLUSTER + live + from('[{ ipBlock: { cidr: 10.1.0.0/24 } }]');
    expectAnswers(yaml, { 'shop/live -> shop/api TCP 80': 'unknown' });
    expectAnswers(yaml, { 'shop/live -> shop/api TCP 80': 'allowed' }, { ipBlockMatchesPods: true });
    const elsewhere = CLUSTER + live + from('[{ ipBlock: { cidr: 10.2.0.0/24 } }]');
    expectAnswers(elsewhere, { 'shop/live -> shop/api TCP 80': 'denied' });
  });
});

test('a policy with an error leaves what it may govern unknown', () => {
  expect(
    answersWithProblems(CLUSTER + from('[{}]'), {
      'shop/web -> shop/api TCP 80': '',
      'other/web -> other/job TCP 80': '',
    }),
  ).toEqual({ 'shop/web -> shop/api TCP 80': 'unknown', 'other/web -> other/job TCP 80': 'allowed' });
});
