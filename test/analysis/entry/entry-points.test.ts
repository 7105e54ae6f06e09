import { entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import { LabelSelector, PodSelection } from '../../../lib/traffic';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from './manifests';
import { waysOf } from './told';

const PROXY = LabelSelector.of({ labels: { app: 'proxy' } });
const FACTS = entryFactsOf(undefined, { nginx: PodSelection.inNamespace('gateways', PROXY) });

const INGRESS = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }
`;

/** The names of the entries beside some pods. */
function names(...pods: string[]): string[] {
  const others = pods.map((name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: gateways }\n`);
  const text = manifests(WEB, INGRESS, gateway(HTTP), route(`${PARENT}\n${TO_WEB}`), ...others);
  return waysOf(text, FACTS).map(({ entry }) => entry.name);
}

test('an entry has the name of its Gateway or class', () => {
  expect(names()).toEqual(['gateways/nginx', 'gateways/edge']);
  expect(names('proxy')).toEqual(['gateways/nginx', 'gateways/edge']);
});

test('an entry is told apart from a workload of its name by its kind', () => {
  expect(names('nginx', 'edge')).toEqual(['gateways/ingressclass/nginx', 'gateways/gateway/edge']);
});

test('a controller is told apart from a Gateway of its name', () => {
  const text = manifests(WEB, INGRESS, gateway(HTTP).replace('name: edge', 'name: nginx'));
  expect(waysOf(text, FACTS).map(({ entry }) => entry.name)).toEqual(['gateways/ingressclass/nginx']);
});
