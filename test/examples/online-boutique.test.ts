import * as path from 'node:path';
import { type Manifest, readManifests } from '../support/manifests';
import { reachability } from '../support/reachability';
import type { Row } from '../support/row';

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

const lineOf = ({ from, to, protocol, port }: Row) => `${from} -> ${to} ${protocol} ${port}`;

describe.each(['gateway', 'ingress'])('Online Boutique by %s', (entry) => {
  const manifests = readManifests(path.join(EXPECTED, entry));

  test('has exactly the connections that it needs', () => {
    const { rows, problems, cannotResolve } = reachability(manifests);
    expect(rows.map(lineOf)).toEqual(CONNECTIONS);
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

  describe('has no object too many:', () => {
    const lines = (objects: Manifest[]) => reachability(objects).rows.map(lineOf);
    const touching = (name: string) => CONNECTIONS.filter((line) => line.split(' ').includes(`boutique/${name}`));
    const namesOf = (wanted: string) =>
      manifests.filter(({ kind }) => kind === wanted).map(({ metadata }) => metadata.name);

    /** What is lost when one object is changed. No workload may gain anything by it. */
    const lost = (kind: string, name: string, change: (object: any) => void) => {
      const copies = structuredClone(manifests);
      change(copies.find((object) => object.kind === kind && object.metadata.name === name));
      const after = lines(copies);
      expect(after.filter((line) => /^(boutique\/|outside)/.test(line) && !CONNECTIONS.includes(line))).toEqual([]);
      return CONNECTIONS.filter((line) => !after.includes(line));
    };
    const without = (name: string) =>
      manifests.filter(({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.name !== name);

    test('there are a policy for each workload, and two for the namespace', () => {
      expect(namesOf('NetworkPolicy').sort()).toEqual([...namesOf('Deployment'), 'allow-dns', 'default-deny'].sort());
    });

    test.each(namesOf('Deployment'))(
      'without the policy of %s, the default deny cuts off all its connections',
      (name) => {
        const after = lines(without(name));
        expect(CONNECTIONS.filter((line) => !after.includes(line))).toEqual(touching(name));
        expect(after.filter((line) => !CONNECTIONS.includes(line))).toEqual([]);
      },
    );

    test('without allow-dns, nobody can resolve names', () => {
      expect(reachability(without('allow-dns')).cannotResolve).toHaveLength(12);
    });

    test.each(namesOf('Deployment'))('with a label of %s changed, all its connections are lost', (name) => {
      const relabelled = lost('Deployment', name, ({ spec }) => {
        spec.template.metadata.labels['app.kubernetes.io/name'] = 'stranger';
      });
      expect(relabelled).toEqual(touching(name));
    });

    test.each(namesOf('Service'))('with another port in the policy of %s, nobody reaches it', (name) => {
      const misported = lost('NetworkPolicy', name, ({ spec }) => {
        for (const rule of spec.ingress) rule.ports = [{ port: 81, protocol: 'TCP' }];
      });
      expect(misported).toEqual(CONNECTIONS.filter((line) => line.includes(` -> boutique/${name} `)));
    });

    test.each([
      ['emailservice', 8080, 5000],
      ['frontend', 8080, 80],
    ])('with the Service port of %s where the pod port belongs, nobody reaches it', (name, podPort, servicePort) => {
      const misported = lost('NetworkPolicy', name, ({ spec }) => {
        for (const port of spec.ingress.flatMap((rule: any) => rule.ports)) {
          expect(port.port).toBe(podPort);
          port.port = servicePort;
        }
      });
      expect(misported).toEqual(CONNECTIONS.filter((line) => line.includes(` -> boutique/${name} `)));
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
