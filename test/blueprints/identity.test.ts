import type { Construct } from 'constructs';
import {
  Clusters,
  IsolatedNamespace,
  NetworkPlugin,
  NodeAgent,
  Peer,
  Platform,
  type PodOptions,
  PodSecurity,
  Port,
  ServiceAccount,
  StatefulService,
  Worker,
  WorkloadIdentity,
} from '../../lib';
import { Answer } from '../../lib/analysis';
import { hearNotices } from '../support/notices';
import { ofKind, podOf, specOf } from '../workload/written';
import { networkOf, shopOf } from './derived';

const IMAGE = 'ghcr.io/acme/app:1';
const ROLE = 'arn:aws:iam::123456789012:role/shop';

const workerOf = (scope: Construct, options: Partial<PodOptions>) =>
  new Worker(scope, 'app', { image: IMAGE, runAs: 1000, ...options });
const listed = ({ connections }: Worker) => connections.list().map((each) => [`${each}`, each.reasons]);

describe('EKS Pod Identity', () => {
  const facts = { workloadIdentity: WorkloadIdentity.eksPodIdentity() };

  test('needs an account of its own, without a token of ours, and nothing on it', () => {
    const shop = shopOf(facts);
    const { deployment } = workerOf(shop, { identity: ROLE });
    expect(podOf(deployment)).toMatchObject({ serviceAccountName: 'app', automountServiceAccountToken: false });
    expect(ofKind(shop, 'ServiceAccount')[0].metadata).not.toHaveProperty('annotations');
  });

  test('lets the pods fetch credentials from the agent of their node, and from nobody else', () => {
    const shop = shopOf(facts);
    expect(listed(workerOf(shop, { identity: ROLE }))).toEqual([
      ['shop/app -> workload identity  TCP 80', ["credentials of the pods' identity are fetched (eks-pod-identity)"]],
    ]);
    const network = networkOf(shop.node.root as Platform);
    expect(network.answer('shop/app', '169.254.170.23', 80)).toBe(Answer.ALLOWED);
    expect(network.answer('shop/app', 'fd00:ec2::23', 80)).toBe(Answer.ALLOWED);
    expect(network.answer('shop/app', '169.254.169.254', 80)).toBe(Answer.DENIED);
  });

  test('is on the host for Cilium', () => {
    const worker = workerOf(shopOf({ ...facts, networkPlugin: NetworkPlugin.cilium() }), { identity: ROLE });
    expect(worker.connections.policyBeside?.toJson().spec.egress[0].toEntities).toEqual(['host']);
  });

  test('is of stateful services, too', () => {
    const db = new StatefulService(shopOf(facts), 'db', { image: IMAGE, port: 5432, identity: ROLE });
    expect(db.connections.list().map(String)).toEqual(['shop/db -> workload identity  TCP 80']);
  });

  test('is no connection of pods on the network of their node', () => {
    const podSecurity = PodSecurity.privileged({ reason: 'a test' });
    const platform = new Platform({ cluster: Clusters.kubeadm(facts) });
    const system = new IsolatedNamespace(platform, 'system', { podSecurity });
    new NodeAgent(system, 'node', { image: IMAGE, hostNetwork: true, identity: ROLE });
    expect(ofKind(system, 'ServiceAccount').map(({ metadata }) => metadata.name)).toEqual(['default', 'node']);
  });
});

test('GKE is told by an annotation of the account', () => {
  const shop = shopOf({ workloadIdentity: WorkloadIdentity.gke() });
  const identity = 'shop@acme.iam.gserviceaccount.com';
  const worker = workerOf(shop, { identity });
  expect(worker.serviceAccount?.toJson().metadata.annotations).toEqual({ 'iam.gke.io/gcp-service-account': identity });
  expect(listed(worker)).toEqual([
    ['shop/app -> workload identity  TCP 80, TCP 988', ["credentials of the pods' identity are fetched (gke)"]],
  ]);
});

test('Azure is told by an annotation of the account and a label of the pods', () => {
  const identity = '8f0c5d0e-0000-4000-8000-000000000000';
  const worker = workerOf(shopOf({ workloadIdentity: WorkloadIdentity.azure() }), { identity });
  expect(worker.serviceAccount?.toJson().metadata.annotations).toEqual({
    'azure.workload.identity/client-id': identity,
  });
  const { template, selector } = specOf(worker.deployment);
  expect(template.metadata.labels['azure.workload.identity/use']).toBe('true');
  expect(selector.matchLabels).not.toHaveProperty('azure.workload.identity/use');
});

describe('where credentials are fetched from a host', () => {
  const facts = { workloadIdentity: WorkloadIdentity.eksIrsa('eu-west-1') };
  const notices = hearNotices();

  test('a network plugin that knows hosts lets the pods connect to it', () => {
    const worker = workerOf(shopOf({ ...facts, networkPlugin: NetworkPlugin.cilium() }), { identity: ROLE });
    expect(listed(worker)).toEqual([
      [
        'shop/app -> sts.eu-west-1.amazonaws.com  TCP 443',
        ["credentials of the pods' identity are fetched (eks-irsa)"],
      ],
    ]);
    expect(worker.serviceAccount?.toJson().metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': ROLE });
  });

  test('any other opens nothing, and the synth says who waits for what', () => {
    const shop = shopOf(facts);
    const worker = workerOf(shop, { identity: ROLE });
    new Worker(shop, 'also', { image: IMAGE, runAs: 1000, identity: ROLE });
    expect(listed(worker)).toEqual([]);
    (shop.node.root as Platform).synthYaml();
    expect(notices).toEqual([
      'cdk8s-networking: credentials of eks-irsa are fetched from sts.eu-west-1.amazonaws.com on TCP 443, which no ' +
        'NetworkPolicy can name, and nothing lets these get there: shop/also, shop/app; connect them to the addresses ' +
        'that you know, or to Peer.internet()\n',
    ]);
  });

  test.each([
    ['the internet', Peer.internet()],
    ['addresses', Peer.cidr('10.7.0.0/24')],
    ['everyone', Peer.anywhere({ reason: 'a test' })],
  ])('the synth is silent about pods that may connect to %s', (_, peer) => {
    const shop = shopOf(facts);
    workerOf(shop, { identity: ROLE }).connections.allowTo(peer, { ports: [Port.tcp(443)] });
    (shop.node.root as Platform).synthYaml();
    expect(notices).toEqual([]);
  });

  test('another port is not enough', () => {
    const shop = shopOf(facts);
    workerOf(shop, { identity: ROLE }).connections.allowTo(Peer.internet(), { ports: [Port.tcp(80)] });
    (shop.node.root as Platform).synthYaml();
    expect(notices).toHaveLength(1);
  });
});

describe('errors:', () => {
  const facts = { workloadIdentity: WorkloadIdentity.azure() };

  test('a cluster without identities', () => {
    expect(() => workerOf(shopOf({}), { identity: ROLE })).toThrow(
      new Error(
        '[shop/app] the cluster profile "kubeadm" must say where pods fetch the credentials of their identity; ' +
          'give it `workloadIdentity`, such as WorkloadIdentity.eksPodIdentity()',
      ),
    );
  });

  test('an account that exists', () => {
    expect(() => workerOf(shopOf(facts), { identity: 'a', serviceAccount: ServiceAccount.existing('robot') })).toThrow(
      new Error(
        "[shop/app] `identity` must be given to a service account of the workload's own, and `serviceAccount` names one " +
          'that exists, but got "robot"; leave `serviceAccount` out, or use ServiceAccount.dedicated()',
      ),
    );
  });

  test('an annotation that says another identity', () => {
    const annotations = { 'azure.workload.identity/client-id': 'b' };
    expect(() =>
      workerOf(shopOf(facts), { identity: 'a', serviceAccount: ServiceAccount.dedicated({ annotations }) }),
    ).toThrow(
      new Error(
        '[shop/app] the annotation azure.workload.identity/client-id must be left to `identity`, which says "a", ' +
          'but got "b"; leave it out of `serviceAccount`',
      ),
    );
  });

  test('a label that says that there is none', () => {
    expect(() =>
      workerOf(shopOf(facts), { identity: 'a', labels: { 'azure.workload.identity/use': 'false' } }),
    ).toThrow(
      new Error(
        '[shop/app] the label azure.workload.identity/use must be left to `identity`, which says "true", but got ' +
          '"false"; leave it out of `labels`',
      ),
    );
  });

  test('a label that says the same is none', () => {
    const labels = { 'azure.workload.identity/use': 'true' };
    expect(() => workerOf(shopOf(facts), { identity: 'a', labels })).not.toThrow();
  });

  test('no text', () => {
    expect(() => workerOf(shopOf(facts), { identity: ' ' })).toThrow(
      new Error(
        '[shop/app] `identity` must be a text, but got " "; write it as in "arn:aws:iam::123456789012:role/shop"',
      ),
    );
  });
});
