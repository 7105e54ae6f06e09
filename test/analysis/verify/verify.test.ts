import { Answer, type Expectation } from '../../../lib/analysis';
import { Report } from '../../../lib/report';
import {
  connectivityOf,
  DNS_EGRESS,
  deployment,
  manifests,
  namespace,
  pod,
  policy,
  service,
} from '../evaluate/manifests';

const SHOP = manifests(
  namespace('shop'),
  deployment('web'),
  pod('db'),
  pod('log'),
  policy(
    'db',
    '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }] }',
  ),
);

const { ALLOWED, DENIED } = Answer;
const expected = (from: string, to: string, expect: Answer, port?: number, protocol?: string): Expectation => ({
  from,
  to,
  expect,
  ...(port === undefined ? {} : { port }),
  ...(protocol === undefined ? {} : { protocol }),
});
const verified = (text: string, ...expectations: Expectation[]) => connectivityOf(text).verify(expectations);
const failing = (text: string, ...expectations: Expectation[]) =>
  verified(text, ...expectations).failures.map(({ got, why }) => `${why.from} -> ${why.to} ${why.ports}: ${got}`);

describe('an expectation holds', () => {
  test('of one connection', () => {
    expect(
      verified(SHOP, expected('shop/web', 'shop/db', ALLOWED, 5432), expected('shop/log', 'shop/db', DENIED, 5432)),
    ).toEqual({
      checked: 2,
      failures: [],
      expectations: [expected('shop/web', 'shop/db', ALLOWED, 5432), expected('shop/log', 'shop/db', DENIED, 5432)],
    });
  });

  test('of all workloads of a namespace', () => {
    expect(failing(SHOP, expected('shop/*', 'shop/web', ALLOWED, 80))).toEqual([]);
    expect(failing(SHOP, expected('shop/web', 'shop/*', ALLOWED, 5432))).toEqual([]);
    expect(failing(SHOP, expected('shop/log', 'shop/*', ALLOWED, 5432))).toEqual([
      'shop/log -> shop/db TCP 5432: denied',
    ]);
  });

  test('of all who may reach a pod, which itself is none of them', () => {
    const closed = policy('closed', '{ podSelector: { matchLabels: { app: log } } }');
    expect(failing(manifests(SHOP, closed), expected('shop/*', 'shop/log', DENIED))).toEqual([]);
    expect(failing(SHOP, expected('shop/log', 'shop/log', DENIED))).toEqual([
      'shop/log -> shop/log all ports: allowed',
    ]);
  });

  test('of all pairs, in which nobody is paired with itself', () => {
    expect(failing(pod('web'), expected('shop/*', 'shop/*', DENIED))).toEqual([]);
    expect(failing(SHOP, expected('*', '*', DENIED, 5432))).toEqual(['shop/db -> shop/log TCP 5432: allowed']);
  });

  test('of all addresses of a network', () => {
    const open = policy(
      'web',
      '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.128/25] } }] }] }',
    );
    const text = manifests(SHOP, open);
    expect(failing(text, expected('203.0.113.0/25', 'shop/web', ALLOWED, 80))).toEqual([]);
    expect(failing(text, expected('203.0.113.128/25', 'shop/web', DENIED, 80))).toEqual([]);
    expect(failing(text, expected('203.0.113.0/24', 'shop/web', ALLOWED, 80))).toEqual([
      '203.0.113.128/25 -> shop/web TCP 80: denied',
    ]);
    expect(failing(text, expected('203.0.113.0/24', 'shop/web', DENIED, 80))).toEqual([
      '203.0.113.0/25 -> shop/web TCP 80: allowed',
    ]);
  });

  test('of any port where none is given, and of a protocol', () => {
    expect(failing(SHOP, expected('shop/web', 'shop/db', ALLOWED))).toEqual([]);
    expect(failing(SHOP, expected('shop/log', 'shop/db', DENIED))).toEqual([]);
    expect(failing(SHOP, expected('shop/web', 'shop/db', DENIED, undefined, 'UDP'))).toEqual([]);
    expect(failing(SHOP, expected('shop/web', 'shop/db', DENIED, undefined, 'TCP'))).toEqual([
      'shop/web -> shop/db TCP 5432: allowed',
    ]);
    expect(failing(SHOP, expected('shop/web', 'shop/db', DENIED, 5432, 'udp'))).toEqual([]);
  });

  test('of a Service by its own port, names included', () => {
    const api = service('db', '{ selector: { app: db }, ports: [{ port: 80, targetPort: 5432 }] }');
    const closed = policy(
      'web',
      '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }',
    );
    expect(failing(manifests(SHOP, api), expected('shop/web', 'shop/service/db', ALLOWED, 80))).toEqual([]);
    expect(failing(manifests(SHOP, api, closed), expected('shop/web', 'shop/service/db', ALLOWED, 80))).toEqual([
      'shop/web -> shop/service/db TCP 80: denied',
    ]);
    expect(
      failing(manifests(SHOP, api, closed, DNS_EGRESS), expected('shop/web', 'shop/service/db', ALLOWED, 80)),
    ).toEqual([]);
  });
});

describe('an expectation fails', () => {
  test('with the reason, and the change that would make it hold', () => {
    const report = verified(
      SHOP,
      expected('shop/log', 'shop/db', ALLOWED, 5432),
      expected('shop/web', 'shop/db', ALLOWED, 5432),
    );
    expect(Report.verify(report)).toBe(`\
1 of 2 expectations hold.

Expected allowed, but it is denied:
  shop/log -> shop/db TCP 5432: denied
    ??  name: no Service leads to TCP 5432 of shop/db: a client must know the address of a pod
    ok  egress: no policy restricts the egress of shop/log
    no  ingress: NetworkPolicy shop/db governs the ingress of shop/db, and no rule lets shop/log in on TCP 5432
        by NetworkPolicy shop/db (shop.yaml:26)
  To allow it: add to spec.ingress of NetworkPolicy shop/db (shop.yaml:30):
    - from:
        - podSelector:
            matchLabels:
              app: log
      ports:
        - protocol: TCP
          port: 5432
`);
  });

  test('where it is not known, whatever is expected', () => {
    const text = manifests(
      SHOP,
      policy(
        'log',
        '{ podSelector: { matchLabels: { app: log } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }',
      ),
    );
    const both = [expected('shop/web', 'shop/log', ALLOWED, 80), expected('shop/web', 'shop/log', DENIED, 80)];
    expect(failing(text, ...both)).toEqual([
      'shop/web -> shop/log TCP 80: unknown',
      'shop/web -> shop/log TCP 80: unknown',
    ]);
  });

  test('by the first pair for which it is not so, in the order of the expectations', () => {
    expect(
      failing(SHOP, expected('shop/*', 'shop/db', ALLOWED, 5432), expected('shop/web', 'shop/*', DENIED, 80)),
    ).toEqual(['shop/log -> shop/db TCP 5432: denied', 'shop/web -> shop/log TCP 80: allowed']);
  });

  test('without a remedy where it should have been denied', () => {
    const report = verified(SHOP, expected('shop/web', 'shop/db', DENIED, 5432));
    expect(Report.verify(report)).toBe(`\
0 of 1 expectation holds.

Expected denied, but it is allowed:
  shop/web -> shop/db TCP 5432: allowed
    ??  name: no Service leads to TCP 5432 of shop/db: a client must know the address of a pod
    ok  egress: no policy restricts the egress of shop/web
    ok  ingress: NetworkPolicy shop/db lets shop/web in
        by NetworkPolicy shop/db, spec.ingress[0] (shop.yaml:30)
`);
  });
});

describe('an expectation can not be checked', () => {
  test('of somebody who is not there', () => {
    expect(() => verified(SHOP, expected('shop/wep', 'shop/db', DENIED))).toThrow(
      'a workload must be one of the manifests, but got "shop/wep"; there is shop/db, shop/log, shop/web',
    );
    expect(() => verified('', expected('*', '*', DENIED))).toThrow(
      'a workload must be one of the manifests, but got "*"; the manifests have none',
    );
  });

  test('of two ends outside', () => {
    expect(() => verified(SHOP, expected('203.0.113.7', '0.0.0.0/0', DENIED))).toThrow(
      'one end of a question must be in the cluster, but got "203.0.113.7 and 0.0.0.0/0"; name a workload, as in shop/web',
    );
  });

  test('on a port that is none', () => {
    expect(() => verified(SHOP, expected('shop/web', 'shop/db', DENIED, 65536))).toThrow(
      'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between protocol and number, but ' +
        'got "tcp/65536"; write it as in 8080, udp/53, tcp/8000-8999 or tcp',
    );
  });
});

test('no expectations hold all', () => {
  expect(verified(SHOP)).toEqual({ checked: 0, failures: [], expectations: [] });
});
