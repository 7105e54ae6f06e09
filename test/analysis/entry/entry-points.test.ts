import { type DataPlane, type EntryFacts, entryFactsOf } from '../../../lib/analysis/entry/entry-facts';
import { CiliumEntity, LabelSelector, PodSelection } from '../../../lib/traffic';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from './manifests';
import { steps, waysOf } from './told';

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
  return namesBy(FACTS, ...pods);
}

function namesBy(facts: EntryFacts, ...pods: string[]): string[] {
  const others = pods.map((name) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: gateways }\n`);
  const text = manifests(WEB, INGRESS, gateway(HTTP), route(`${PARENT}\n${TO_WEB}`), ...others);
  return waysOf(text, facts).map(({ entry }) => entry.name);
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

describe('an entry without pods', () => {
  const by = (plane: DataPlane): EntryFacts => ({
    ingressClasses: ['nginx'],
    dataPlaneOf: () => plane,
    readsNoSecrets: () => false,
    endsTls: () => false,
  });
  const addresses = [
    { cidr: '192.0.2.0/25', except: [] },
    { cidr: '198.51.100.0/24', except: ['198.51.100.0/28'] },
  ];

  test('has the name of its class, told apart from a workload of that name', () => {
    expect(namesBy(by({ addresses }))).toEqual(['ingressclass/nginx', 'gateways/edge']);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: nginx, namespace: ingressclass }\n';
    expect(waysOf(manifests(WEB, INGRESS, pod), by({ addresses })).map(({ entry }) => entry.name)).toEqual([
      'ingressclass/ingressclass/nginx',
    ]);
  });

  test('says what serves it', () => {
    const text = manifests(WEB, INGRESS);
    expect(steps(text, by({ addresses }))[0]).toBe(
      'controller allowed: a load balancer at 192.0.2.0/25 and 198.51.100.0/24 except 198.51.100.0/28 serves ' +
        'IngressClass nginx',
    );
    expect(steps(text, by({ entity: CiliumEntity.INGRESS }))[0]).toBe(
      'controller allowed: Cilium itself serves IngressClass nginx, as its entity ingress',
    );
  });
});
