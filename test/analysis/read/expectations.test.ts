import { readExpectations } from '../../../lib/analysis/read/expectations';

function expectations(text: string) {
  return readExpectations({ name: 'e.yaml', text });
}

test('rows as they are written', () => {
  const text = `
- {from: shop/web, to: shop/api, port: 8080, expect: allowed}
- {from: "shop/*", to: 203.0.113.0/24, port: 53, protocol: UDP, expect: denied}
- {from: "2001:db8::1", to: shop/db-0.db, expect: denied}
- {from: external:192.0.2.1, to: kube-system/*, expect: denied}
`;
  expect(expectations(text)).toEqual([
    { from: 'shop/web', to: 'shop/api', port: 8080, expect: 'allowed' },
    { from: 'shop/*', to: '203.0.113.0/24', port: 53, protocol: 'UDP', expect: 'denied' },
    { from: '2001:db8::1', to: 'shop/db-0.db', expect: 'denied' },
    { from: 'external:192.0.2.1', to: 'kube-system/*', expect: 'denied' },
  ]);
});

test('an empty list is one', () => {
  expect(expectations('[]\n')).toEqual([]);
});

test('every wrong row is told at once, with its line', () => {
  const text = `# what must hold
- {from: web, to: shop/api, expect: allowed}
- {from: shop/web, to: 10.0.0.0/33, expect: Allowed}
- {from: shop/web, to: shop/api, port: "80", protocol: tcp, expect: unknown}
- 5
- {from: shop/web, to: shop/api, prot: 80}
`;
  expect(() => expectations(text)).toThrow(
    new Error(
      [
        'e.yaml:2: "from" must be ns/name, ns/*, an address, a CIDR or the name of an entry, but got "web"; correct it',
        'e.yaml:3: "to" must be ns/name, ns/*, an address, a CIDR or the name of an entry, but got "10.0.0.0/33"; correct it',
        'e.yaml:3: "expect" must be allowed or denied, but got "Allowed"; correct it; case counts',
        'e.yaml:4: a port number must be a whole number from 1 to 65535, but got "80"; write it without quotes',
        'e.yaml:4: a protocol must be TCP, UDP or SCTP, but got "tcp"; correct it; case counts',
        'e.yaml:4: "expect" must be allowed or denied, but got "unknown"; correct it; case counts',
        'e.yaml:5: a row of expectations must be a mapping, but got 5; write its fields as "key: value"',
        'e.yaml:6: an expectation must have no fields but from, to, port, protocol, expect, but got "prot"; correct it',
        'e.yaml:6: "expect" must be allowed or denied, but got nothing; correct it; case counts',
      ].join('\n'),
    ),
  );
});

test.each<[string, string, string]>([
  ['nothing', '# none\n', 'e.yaml:1: expectations must be a list, but got nothing; write [] for none'],
  [
    'a mapping',
    'from: a\n',
    'e.yaml:1: expectations must be a list, but got a mapping; put each item on a line of its own, after "- "',
  ],
  [
    'broken YAML',
    '- a\n- [\n',
    'e.yaml:3: a list of expectations must be readable YAML, but got: deficient indentation; correct it',
  ],
])('%s is no list', (_name, text, message) => {
  expect(() => expectations(text)).toThrow(new Error(message));
});
