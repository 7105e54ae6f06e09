import { entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import { Clusters, Entry, GatewayImplementations, IngressControllers } from '../../../lib/cluster';
import { LabelExpression, LabelSelector, PodSelection } from '../../../lib/traffic';
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
  expect(facts.podsOf('istio', EDGE)).toEqual({
    namespace: 'gateways',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
  });
  expect(facts.podsOf('traefik')?.namespace).toBe('traefik');
  expect(facts.podsOf('nginx')).toBeUndefined();
  expect(facts.ingressClasses).toEqual(['traefik']);
});

test('what is said beside the profile wins', () => {
  const facts = entryFactsOf(cluster, { istio: PodSelection.inNamespace('edge', PROXY) });
  expect(facts.podsOf('istio', EDGE)).toEqual({ namespace: 'edge', labels: { app: 'proxy' } });
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
    expect(entryFactsOf(undefined, { eg: selection }).podsOf('eg', EDGE)).toBeUndefined();
});

test('a way in says which pods serve its Gateway', () => {
  const facts = entryFactsOf(undefined, { eg: PodSelection.inNamespace('edge', PROXY) });
  const text = manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`), WEB);
  expect(steps(text, facts)[0]).toBe(
    'controller allowed: pods app=proxy in namespace edge serve Gateway gateways/edge',
  );
});
