import { policiesOf } from './policies';
import { probesOf } from './probes';
import { policy, read } from './sample';

const probes = (cidr: string, ...blocks: string[]) =>
  probesOf(
    cidr,
    policiesOf(
      read(
        policy(
          'shop/web',
          `{ podSelector: {}, ingress: [{ from: [${blocks.map((block) => `{ ipBlock: ${block} }`).join(', ')}] }] }`,
        ),
      ),
    ),
  );

test('the ends of the network', () => {
  expect(probes('10.1.2.0/24')).toEqual(['10.1.2.0', '10.1.2.255']);
  expect(probes('10.1.2.3/32')).toEqual(['10.1.2.3']);
  expect(probes('2600:1::/64')).toEqual(['2600:1::', '2600:1::ffff:ffff:ffff:ffff']);
});

test('the ends of every network inside, and their neighbours', () => {
  expect(probes('10.1.2.0/24', '{ cidr: 10.1.2.128/25 }')).toEqual([
    '10.1.2.0',
    '10.1.2.255',
    '10.1.2.127',
    '10.1.2.128',
  ]);
  expect(probes('10.1.2.0/24', '{ cidr: 10.1.0.0/16, except: [10.1.2.8/32] }')).toEqual([
    '10.1.2.0',
    '10.1.2.255',
    '10.1.2.7',
    '10.1.2.8',
    '10.1.2.9',
  ]);
});

test('nothing of networks elsewhere', () => {
  expect(probes('10.1.2.0/24', '{ cidr: 10.1.4.0/24 }', '{ cidr: "::/0" }')).toEqual(['10.1.2.0', '10.1.2.255']);
});
