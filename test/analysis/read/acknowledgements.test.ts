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
        'a.yaml:2: a port must be a number from 1 to 65535, or one after a protocol, but got 0; write udp/53',
        'a.yaml:3: a port must be a number from 1 to 65535, or one after a protocol, but got "icmp/8"; write udp/53',
        'a.yaml:4: "to" must be a text, but got nothing; write it out',
        'a.yaml:4: a port must be a text, but got an empty list; write it out',
        'a.yaml:4: a port must be a number from 1 to 65535, or one after a protocol, but got an empty list; write udp/53',
      ].join('\n'),
    ),
  );
});
