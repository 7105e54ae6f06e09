import * as fs from 'node:fs';
import * as path from 'node:path';
import { type IIngressController, IngressControllers, IngressOption } from '../../../lib/cluster';

const PAGE = path.resolve(__dirname, '../../../docs/ingress.md');

/** Between these the page has the table. */
const FRAME = /(<!-- options by controller -->\n)[\s\S]*?(<!-- end -->\n)/;

const SUBNETS = { subnetRanges: ['10.0.0.0/24'] };

const COLUMNS: [string, IIngressController][] = [
  ['nginx', IngressControllers.ingressNginx()],
  ['Traefik', IngressControllers.traefik()],
  ['Kong', IngressControllers.kong()],
  ['HAProxy', IngressControllers.haproxy()],
  ['Contour', IngressControllers.contour()],
  ['Cilium', IngressControllers.cilium()],
  ['Istio', IngressControllers.istioIngress()],
  ['AWS', IngressControllers.awsLoadBalancer(SUBNETS)],
  ['GKE', IngressControllers.gke()],
  ['Azure', IngressControllers.azureApplicationGateway(SUBNETS)],
  ['OpenShift', IngressControllers.openshift()],
];

function row(...cells: string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function table(): string {
  const head = row('asked for', ...COLUMNS.map(([title]) => title));
  const line = row('---', ...COLUMNS.map(() => ':-:'));
  const rows = Object.values(IngressOption).map((option) =>
    row(`\`${option}\``, ...COLUMNS.map(([, { options }]) => (options.includes(option) ? 'yes' : '-'))),
  );
  return [head, line, ...rows].join('');
}

test('docs/ingress.md says of each controller what the code does', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  expect(page).toMatch(FRAME);
  const told = page.replace(FRAME, (_, start, end) => `${start}${table()}${end}`);
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(PAGE, told);
  expect(told).toBe(page);
});

test('every controller that is known has a column', () => {
  const names = Object.getOwnPropertyNames(IngressControllers).filter(
    (name) => !/^(length|name|prototype)$/.test(name),
  );
  // That of k3s is Traefik.
  expect(names).toHaveLength(COLUMNS.length + 1);
});
