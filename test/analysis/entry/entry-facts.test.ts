import { entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import {
  Clusters,
  Entry,
  GatewayImplementations,
  type IGatewayImplementation,
  type IIngressController,
  IngressControllers,
} from '../../../lib/cluster';
import { CiliumEntity, LabelExpression, LabelSelector, Peer, PodSelection } from '../../../lib/traffic';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from './manifests';
import { steps } from './told';

const EDGE = { namespace: 'gateways', name: 'edge' };
const PROXY = LabelSelector.of({ labels: { app: 'proxy' } });

const cluster = Clusters.kubeadm({
  entries: [
    Entry.gateway(GatewayImplementations.istio({ gatewayClassName: 'istio' })),
    Entry.ingress(IngressControllers.traefik()),
  ],
});

test('a profile knows the pods of a Gateway and of a controller', () => {
  const facts = entryFactsOf(cluster, undefined);
  expect(facts.dataPlaneOf('istio', EDGE)).toEqual({
    pods: { namespace: 'gateways', labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
  });
  expect(facts.dataPlaneOf('traefik')?.pods?.namespace).toBe('traefik');
  expect(facts.dataPlaneOf('nginx')).toBeUndefined();
  expect(facts.ingressClasses).toEqual(['traefik']);
});

test('a profile knows a data plane that is addresses, or that only Cilium knows', () => {
  const facts = (dataPlane: Peer) => {
    const serve = () => ({ annotations: {} });
    const controller = { name: 'alb', ingressClassName: 'alb', options: [], dataPlane, serve } as IIngressController;
    const reach = { dataPlane: () => dataPlane, podPort: (port: number) => port, localDataPlane: () => undefined };
    const implementation = { name: 'edge', gatewayClassName: 'edge', ...reach, serve: () => ({}) };
    const entries = [Entry.ingress(controller), Entry.gateway(implementation as unknown as IGatewayImplementation)];
    const known = entryFactsOf(Clusters.kubeadm({ entries }), undefined);
    expect(known.dataPlaneOf('edge', EDGE)).toEqual(known.dataPlaneOf('alb'));
    return known.dataPlaneOf('alb');
  };
  expect(facts(Peer.cidr('192.0.2.0/24', { exceptFor: ['192.0.2.0/28'] }))).toEqual({
    addresses: [{ cidr: '192.0.2.0/24', except: ['192.0.2.0/28'] }],
  });
  expect(facts(Peer.ciliumEntity(CiliumEntity.INGRESS))).toEqual({ entity: 'ingress' });
  expect(facts(Peer.anywhere({ reason: 'test' }))).toBeUndefined();
});

test('a profile knows pods by the labels of their namespace where it says which namespace that is', () => {
  const known = entryFactsOf(Clusters.openshift(), undefined);
  expect(known.dataPlaneOf('openshift-default')).toEqual({
    pods: {
      namespace: 'openshift-ingress',
      namespaceLabels: { 'policy-group.network.openshift.io/ingress': '' },
      labels: {},
    },
  });
  const labelled = Peer.namespaces({ labels: { edge: 'yes' } });
  const serve = () => ({ annotations: {} });
  const controller = { name: 'edge', ingressClassName: 'edge', options: [], dataPlane: labelled, serve };
  const unsaid = Clusters.kubeadm({ entries: [Entry.ingress(controller as IIngressController)] });
  expect(entryFactsOf(unsaid, undefined).dataPlaneOf('edge')).toBeUndefined();
});

test('pods that are said beside the profile win over addresses', () => {
  const dataPlane = Peer.internet();
  const serve = () => ({ annotations: {} });
  const controller = { name: 'alb', ingressClassName: 'alb', options: [], dataPlane, serve } as IIngressController;
  const profile = Clusters.kubeadm({ entries: [Entry.ingress(controller)] });
  expect(entryFactsOf(profile, { alb: PodSelection.inNamespace('edge', PROXY) }).dataPlaneOf('alb')).toEqual({
    pods: { namespace: 'edge', labels: { app: 'proxy' } },
  });
});

test('what is said beside the profile wins', () => {
  const facts = entryFactsOf(cluster, { istio: PodSelection.inNamespace('edge', PROXY) });
  expect(facts.dataPlaneOf('istio', EDGE)).toEqual({ pods: { namespace: 'edge', labels: { app: 'proxy' } } });
  expect(facts.ingressClasses).toEqual(['traefik']);
});

test('a class that no profile knows may be one of Ingresses', () => {
  expect(entryFactsOf(undefined, { nginx: PodSelection.inNamespace('edge', PROXY) }).ingressClasses).toEqual(['nginx']);
});

test('a selection that is not one namespace and plain labels says nothing', () => {
  const isIn = LabelSelector.of({ expressions: [LabelExpression.isIn('app', ['a', 'b'])] });
  const labelled = LabelSelector.of({ labels: { edge: 'yes' } });
  const selections = [
    PodSelection.of({ pods: PROXY }),
    PodSelection.of({ pods: PROXY, namespaces: labelled }),
    PodSelection.of({ pods: PROXY, namespaces: LabelSelector.everything() }),
    PodSelection.inNamespace('edge', isIn),
  ];
  for (const selection of selections)
    expect(entryFactsOf(undefined, { eg: selection }).dataPlaneOf('eg', EDGE)).toBeUndefined();
});

test('a way in says which pods serve its Gateway', () => {
  const facts = entryFactsOf(undefined, { eg: PodSelection.inNamespace('edge', PROXY) });
  const text = manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`), WEB);
  expect(steps(text, facts)[0]).toBe(
    'controller allowed: pods app=proxy in namespace edge serve Gateway gateways/edge',
  );
});
