import { readAcknowledgements } from '../../../lib/analysis/read/acknowledgements';

function acknowledgements(text: string) {
  return readAcknowledgements({ name: 'a.yaml', text });
}

test('rows as they are written', () => {
  const text = `
- {from: shop/web, to: shop/api, port: 8080, reason: the new API}
- {from: "shop/*", to: 203.0.113.0/24, port: udp/53, reason: names}
- {from: 192.0.2.1, to: "shop/*", reason: "the office"}
`;
  expect(acknowledgements(text)).toEqual([
    { from: 'shop/web', to: 'shop/api', port: '8080', reason: 'the new API' },
    { from: 'shop/*', to: '203.0.113.0/24', port: 'udp/53', reason: 'names' },
    { from: '192.0.2.1', to: 'shop/*', reason: 'the office' },
  ]);
});

test('every wrong row is told at once, with its line', () => {
  const text = `- {from: shop/web, to: shop/api}
- {from: shop/web, to: shop/api, port: 0, reason: a}
- {from: shop/web, to: shop/api, port: icmp/8, reason: a}
- {from: shop/web, port: [], reason: a}
`;
  expect(() => acknowledgements(text)).toThrow(
    new Error(
      [
        'a.yaml:1: the reason of an acknowledgement must be a text, but got nothing; write it out',
        'a.yaml:2: a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between both, but got 0; write it as in 8080, udp/53, tcp/8000-8999 or tcp',
        'a.yaml:3: a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between both, but got "icmp/8"; write it as in 8080, udp/53, tcp/8000-8999 or tcp',
        'a.yaml:4: "to" must be a text, but got nothing; write it out',
        'a.yaml:4: a port must be a text, but got an empty list; write it out',
      ].join('\n'),
    ),
  );
});

test.each(['8080', 'udp/53', '8000-9000', 'tcp/8000-9000', 'tcp', '65535'])('port %s', (port) => {
  expect(acknowledgements(`- {from: shop/web, to: shop/api, port: ${port}, reason: a}\n`)[0]?.port).toBe(port);
});

test.each(['65536', '9000-8000', '0-5', 'tcp/', '-5', 'tcp8', 'tcp udp'])('no port %s', (port) => {
  expect(() => acknowledgements(`- {from: shop/web, to: shop/api, port: "${port}", reason: a}\n`)).toThrow(
    `but got "${port}"`,
  );
});

test('a reason may have several lines', () => {
  expect(acknowledgements('- from: shop/web\n  to: shop/api\n  reason: |\n    a\n    b\n')[0]?.reason).toBe('a\nb\n');
});
