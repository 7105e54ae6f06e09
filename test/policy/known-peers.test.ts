import { App, Chart } from 'cdk8s';
import {
  CloudMetadata,
  ClusterProfile,
  type ClusterProfileProps,
  Entry,
  GatewayImplementations,
  IngressControllers,
  KubernetesApi,
  Monitoring,
  NetworkPlugin,
  WorkloadIdentity,
} from '../../lib/cluster';
import { NetworkPolicy } from '../../lib/policy';
import { CiliumEntity, LabelSelector, Peer, Port } from '../../lib/traffic';
import { Pods } from './pods';

const CILIUM = NetworkPlugin.cilium();

function podsOn(facts: Partial<ClusterProfileProps>): Pods {
  const app = new App();
  ClusterProfile.attach(app, ClusterProfile.define({ name: 'test', ...facts }));
  return new Pods(new Chart(app, 'shop', { namespace: 'shop' }), 'web', {
    ports: [Port.tcp(8080)],
    resolvesNames: true,
  });
}

/** Whom a connection to a peer, or from one, leads to in a cluster: in words, and as the policies name it. */
function found(facts: Partial<ClusterProfileProps>, peer: Peer): { list: string[]; names: unknown[] } {
  const web = podsOn(facts);
  web.connections.allowTo(peer, { ports: peer === INTERNET ? [Port.tcp(443)] : undefined });
  const { spec } = web.policy.toJson();
  const beside = web.connections.policyBeside?.toJson().spec;
  const isDns = (rule: any) => rule.ports.some(({ port }: any) => port === 53);
  return {
    list: web.connections.list().map(String),
    names: [
      ...spec.egress.filter((rule: any) => !isDns(rule)).flatMap(({ to }: any) => to),
      ...(beside?.egress ?? []).flatMap(({ toEntities }: any) => toEntities),
    ],
  };
}

const INTERNET = Peer.internet();

const block = (cidr: string) => ({ ipBlock: { cidr } });

describe('the Kubernetes API', () => {
  const kubernetesApi = KubernetesApi.at(['10.0.0.4', '10.0.0.5'], { port: 6443 });

  test('is at the addresses and ports of the profile', () => {
    expect(found({ kubernetesApi }, Peer.kubernetesApi())).toEqual({
      list: ['shop/web -> Kubernetes API  TCP 6443'],
      names: [block('10.0.0.4/32'), block('10.0.0.5/32')],
    });
  });

  test('is the entity of Cilium, on the usual ports unless the profile knows better', () => {
    expect(found({ networkPlugin: CILIUM }, Peer.kubernetesApi())).toEqual({
      list: ['shop/web -> Kubernetes API  TCP 443, TCP 6443'],
      names: [CiliumEntity.KUBE_APISERVER],
    });
    expect(found({ networkPlugin: CILIUM, kubernetesApi }, Peer.kubernetesApi()).list).toEqual([
      'shop/web -> Kubernetes API  TCP 6443',
    ]);
  });

  test('may be let in, as an admission webhook needs it', () => {
    const web = podsOn({ kubernetesApi });
    web.connections.allowFrom(Peer.kubernetesApi(), { reason: 'admission' });
    expect(web.policy.toJson().spec.ingress).toEqual([
      { from: [block('10.0.0.4/32'), block('10.0.0.5/32')], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  test('is nowhere where nobody says it', () => {
    expect(() => found({}, Peer.kubernetesApi())).toThrow(
      new Error(
        '[shop/web] the cluster profile "test" must say where the Kubernetes API answers; give it `kubernetesApi: ' +
          'KubernetesApi.at([...])`: the addresses and the port that ' +
          '`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` shows',
      ),
    );
  });
});

describe('the metadata service', () => {
  test('is that of the cloud', () => {
    expect(found({ metadata: CloudMetadata.aws() }, Peer.cloudMetadata())).toEqual({
      list: ['shop/web -> cloud metadata  TCP 80'],
      names: [block('169.254.169.254/32'), block('fd00:ec2::254/128')],
    });
  });

  test('is nowhere where the cloud has none', () => {
    expect(() => found({ metadata: CloudMetadata.none() }, Peer.cloudMetadata())).toThrow(
      new Error(
        '[shop/web] the cluster profile "test" must have a metadata service where a connection leads to it, and says ' +
          'that there is none; leave the connection out, or say which cloud it is: `metadata: CloudMetadata.aws()`',
      ),
    );
  });
});

describe('the workload identity', () => {
  const workloadIdentity = WorkloadIdentity.eksPodIdentity();

  test('is at the addresses of the profile, and the node itself on Cilium', () => {
    expect(found({ workloadIdentity }, Peer.workloadIdentity())).toEqual({
      list: ['shop/web -> workload identity  TCP 80'],
      names: [block('169.254.170.23/32'), block('fd00:ec2::23/128')],
    });
    expect(found({ workloadIdentity, networkPlugin: CILIUM }, Peer.workloadIdentity()).names).toEqual([
      CiliumEntity.HOST,
    ]);
  });

  test('by name alone is a host, where the network plugin knows names, and else nowhere', () => {
    const irsa = WorkloadIdentity.eksIrsa('eu-west-1');
    const web = podsOn({ workloadIdentity: irsa, networkPlugin: CILIUM });
    web.connections.allowTo(Peer.workloadIdentity());
    expect(web.connections.policyBeside?.toJson().spec.egress[1]).toEqual({
      toFQDNs: [{ matchName: 'sts.eu-west-1.amazonaws.com' }],
      toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }],
    });
    expect(() => found({ workloadIdentity: irsa }, Peer.workloadIdentity())).toThrow(
      new Error(
        '[shop/web] the credentials of an identity must be fetched from an address, and eks-irsa has them at ' +
          'sts.eu-west-1.amazonaws.com; connect to its addresses with Peer.cidr(), or to Peer.internet(), on TCP port 443',
      ),
    );
  });

  test('is nowhere where nobody says it', () => {
    expect(() => found({}, Peer.workloadIdentity())).toThrow(
      new Error(
        '[shop/web] the cluster profile "test" must say where pods fetch the credentials of their identity; give it ' +
          '`workloadIdentity`, such as WorkloadIdentity.eksPodIdentity()',
      ),
    );
  });
});

describe('the nodes', () => {
  const let_in = (facts: Partial<ClusterProfileProps>) => {
    const web = podsOn(facts);
    web.connections.allowFrom(Peer.nodes());
    return [web.policy.toJson().spec.ingress, web.connections.policyBeside?.toJson().spec.ingress];
  };

  test('are at the addresses of the profile, and entities on Cilium', () => {
    expect(let_in({ nodeRanges: ['10.1.0.0/16'] })).toEqual([
      [{ from: [block('10.1.0.0/16')], ports: [{ port: 8080, protocol: 'TCP' }] }],
      undefined,
    ]);
    expect(let_in({ networkPlugin: CILIUM })).toEqual([
      undefined,
      [{ fromEntities: ['host', 'remote-node'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    ]);
  });

  test('are nowhere where nobody says it', () => {
    expect(() => let_in({})).toThrow(
      /^\[shop\/web\] the cluster profile "test" must say which addresses its nodes have/,
    );
  });

  test('need a port where a connection leads to them', () => {
    expect(() => found({ nodeRanges: ['10.1.0.0/16'] }, Peer.nodes())).toThrow(
      new Error(
        '[shop/web] a connection must have a port, and nodes names none; ' +
          'name them: `{ ports: [Port.tcp(443)] }`; every TCP port is Port.allTcp()',
      ),
    );
  });
});

describe('the monitoring', () => {
  test('is let in by the labels of its pods', () => {
    const web = podsOn({ monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }) });
    web.connections.allowFrom(Peer.monitoring());
    expect(web.connections.list().map(String)).toEqual(['monitoring -> shop/web  TCP 8080']);
    expect(web.policy.toJson().spec.ingress[0].from).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
      },
    ]);
  });

  const scrapedBy = (scraper: Peer, facts: Partial<ClusterProfileProps> = {}) => {
    const web = podsOn({ ...facts, monitoring: { name: 'mine', scraper, discover: () => ({}) } });
    web.connections.allowFrom(Peer.monitoring());
    return web.policy.toJson();
  };

  test('may be somebody whom the profile has to find in turn', () => {
    expect(scrapedBy(Peer.nodes(), { nodeRanges: ['10.1.0.0/16'] }).spec.ingress).toEqual([
      { from: [block('10.1.0.0/16')], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  test('that is anywhere says why', () => {
    const { spec, metadata } = scrapedBy(Peer.anywhere({ reason: 'a service scrapes from outside' }));
    expect(spec.ingress).toEqual([{ ports: [{ port: 8080, protocol: 'TCP' }] }]);
    expect(metadata.annotations['cdk8s-networking/reasons']).toContain('a service scrapes from outside');
  });

  test('is never itself, which would be everyone', () => {
    expect(() => scrapedBy(Peer.monitoring())).toThrow(
      new Error(
        '[shop/web] the cluster profile "test" must say who monitoring is by something else than monitoring; ' +
          'name its pods, its addresses or the nodes',
      ),
    );
  });

  test('is nobody where nobody says it', () => {
    expect(() => podsOn({}).connections.allowFrom(Peer.monitoring())).toThrow(
      new Error(
        '[shop/web] the cluster profile "test" must say who scrapes metrics; give it `monitoring`, such as ' +
          "Monitoring.kubePrometheusStack({ namespace: 'monitoring' })",
      ),
    );
  });
});

describe('the data plane', () => {
  const entries = [
    Entry.ingress(IngressControllers.traefik(), { name: 'public' }),
    Entry.ingress(IngressControllers.ingressNginx(), { name: 'internal' }),
    Entry.gateway(GatewayImplementations.envoyGateway(), { name: 'edge' }),
  ];
  const namespaces = (facts: Partial<ClusterProfileProps>, peer: Peer) => {
    const web = podsOn(facts);
    web.connections.allowFrom(peer);
    return web.policy
      .toJson()
      .spec.ingress[0].from.map(
        (each: any) => each.namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] ?? each.ipBlock.cidr,
      );
  };

  test('is that of the default entry, or of the one that is named', () => {
    expect(namespaces({ entries }, Peer.dataPlane())).toEqual(['traefik']);
    expect(namespaces({ entries }, Peer.dataPlane({ entry: 'internal' }))).toEqual(['ingress-nginx']);
  });

  test('is the nodes where its pods use their network', () => {
    const onHost = [Entry.ingress(IngressControllers.traefik(), { hostNetwork: true })];
    expect(namespaces({ entries: onHost, nodeRanges: ['10.1.0.0/16'] }, Peer.dataPlane())).toEqual(['10.1.0.0/16']);
  });

  test('of a Gateway is only known by a route', () => {
    expect(() => podsOn({ entries }).connections.allowFrom(Peer.dataPlane({ entry: 'edge' }))).toThrow(
      new Error(
        '[shop/web] the data plane of an entry by Gateway must be that of one Gateway, and "edge" is such an entry; ' +
          'lead a route of the Gateway to the workload, which lets its data plane in',
      ),
    );
  });
});

test("the internet is without the cluster's own public networks", () => {
  const facts = { podRanges: ['203.0.113.0/24'], serviceRanges: ['2001:db8::/112'] };
  const names: any[] = found(facts, INTERNET).names;
  expect(
    names.map(({ ipBlock: { cidr, except } }) => [
      cidr,
      except.includes('203.0.113.0/24'),
      except.includes('2001:db8::/112'),
    ]),
  ).toEqual([
    ['0.0.0.0/0', true, false],
    ['::/0', false, true],
  ]);
});

test('a NetworkPolicy of your own has its peers found as well', () => {
  const { node } = podsOn({ kubernetesApi: KubernetesApi.at(['10.0.0.4']) });
  const policy = new NetworkPolicy(node.scope as Chart, 'own', {
    pods: LabelSelector.of({ labels: { app: 'web' } }),
    egress: [{ peers: [Peer.kubernetesApi()], ports: [Port.tcp(6443)] }],
  });
  expect(policy.toJson().spec.egress[0].to).toEqual([block('10.0.0.4/32')]);
});
