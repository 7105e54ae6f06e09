import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  Clusters,
  InternalService,
  IsolatedNamespace,
  Mesh,
  Platform,
  StatefulService,
  Waypoint,
  Worker,
} from '../../lib';
import { Connectivity, EndKind } from '../../lib/analysis';

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'waypoint-'));

afterAll(() => fs.rmSync(outdir, { recursive: true, force: true }));

test('what is declared is what is read: by the waypoint, or straight where a Service has no address of its own', () => {
  const platform = new Platform({ outdir, cluster: Clusters.kubeadm({ mesh: Mesh.istioAmbient() }) });
  const shop = new IsolatedNamespace(platform, 'shop');
  new Waypoint(shop, 'waypoint');
  const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080, servicePort: 80 });
  const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' });
  const db = new StatefulService(shop, 'db', { image: 'postgres:17', port: 5432 });
  mailer.connections.allowTo(api);
  api.connections.allowTo(db);
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  platform.synth();
  said.mockRestore();

  const network = Connectivity.ofObjects(platform.charts.flatMap((chart) => chart.toJson()));
  const { connections, unknown } = network.list();
  const rows = connections
    .filter(({ source, destination }) => source.kind === EndKind.WORKLOAD && destination.kind === EndKind.WORKLOAD)
    .map(
      ({ source, destination, ports: { TCP }, via }) => `${source.name} -> ${destination.name} ${TCP} ${via ?? '-'}`,
    );
  expect(rows).toEqual(['shop/api -> shop/db 5432 -', 'shop/mailer -> shop/api 8080 waypoint shop/waypoint']);
  expect(unknown).toEqual([]);
  expect(network.answer('shop/mailer', 'shop/service/api', 80)).toBe('allowed');
  expect(network.answer('shop/api', 'shop/service/db', 5432)).toBe('allowed');
  expect(network.answer('shop/mailer', 'shop/service/db', 5432)).toBe('denied');
});
