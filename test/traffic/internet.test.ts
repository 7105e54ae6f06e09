import { Cidr, Peer } from '../../lib/traffic';

const [ipv4, ipv6] = Peer.internet().blocks;

function isInternet(address: string): boolean {
  const cidr = Cidr.of(address);
  return [ipv4, ipv6].some((range) => range.cidr.contains(cidr) && !range.except.some((hole) => hole.contains(cidr)));
}

test('is every public address of both families', () => {
  expect([ipv4, ipv6].map(String)).toEqual([
    '0.0.0.0/0 except 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 168.63.129.16/32, 169.254.0.0/16, ' +
      '172.16.0.0/12, 192.0.0.0/24, 192.168.0.0/16, 198.18.0.0/15, 224.0.0.0/4, 240.0.0.0/4',
    '::/0 except ::/128, ::1/128, 64:ff9b:1::/48, fc00::/7, fe80::/10, fec0::/10, ff00::/8',
  ]);
});

describe('has in it', () => {
  test.each([
    ['1.1.1.1/32', 'a public resolver'],
    ['168.63.129.15/32', 'the neighbours of the Azure WireServer'],
    ['172.32.0.0/16', 'what follows the private network'],
    ['2606:4700:4700::1111/128', 'a public resolver'],
    ['64:ff9b::/96', 'public IPv4 addresses behind NAT64'],
  ])('%s: %s', (address) => {
    expect(isInternet(address)).toBe(true);
  });
});

describe('leaves out', () => {
  test.each([
    ['169.254.169.254/32', 'the metadata service of most clouds'],
    ['fd00:ec2::254/128', 'the metadata service of AWS on IPv6'],
    ['100.100.100.200/32', 'the metadata service of Alibaba Cloud'],
    ['192.0.0.192/32', 'the metadata service of Oracle Cloud Classic'],
    ['168.63.129.16/32', 'the Azure WireServer'],
    ['10.96.0.1/32', 'the API server, as most clusters have it'],
    ['255.255.255.255/32', 'broadcast'],
    ['fe80::1/128', 'link-local'],
    ['fec0:0:0:ffff::1/128', 'a site-local resolver of older networks'],
    ['0.0.0.0/32', 'the host itself, as Linux has it'],
    ['::/128', 'the same on IPv6'],
  ])('%s: %s', (address) => {
    expect(isInternet(address)).toBe(false);
  });
});

test('has no exception that Go would take for IPv4, as the API server refuses it inside ::/0', () => {
  const texts = ipv6.except.map(String);
  expect(texts.filter((text) => text.startsWith('::ffff:'))).toEqual([]);
});
