import { Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { NetworkPolicy, type NetworkPolicyProps } from '../../lib/policy';
import { Direction, LabelExpression, LabelSelector, Peer, Port } from '../../lib/traffic';
import { namespace, Pods } from './pods';

const backup = LabelSelector.of({ labels: { backup: 'yes' } });

function written(props: Partial<NetworkPolicyProps>): any {
  return new NetworkPolicy(namespace('shop'), 'backup', { pods: backup, ...props }).toJson();
}

describe('writes', () => {
  test('who may connect to pods, and to whom they connect', () => {
    const shop = namespace('shop');
    new NetworkPolicy(shop, 'backup', {
      pods: backup,
      ingress: [{ peers: [Peer.namespace('backup'), Peer.cidr('203.0.113.0/24')], ports: [Port.tcp(9000)] }],
      egress: [{ peers: [Peer.pods({ namespace: 'vault', labels: { app: 'vault' } })], ports: [Port.tcp(8200)] }],
    });
    expect(shop).toMatchSnapshot();
  });

  test('the directions for which there are rules', () => {
    const rules = [{ peers: [Peer.sameNamespace()], ports: [Port.tcp(9000)] }];
    expect(written({ ingress: rules }).spec.policyTypes).toEqual(['Ingress']);
    expect(written({ egress: rules }).spec.policyTypes).toEqual(['Egress']);
    expect(written({ egress: rules, ingress: rules }).spec.policyTypes).toEqual(['Ingress', 'Egress']);
  });

  test('a direction without rules, in which nothing is let through', () => {
    expect(written({ directions: [Direction.EGRESS] }).spec).toEqual({
      podSelector: { matchLabels: { backup: 'yes' } },
      policyTypes: ['Egress'],
    });
    const ingress = [{ peers: [Peer.sameNamespace()], ports: [Port.tcp(9000)] }];
    const both = written({ ingress, directions: [Direction.EGRESS, Direction.INGRESS, Direction.EGRESS] }).spec;
    expect(both.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(both).not.toHaveProperty('egress');
  });

  test.each([
    ['every pod', LabelSelector.everything(), {}],
    [
      'pods by expressions',
      LabelSelector.of({ labels: { app: 'api' }, expressions: [LabelExpression.isNotIn('tier', ['web', 'edge'])] }),
      {
        matchLabels: { app: 'api' },
        matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['edge', 'web'] }],
      },
    ],
  ])('%s', (_, pods, podSelector) => {
    expect(written({ pods, directions: [Direction.INGRESS] }).spec.podSelector).toEqual(podSelector);
  });

  test('rules on equal ports as one, and the ports of one peer together', () => {
    const { spec } = written({
      ingress: [
        { peers: [Peer.namespace('b')], ports: [Port.tcp(9001)] },
        { peers: [Peer.namespace('b'), Peer.namespace('a')], ports: [Port.tcp(9000)] },
        { peers: [Peer.namespace('a')], ports: [Port.tcp(9001), Port.udp(53)] },
        { peers: [Peer.namespace('c')], ports: [Port.tcpRange(9000, 9001)] },
      ],
    });
    const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(spec.ingress).toEqual([
      { from: [named('b'), named('c')], ports: [{ port: 9000, endPort: 9001, protocol: 'TCP' }] },
      {
        from: [named('a')],
        ports: [
          { port: 9000, endPort: 9001, protocol: 'TCP' },
          { port: 53, protocol: 'UDP' },
        ],
      },
    ]);
  });

  test('names of ports as they are, since each pod gives them a number of its own', () => {
    const [rule] = written({ ingress: [{ peers: [Peer.sameNamespace()], ports: [Port.named('http')] }] }).spec.ingress;
    expect(rule.ports).toEqual([{ port: 'http', protocol: 'TCP' }]);
  });

  test('every port of all protocols as the protocols alone', () => {
    const ports = [Port.allTcp(), Port.allUdp(), Port.allSctp()];
    const [rule] = written({ egress: [{ peers: [Peer.sameNamespace()], ports }] }).spec.egress;
    expect(rule.ports).toEqual([{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }]);
  });

  test('its id as its name, or the name it is given', () => {
    expect(written({ directions: [Direction.INGRESS] }).metadata).toMatchObject({ name: 'backup', namespace: 'shop' });
    expect(written({ directions: [Direction.INGRESS], name: 'nightly' }).metadata.name).toBe('nightly');
  });

  test('why everyone is let through, a line for each reason', () => {
    const ports = [Port.tcp(443)];
    const { metadata } = written({
      ingress: [
        { peers: [Peer.anywhere({ reason: 'public\n API' }), Peer.sameNamespace()], ports },
        { peers: [Peer.anywhere({ reason: 'public API' })], ports },
      ],
      egress: [{ peers: [Peer.anywhere({ reason: 'a crawler' })], ports: [Port.tcp(443), Port.tcp(80)] }],
    });
    expect(metadata.annotations).toEqual({
      'cdk8s-networking/reasons': '-> anywhere TCP 80, TCP 443: a crawler\nanywhere -> TCP 443: public API',
    });
  });

  test('no annotation where nobody gave a reason', () => {
    const rules = [{ peers: [Peer.sameNamespace()], ports: [Port.tcp(9000)] }];
    expect(written({ ingress: rules }).metadata).not.toHaveProperty('annotations');
  });

  test('patches under the field names of Kubernetes', () => {
    const policy = new NetworkPolicy(namespace('shop'), 'p', { pods: backup, directions: [Direction.INGRESS] });
    policy.addJsonPatch(JsonPatch.add('/metadata/annotations', { owner: 'team-backup' }));
    expect(policy.toJson().metadata.annotations).toEqual({ owner: 'team-backup' });
  });

  test('beside declared connections, which it does not change', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const before = api.policy.toJson();
    new NetworkPolicy(shop, 'more', { pods: backup, directions: [Direction.INGRESS] });
    expect(api.policy.toJson()).toEqual(before);
  });
});

describe('refuses', () => {
  const make = (props: Partial<NetworkPolicyProps>, id = 'backup') => {
    const team = new Construct(namespace('shop'), 'team');
    return () => new NetworkPolicy(team, id, { pods: backup, ...props });
  };
  const rule = { peers: [Peer.sameNamespace()], ports: [Port.tcp(9000)] };

  test.each(['ingress', 'egress'])('a rule without peers, in %s', (direction) => {
    expect(make({ [direction]: [rule, { ...rule, peers: [] }] })).toThrow(
      new Error(
        '[shop/team/backup] a rule must name its peers, since a rule without any lets everyone through; ' +
          "write Peer.anywhere({ reason: '...' }) if that is what you mean",
      ),
    );
  });

  test.each(['ingress', 'egress'])('a rule without ports, in %s', (direction) => {
    expect(make({ [direction]: [{ ...rule, ports: [] }] })).toThrow(
      new Error(
        '[shop/team/backup] a rule must name its ports, since a rule without any opens them all; ' +
          'write Port.allTcp(), Port.allUdp() or Port.allSctp() if that is what you mean',
      ),
    );
  });

  test.each([[['8080']], [[8080]], [[undefined]]])(
    'what is no port, as %j: it would be written as every port',
    (ports) => {
      expect(make({ ingress: [{ ...rule, ports: ports as unknown as Port[] }] })).toThrow(/^\[shop\/team\/backup\] /);
    },
  );

  test.each([undefined, null, Port.tcp(80)])('what is no list of ports: %s', (ports) => {
    expect(make({ ingress: [{ ...rule, ports: ports as unknown as Port[] }] })).toThrow(
      /^\[shop\/team\/backup\] a rule must name its ports, /,
    );
  });

  test.each<[unknown, string]>([
    [{ app: 'x' }, '{"app":"x"}'],
    ['app=x', '"app=x"'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('pods that are no selector, as %j: they would be written as all pods', (pods, got) => {
    expect(make({ pods: pods as LabelSelector, ingress: [rule] })).toThrow(
      new Error(
        `[shop/team/backup] the pods of a NetworkPolicy must be a LabelSelector, but got ${got}; ` +
          "write it as in LabelSelector.of({ labels: { app: 'web' } })",
      ),
    );
  });

  test.each(['ingress', 'egress'])('rules that are none, for %s', (direction) => {
    const remedy = 'write them as in `[{ peers: [Peer.sameNamespace()], ports: [Port.tcp(8080)] }]`';
    const law = `[shop/team/backup] the ${direction} rules of a NetworkPolicy must`;
    expect(make({ [direction]: 'x' })).toThrow(new Error(`${law} be a list, but got "x"; ${remedy}`));
    expect(make({ [direction]: null })).toThrow(new Error(`${law} be a list, but got null; ${remedy}`));
    expect(make({ [direction]: [rule, null] })).toThrow(
      new Error(`${law} each have peers and ports, but got null; ${remedy}`),
    );
  });

  test('directions that are no list', () => {
    expect(make({ directions: 'Ingress' as unknown as Direction[] })).toThrow(
      new Error(
        '[shop/team/backup] the directions of a NetworkPolicy must be a list, but got "Ingress"; ' +
          'write them as in `[Direction.INGRESS]`',
      ),
    );
  });

  test('a direction that is none', () => {
    expect(make({ directions: ['ingress' as Direction] })).toThrow(
      new Error(
        '[shop/team/backup] a direction must be Direction.INGRESS or Direction.EGRESS, but got "ingress"; ' +
          'name one of them',
      ),
    );
  });

  test('a workload where a Peer belongs', () => {
    const api = new Pods(namespace('shop'), 'api');
    expect(make({ ingress: [{ ...rule, peers: [Peer.sameNamespace(), api as unknown as Peer] }] })).toThrow(
      new Error(
        '[shop/team/backup] the peers of a rule must be Peers, but got a Pods; ' +
          'for a workload, use `connections.allowTo()` or `allowFrom()`',
      ),
    );
  });

  test.each([{}, { ingress: [] }, { directions: [] }])('to say nothing: %j', (props) => {
    expect(make(props)).toThrow(
      new Error(
        '[shop/team/backup] a network policy must say something: rules, or the directions in which nothing is let ' +
          'through; give `ingress`, `egress` or `directions`',
      ),
    );
  });

  test('rules in a direction that it does not govern', () => {
    const law = (direction: string) =>
      `[shop/team/backup] the rules of a policy must be of a direction that it governs, but ${direction} is not among ` +
      'its `directions`';
    expect(make({ ingress: [rule], directions: [Direction.EGRESS] })).toThrow(
      new Error(`${law('Ingress')}; add Direction.INGRESS, or leave \`directions\` out`),
    );
    expect(make({ egress: [rule], directions: [Direction.INGRESS] })).toThrow(
      new Error(`${law('Egress')}; add Direction.EGRESS, or leave \`directions\` out`),
    );
  });

  test('a name that no object can have', () => {
    expect(make({ directions: [Direction.INGRESS] }, 'Backup')).toThrow(
      new Error(
        '[shop/team/Backup] the name of a NetworkPolicy must be a DNS-1123 label (lower case letters, digits and "-", ' +
          'starting and ending with a letter or digit, at most 63 characters), but got "Backup"; write "backup"',
      ),
    );
  });

  test('and writes nothing then', () => {
    const shop = namespace('shop');
    expect(() => new NetworkPolicy(shop, 'backup', { pods: backup })).toThrow('a network policy must say something');
    expect(Chart.of(shop).toJson()).toEqual([]);
  });
});
