import { App, Chart } from 'cdk8s';
import { PodDns, type PodDnsOptions, type PodOptions } from '../../../lib';
import { PlainDeployment } from '../../../lib/workload';
import { apiWith, podOf } from '../written';

function written(dns: PodDns): any {
  const { dnsPolicy, dnsConfig } = podOf(apiWith({ dns }).deployment);
  return { dnsPolicy, dnsConfig };
}

/** The pods of a workload in the network of its nodes. */
function onHost(options: Partial<PodOptions> = {}): any {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const props = { name: 'agent', options: { image: 'agent:1', ...options }, probes: {}, hostNetwork: true };
  return podOf(new PlainDeployment(chart, 'Deployment', props));
}

describe('writes', () => {
  test('nothing for the cluster as it is', () => {
    expect(written(PodDns.ofCluster())).toEqual({});
  });

  test('what comes on top of the cluster', () => {
    const dns = PodDns.ofCluster({
      ndots: 1,
      nameservers: ['192.0.2.53', '2001:db8::53'],
      searches: ['example.com', 'corp.example.com.'],
      options: { timeout: '2', 'single-request-reopen': '' },
    });
    expect(written(dns)).toEqual({
      dnsConfig: {
        nameservers: ['192.0.2.53', '2001:db8::53'],
        searches: ['example.com', 'corp.example.com.'],
        options: [{ name: 'ndots', value: '1' }, { name: 'timeout', value: '2' }, { name: 'single-request-reopen' }],
      },
    });
  });

  test('the name servers of the node, and others', () => {
    expect(written(PodDns.ofNode())).toEqual({ dnsPolicy: 'Default' });
    expect(written(PodDns.of(['192.0.2.53'], { ndots: 0 }))).toEqual({
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['192.0.2.53'], options: [{ name: 'ndots', value: '0' }] },
    });
  });

  test('what the cdk8s-plus object was told as well', () => {
    const { deployment } = apiWith({ dns: PodDns.ofCluster({ searches: ['example.com'] }) });
    deployment.dns.addSearch('example.org');
    deployment.dns.addNameserver('192.0.2.53');
    expect(podOf(deployment).dnsConfig).toEqual({
      nameservers: ['192.0.2.53'],
      searches: ['example.com', 'example.org'],
    });
  });
});

describe('in the network of the node', () => {
  test('the cluster is asked all the same, which Kubernetes would not do unless told', () => {
    expect(onHost()).toMatchObject({ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
    expect(onHost({ dns: PodDns.ofCluster({ ndots: 2 }) })).toMatchObject({
      dnsPolicy: 'ClusterFirstWithHostNet',
      dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    });
  });

  test('the node is asked where it is said', () => {
    expect(onHost({ dns: PodDns.ofNode() }).dnsPolicy).toBe('Default');
  });
});

describe('refuses', () => {
  test.each([[[]], [undefined]])('no name server where there is no other, %p', (nameservers) => {
    expect(() => PodDns.of(nameservers as any)).toThrow(
      new Error(
        'pods that ask neither the cluster nor the node must have a name server, but got ' +
          `${nameservers ? 'an empty list' : 'undefined'}; write it as in PodDns.of(['192.0.2.53'])`,
      ),
    );
  });

  test.each(['dns.example.com', '192.0.2.053', '192.0.2.0/24', ''])('the name server "%s"', (address) => {
    expect(() => PodDns.ofCluster({ nameservers: [address] })).toThrow(
      new Error(`a name server must be an IP address, but got "${address}"; write it as in 192.0.2.53`),
    );
  });

  test('more than a pod may have', () => {
    const nameservers = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
    expect(() => PodDns.of(nameservers)).toThrow(
      new Error('a pod must have at most 3 `nameservers`, but got 4; leave some out; the node would use no more'),
    );
    expect(() => PodDns.of(nameservers.slice(1))).not.toThrow();
    // That of the cluster, or of the node, comes before them.
    for (const make of [PodDns.ofCluster, PodDns.ofNode]) {
      expect(() => make({ nameservers: nameservers.slice(1) })).toThrow(/^a pod must have at most 2 `nameservers`, /);
      expect(() => make({ nameservers: nameservers.slice(2) })).not.toThrow();
    }
    const searches = Array.from({ length: 33 }, (_, index) => `d${index}.example.com`);
    expect(() => PodDns.ofNode({ searches })).toThrow(/^a pod must have at most 32 `searches`, but got 33; /);
    expect(() => PodDns.ofNode({ searches: searches.slice(1) })).not.toThrow();
  });

  test('search domains that are too long together', () => {
    const domain = Array.from({ length: 4 }, () => 'a'.repeat(62)).join('.');
    const searches = Array.from({ length: 9 }, () => domain);
    expect(() => PodDns.ofCluster({ searches })).toThrow(
      new Error('the search domains of a pod must have at most 2048 characters together, but got 2267; leave some out'),
    );
  });

  test('a search domain that is none', () => {
    expect(() => PodDns.ofCluster({ searches: ['Example.com'] })).toThrow(
      /^a search domain must be a DNS-1123 subdomain .*; write "example.com"$/,
    );
  });

  test.each([-1, 16, 1.5])('%d dots', (ndots) => {
    expect(() => PodDns.ofCluster({ ndots })).toThrow(
      new Error(
        `\`ndots\` must be a whole number from 0 to 15, but got ${ndots}; ` +
          'give 1 where names outside the cluster are looked up most',
      ),
    );
  });

  test('ndots twice', () => {
    expect(() => PodDns.ofCluster({ ndots: 1, options: { ndots: '2' } })).toThrow(
      new Error(
        'a resolver option must have a name, and `ndots` be said once, but got "ndots"; leave it out, or use `ndots`',
      ),
    );
    expect(written(PodDns.ofCluster({ options: { ndots: '2' } })).dnsConfig).toEqual({
      options: [{ name: 'ndots', value: '2' }],
    });
  });

  test.each<[keyof PodDnsOptions, unknown, string]>([
    [
      'nameservers',
      '192.0.2.53',
      '`nameservers` must be a list of texts, but got "192.0.2.53"; write it as in nameservers: [\'192.0.2.53\']',
    ],
    ['searches', [5], "`searches` must be a list of texts, but got [5]; write it as in searches: ['example.com']"],
    ['options', 'timeout', '`options` must be an object, but got "timeout"; write it as in { timeout: \'2\' }'],
    ['options', { timeout: 2 }, "the resolver option timeout must be a text, but got 2; write it as in '2'"],
  ])('as %s %p', (field, value, text) => {
    expect(() => PodDns.ofCluster({ [field]: value })).toThrow(new Error(text));
  });

  test('what is none', () => {
    expect(() => apiWith({ dns: 'Default' as any })).toThrow(
      new Error('[shop/api] `dns` must be a PodDns, but got "Default"; write it as in PodDns.ofCluster({ ndots: 1 })'),
    );
  });
});
