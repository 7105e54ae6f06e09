import * as path from 'node:path';
import { type Manifest, readManifests } from '../support/manifests';
import { reachability } from '../support/reachability';
import { tableOf } from '../support/table';

const EXPECTED = path.resolve(__dirname, '../../examples/online-boutique/expected');

// What the shop needs, and nothing else: caller, callee, and the port of the callee's pods.
const CONNECTIONS = [
  'boutique/cartservice -> boutique/redis-cart TCP 6379',
  'boutique/checkoutservice -> boutique/cartservice TCP 7070',
  'boutique/checkoutservice -> boutique/currencyservice TCP 7000',
  'boutique/checkoutservice -> boutique/emailservice TCP 8080',
  'boutique/checkoutservice -> boutique/paymentservice TCP 50051',
  'boutique/checkoutservice -> boutique/productcatalogservice TCP 3550',
  'boutique/checkoutservice -> boutique/shippingservice TCP 50051',
  'boutique/frontend -> boutique/adservice TCP 9555',
  'boutique/frontend -> boutique/cartservice TCP 7070',
  'boutique/frontend -> boutique/checkoutservice TCP 5050',
  'boutique/frontend -> boutique/currencyservice TCP 7000',
  'boutique/frontend -> boutique/productcatalogservice TCP 3550',
  'boutique/frontend -> boutique/recommendationservice TCP 8080',
  'boutique/frontend -> boutique/shippingservice TCP 50051',
  'boutique/loadgenerator -> boutique/frontend TCP 8080',
  'boutique/recommendationservice -> boutique/productcatalogservice TCP 3550',
  'outside -> boutique/frontend TCP 8080',
];

describe.each(['gateway', 'ingress'])('Online Boutique by %s', (entry) => {
  const manifests = readManifests(path.join(EXPECTED, entry));

  test('has exactly the connections that it needs', () => {
    const { rows, problems, cannotResolve } = reachability(manifests);
    expect(rows.map(({ from, to, protocol, port }) => `${from} -> ${to} ${protocol} ${port}`)).toEqual(CONNECTIONS);
    expect(problems).toEqual([]);
    expect(cannotResolve).toEqual([]);
  });

  test('has its Services on the published ports', () => {
    const services = manifests
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata, spec }) => {
        const { ports } = spec as { ports: { port: number; targetPort: number; name: string }[] };
        return [metadata.name, ...ports.map(({ name, port, targetPort }) => `${name} ${port}:${targetPort}`)].join(' ');
      });
    expect(services.sort()).toEqual([
      'adservice grpc 9555:9555',
      'cartservice grpc 7070:7070',
      'checkoutservice grpc 5050:5050',
      'currencyservice grpc 7000:7000',
      'emailservice grpc 5000:8080',
      'frontend http 80:8080',
      'paymentservice grpc 50051:50051',
      'productcatalogservice grpc 3550:3550',
      'recommendationservice grpc 8080:8080',
      'redis-cart tcp-redis 6379:6379',
      'shippingservice grpc 50051:50051',
    ]);
  });

  describe('has no object too many: the table changes when', () => {
    const table = (objects: Manifest[]) => {
      const { rows, problems, cannotResolve } = reachability(objects);
      return [tableOf(rows), ...problems, ...cannotResolve].join('\n');
    };
    const before = table(manifests);
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata }) => metadata.name);
    const workloads = manifests.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
    const services = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);

    /** The manifests with one object changed. */
    const changed = (kind: string, name: string, change: (object: any) => void) => {
      const copies = structuredClone(manifests);
      change(copies.find((object) => object.kind === kind && object.metadata.name === name));
      return table(copies);
    };

    test('nothing else does', () => {
      expect(changed('Namespace', 'boutique', () => {})).toBe(before);
      expect(policies).toHaveLength(14);
    });

    // The default deny stands behind all of them: each workload's own policy isolates it as well.
    test.each(policies.filter((name) => name !== 'default-deny'))('policy %s is deleted', (name) => {
      expect(
        table(manifests.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== name)),
      ).not.toBe(before);
    });

    test.each(workloads)('a label of %s is changed', (name) => {
      const relabelled = changed('Deployment', name, ({ spec }) => {
        spec.template.metadata.labels['app.kubernetes.io/name'] = 'stranger';
      });
      expect(relabelled).not.toBe(before);
    });

    test.each(services)('the policy of %s has another port than its pods', (name) => {
      const misported = changed('NetworkPolicy', name, ({ spec }) => {
        for (const rule of spec.ingress) rule.ports = [{ port: 81, protocol: 'TCP' }];
      });
      expect(misported).not.toBe(before);
    });

    test.each([
      ['emailservice', 8080, 5000],
      ['frontend', 8080, 80],
    ])('the policies name the Service port of %s where the pod port belongs', (name, podPort, servicePort) => {
      const misported = changed('NetworkPolicy', name, ({ spec }) => {
        const ports = spec.ingress.flatMap((rule: any) => rule.ports);
        expect(ports.length).toBeGreaterThan(0);
        for (const port of ports) {
          expect(port.port).toBe(podPort);
          port.port = servicePort;
        }
      });
      expect(misported).not.toBe(before);
    });

    test('a workload without a policy of its own is added, which the default deny keeps closed', () => {
      const stranger: any = structuredClone(
        manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'adservice'),
      );
      stranger.metadata.name = 'stranger';
      stranger.spec.selector.matchLabels['app.kubernetes.io/name'] = 'stranger';
      stranger.spec.template.metadata.labels['app.kubernetes.io/name'] = 'stranger';
      const rows = (objects: Manifest[]) =>
        reachability(objects).rows.filter((row) => `${row.from} ${row.to}`.includes('stranger'));
      const open = manifests.filter(({ metadata }) => metadata.name !== 'default-deny');
      expect(rows([...manifests, stranger])).toEqual([]);
      expect(rows([...open, stranger])).not.toEqual([]);
    });
  });
});
