import { NetworkPlugin } from '../../lib/cluster';

const OWN = { name: 'own', enforcesNetworkPolicies: true };

test.each([
  ['calico', NetworkPlugin.calico(), true, true, true],
  ['calico-enterprise', NetworkPlugin.calicoEnterprise(), true, true, true],
  ['cilium', NetworkPlugin.cilium(), true, false, false],
  ['aws-vpc-cni', NetworkPlugin.awsVpcCni(), true, true, undefined],
  ['azure', NetworkPlugin.azure(), true, true, undefined],
  ['ovn-kubernetes', NetworkPlugin.ovnKubernetes(), true, true, undefined],
  ['kube-router', NetworkPlugin.kubeRouter(), true, true, undefined],
  ['gke-dataplane-v2', NetworkPlugin.gkeDataplaneV2(), true, false, undefined],
  ['kindnet', NetworkPlugin.kindnet(), true, true, true],
  ['flannel', NetworkPlugin.flannel(), false, true, false],
  ['own', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: false }), false, true, undefined],
  ['own', NetworkPlugin.of({ ...OWN, matchesNodesByAddress: false }), true, false, undefined],
  ['own', NetworkPlugin.of({ ...OWN, seesClientsOfOwnNode: true }), true, true, true],
])(
  '%s says whether it enforces policies, knows nodes by their addresses, and sees clients',
  (expected, plugin, ...facts) => {
    const { name, enforcesNetworkPolicies, matchesNodesByAddress, seesClientsOfOwnNode } = plugin;
    expect([name, enforcesNetworkPolicies, matchesNodesByAddress, seesClientsOfOwnNode]).toEqual([expected, ...facts]);
  },
);

/** What a plugin says beyond that, where it isn't what most do. */
function unusual(plugin: NetworkPlugin): object {
  const usual = NetworkPlugin.of({ ...OWN }) as unknown as Record<string, unknown>;
  const known = ['name', 'enforcesNetworkPolicies', 'matchesNodesByAddress', 'seesClientsOfOwnNode', 'limits'];
  return Object.fromEntries(
    Object.entries(plugin).filter(([fact, value]) => !known.includes(fact) && usual[fact] !== value),
  );
}

test('what nobody says is what most plugins do', () => {
  expect({ ...NetworkPlugin.of(OWN) }).toEqual({
    name: 'own',
    enforcesNetworkPolicies: true,
    matchesNodesByAddress: true,
    matchesHostnames: false,
    matchesEntities: false,
    judgesServiceAddresses: false,
    supportsDualStackPolicies: true,
    governsBarePods: true,
    enforcesTowardsMetadata: true,
    limits: [],
  });
});

test.each([
  [NetworkPlugin.calico(), {}],
  [NetworkPlugin.calicoEnterprise(), { matchesHostnames: true }],
  [NetworkPlugin.cilium(), { matchesHostnames: true, matchesEntities: true }],
  [
    NetworkPlugin.awsVpcCni(),
    {
      judgesServiceAddresses: true,
      maxPortsPerSelector: 24,
      supportsDualStackPolicies: false,
      governsBarePods: false,
    },
  ],
  [NetworkPlugin.azure(), { enforcesTowardsMetadata: false }],
  [NetworkPlugin.ovnKubernetes(), {}],
  [NetworkPlugin.kubeRouter(), {}],
  [NetworkPlugin.gkeDataplaneV2(), {}],
  [NetworkPlugin.kindnet(), {}],
  [NetworkPlugin.flannel(), {}],
])('$name differs from most plugins by nothing else', (plugin, facts) => {
  expect(unusual(plugin)).toEqual(facts);
});

test('tells the limits of its policies, a sentence each that names it', () => {
  const all = [
    NetworkPlugin.awsVpcCni(),
    NetworkPlugin.azure(),
    NetworkPlugin.kubeRouter(),
    NetworkPlugin.cilium(),
    NetworkPlugin.calico(),
  ];
  expect(all.map(({ name, limits }) => [name, limits.filter((limit) => limit.startsWith(`${name} `)).length])).toEqual([
    ['aws-vpc-cni', 3],
    ['azure', 1],
    ['kube-router', 1],
    ['cilium', 0],
    ['calico', 0],
  ]);
  expect(all.map(({ limits }) => limits.length)).toEqual([3, 1, 1, 0, 0]);
});

test('does not follow a list of limits that is changed later, and lets nobody change its own', () => {
  const limits = ['own is slow'];
  const plugin = NetworkPlugin.of({ ...OWN, limits });
  limits.pop();
  expect(plugin.limits).toEqual(['own is slow']);
  expect(() => plugin.limits.pop()).toThrow(TypeError);
});

describe('refuses', () => {
  test.each([
    ['a name', 'calico', 'what is said of a network plugin must be an object, but got "calico"; write it in { }'],
    [
      'no name',
      { enforcesNetworkPolicies: true },
      'the name of a network plugin must be a text, but got undefined; write it as in "calico"',
    ],
    [
      'silence about policies',
      { name: 'own' },
      'a network plugin must say whether it enforces network policies; give `enforcesNetworkPolicies`',
    ],
    [
      'what is misspelt',
      { ...OWN, governBarePods: false },
      'a network plugin must have no `governBarePods`, but got false; leave it out; it may have name, maxPortsPerSelector, ' +
        'limits, enforcesNetworkPolicies, matchesNodesByAddress, seesClientsOfOwnNode, matchesHostnames, matchesEntities, ' +
        'judgesServiceAddresses, supportsDualStackPolicies, governsBarePods, enforcesTowardsMetadata',
    ],
    [
      'a text for a flag',
      { ...OWN, governsBarePods: 'false' },
      '`governsBarePods` must be true or false, but got "false"; leave it out for the default',
    ],
    [
      'no ports at all',
      { ...OWN, maxPortsPerSelector: 0 },
      'the `maxPortsPerSelector` of a network plugin must be a whole number, 1 or more, but got 0; leave it out where no ' +
        'limit is known',
    ],
    [
      'a single limit',
      { ...OWN, limits: 'slow' },
      'the `limits` of a network plugin must be a list of sentences, but got "slow"; leave them out where none are known',
    ],
  ])('%s', (_, props: any, message) => {
    expect(() => NetworkPlugin.of(props)).toThrow(new Error(message));
  });
});
