import { CloudMetadata, ClusterProfile } from '../../lib/cluster';

test.each([
  [CloudMetadata.aws(), 'aws', ['169.254.169.254/32', 'fd00:ec2::254/128'], ['TCP 80'], []],
  [
    CloudMetadata.gcp(),
    'gcp',
    ['169.254.169.254/32', '169.254.169.252/32', 'fd20:ce::254/128'],
    ['TCP 80', 'TCP 988'],
    ['metadata.google.internal', 'metadata'],
  ],
  [CloudMetadata.azure(), 'azure', ['169.254.169.254/32', '168.63.129.16/32'], ['TCP 80', 'TCP 32526'], []],
  [CloudMetadata.none(), 'none', [], [], []],
])('$name is known by its addresses, ports and names', (metadata, name, ranges, ports, hostnames) => {
  expect(metadata.name).toBe(name);
  expect(metadata.ranges.map(String)).toEqual(ranges);
  expect(metadata.ports.map(String)).toEqual(ports);
  expect(metadata.hostnames).toEqual(hostnames);
});

test('has lists that nobody can change', () => {
  const { ranges, ports, hostnames } = CloudMetadata.gcp();
  for (const list of [ranges, ports, hostnames]) expect(() => list.pop()).toThrow(TypeError);
});

test('a profile that says its cloud knows the addresses of that one alone', () => {
  const metadata = CloudMetadata.aws();
  const profile = ClusterProfile.define({ name: 'own', metadata });
  expect(profile.metadata).toBe(metadata);
  expect(profile.metadataRanges.map(String)).toEqual(['169.254.169.254/32', 'fd00:ec2::254/128']);
  expect(ClusterProfile.define({ name: 'own', metadata: CloudMetadata.none() }).metadataRanges).toEqual([]);
});

test('a profile that does not say it knows those of every cloud, each once', () => {
  expect(ClusterProfile.DEFAULT.metadata).toBeUndefined();
  expect(ClusterProfile.DEFAULT.metadataRanges.map(String)).toEqual([
    '169.254.169.254/32',
    'fd00:ec2::254/128',
    '169.254.169.252/32',
    'fd20:ce::254/128',
    '168.63.129.16/32',
    '100.100.100.200/32',
    '192.0.0.192/32',
    '169.254.42.42/32',
    'fd00:42::42/128',
  ]);
});
