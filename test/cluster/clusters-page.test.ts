import * as fs from 'node:fs';
import * as path from 'node:path';
import { ClusterProfile, Clusters, NetworkPlugin } from '../../lib/cluster';

const PAGE = path.resolve(__dirname, '../../docs/clusters.md');

const KINDS: [string, ClusterProfile][] = [
  ['kubeadm', Clusters.kubeadm()],
  ['kind', Clusters.kind()],
  ['k3s', Clusters.k3s()],
  ['EKS', Clusters.eks()],
  ['GKE', Clusters.gke()],
  ['AKS', Clusters.aks()],
  ['OpenShift', Clusters.openshift()],
];

const PLUGINS = [
  NetworkPlugin.awsVpcCni(),
  NetworkPlugin.azure(),
  NetworkPlugin.calico(),
  NetworkPlugin.calicoEnterprise(),
  NetworkPlugin.cilium(),
  NetworkPlugin.flannel(),
  NetworkPlugin.gkeDataplaneV2(),
  NetworkPlugin.kindnet(),
  NetworkPlugin.kubeRouter(),
  NetworkPlugin.ovnKubernetes(),
];

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}

/** The facts that are told of every profile. */
const FACTS = ClusterProfile.DEFAULT.facts();

const TABLES: Record<string, string> = {
  facts: table(
    ['fact', 'what it is for', 'found by'],
    FACTS.map(({ name, purpose, command }) => [`\`${name}\``, purpose, `\`${command}\``]),
  ),
  defaults: table(
    ['fact', ...KINDS.map(([title]) => title)],
    FACTS.map(({ name }) => [
      `\`${name}\``,
      ...KINDS.map(([, profile]) => {
        const { value, source } = profile.facts().find((fact) => fact.name === name) as (typeof FACTS)[number];
        return source === 'not given' ? '-' : value;
      }),
    ]),
  ),
  plugins: table(
    ['plugin', 'enforces policies', 'names hosts', "names Cilium's entities", 'what else it does not'],
    PLUGINS.map((plugin) => [
      `\`${plugin.name}\``,
      plugin.enforcesNetworkPolicies ? 'yes' : 'no',
      plugin.matchesHostnames ? 'yes' : '-',
      plugin.matchesEntities ? 'yes' : '-',
      [
        ...(plugin.matchesNodesByAddress ? [] : ['matches no node by its address']),
        ...(plugin.judgesServiceAddresses ? ["wants a Service's port to be that of its pods"] : []),
        ...(plugin.maxPortsPerSelector ? [`takes ${plugin.maxPortsPerSelector} ports for one peer`] : []),
        ...(plugin.supportsDualStackPolicies ? [] : ['knows one family of addresses']),
        ...(plugin.governsBarePods ? [] : ['governs no pod without an owner']),
        ...plugin.limits,
      ].join('; ') || '-',
    ]),
  ),
};

test.each(Object.keys(TABLES))('docs/clusters.md has the table of %s as the code does', (name) => {
  const frame = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->\\n)`);
  const page = fs.readFileSync(PAGE, 'utf8');
  expect(page).toMatch(frame);
  const told = page.replace(frame, (_, start, end) => `${start}${TABLES[name]}${end}`);
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(PAGE, told);
  expect(told).toBe(page);
});

test('every kind of cluster and every network plugin is in the tables', () => {
  const factories = (catalogue: object) =>
    Object.getOwnPropertyNames(catalogue).filter((name) => !/^(length|name|prototype|of|_.*)$/.test(name));
  expect(factories(Clusters)).toHaveLength(KINDS.length);
  expect(factories(NetworkPlugin)).toHaveLength(PLUGINS.length);
});

test('the file on the page is read, and knows what it says', () => {
  const profile = ClusterProfile.fromFile(path.resolve(__dirname, '../../docs/cluster.yaml'));
  expect([profile.name, profile.networkPlugin?.name, profile.entry().name]).toEqual(['production', 'cilium', 'public']);
});
