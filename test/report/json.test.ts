import { Report } from '../../lib/report';
import { CHANGES, DENIED, edge, LIST, NOTHING, VERIFIED } from './samples';

test('a list has a record for each protocol and each network', () => {
  const [outside, gateway, , , , log] = LIST.connections;
  expect(Report.list({ ...LIST, connections: [outside, gateway, log] }, 'json')).toBe(`\
{
  "connections": [
    {
      "source": "external:192.0.2.0/24",
      "destination": "shop/web",
      "protocol": "TCP",
      "ports": "8080"
    },
    {
      "source": "external:2001:db8::/32",
      "destination": "shop/web",
      "protocol": "TCP",
      "ports": "8080"
    },
    {
      "source": "edge/public",
      "destination": "shop/web",
      "protocol": "TCP",
      "ports": "8080",
      "via": "https://shop.example.com/"
    },
    {
      "source": "shop/web",
      "destination": "ops/log",
      "protocol": "TCP",
      "ports": "1-65535"
    },
    {
      "source": "shop/web",
      "destination": "ops/log",
      "protocol": "UDP",
      "ports": "514"
    }
  ],
  "unknown": [
    {
      "source": "shop/api",
      "destination": "ops/node",
      "protocol": "TCP",
      "ports": "9100",
      "reasons": [
        "it has hostNetwork",
        "nobody knows"
      ]
    }
  ],
  "notes": [
    "HTTPRoute shop/old: no listener admits it"
  ]
}
`);
});

test('a list of nothing still has its lists', () => {
  expect(Report.list(NOTHING, 'json')).toBe('{\n  "connections": [],\n  "unknown": [],\n  "notes": []\n}\n');
});

test('edges among the replicas of a workload are there only when asked for', () => {
  const list = { ...NOTHING, connections: [edge('shop/x', 'shop/x', { TCP: '7000' })] };
  const record = { source: 'shop/x', destination: 'shop/x', protocol: 'TCP', ports: '7000' };
  expect(JSON.parse(Report.list(list, 'json')).connections).toEqual([]);
  expect(JSON.parse(Report.list(list, 'json', { replicas: true })).connections).toEqual([record]);
});

test('edges within one namespace are no edges among replicas', () => {
  const list = { ...NOTHING, connections: [edge('shop', 'shop', { TCP: '7000' })] };
  expect(JSON.parse(Report.list(list, 'json')).connections).toEqual([
    { source: 'shop', destination: 'shop', protocol: 'TCP', ports: '7000' },
  ]);
});

test('an explanation has all that was found', () => {
  const { from, to, ports, answer, legs, remedy } = DENIED;
  expect(JSON.parse(Report.why(DENIED, 'json'))).toEqual({ from, to, ports, answer, legs, remedy });
});

test('a check tells what fails as it was asked', () => {
  expect(Report.verify(VERIFIED, 'json')).toBe(`\
{
  "checked": 3,
  "failed": [
    {
      "from": "shop/web",
      "to": "shop/db",
      "port": 5432,
      "protocol": "TCP",
      "expect": "allowed",
      "got": "denied"
    }
  ]
}
`);
});

test('a port without a protocol was one of TCP, and without a port every protocol was meant', () => {
  const [{ got, why }] = VERIFIED.failures;
  const failures = [VERIFIED.expectations[0], VERIFIED.expectations[2]].map((expectation) => ({
    expectation,
    got,
    why,
  }));
  expect(JSON.parse(Report.verify({ ...VERIFIED, failures }, 'json')).failed).toEqual([
    { from: 'shop/*', to: 'shop/api', port: 80, protocol: 'TCP', expect: 'allowed', got: 'denied' },
    { from: '192.0.2.7', to: 'shop/db', expect: 'denied', got: 'denied' },
  ]);
});

test('a comparison has a record for each change and network', () => {
  const [opened, acknowledged] = CHANGES;
  const web = { kind: 'opened', destination: 'shop/web', before: {}, closed: {} };
  expect(JSON.parse(Report.diff({ changes: [opened, acknowledged] }, 'json'))).toEqual({
    changes: [
      {
        ...web,
        source: 'external:192.0.2.0/24',
        answer: 'allowed',
        after: { TCP: '80' },
        opened: { TCP: '80' },
        causes: opened.causes,
      },
      {
        ...web,
        source: 'external:2001:db8::/32',
        answer: 'allowed',
        after: { TCP: '80' },
        opened: { TCP: '80' },
        causes: opened.causes,
      },
      {
        ...web,
        source: 'ops/log',
        answer: 'unknown',
        after: {},
        opened: { TCP: '9100' },
        causes: [],
        acknowledged: 'metrics | scraped',
      },
    ],
  });
});
