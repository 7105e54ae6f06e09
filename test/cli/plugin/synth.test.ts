import * as fs from 'node:fs';
import * as path from 'node:path';
import { blocks } from '../../docs/code';
import { Project } from '../../support/project';
import { runIn } from '../harness';

const PAGE = fs.readFileSync(path.resolve(__dirname, '../../../docs/ci.md'), 'utf8');
const TIMEOUT = 120_000;

/** A file that the page shows, by the comment that starts it. */
function shown(name: string): string {
  const block = ['yaml', 'typescript']
    .flatMap((language) => blocks(PAGE, language))
    .find((each) => each.includes(name));
  return (block ?? `there is no ${name}`).replace(/^```\w+\n|```$/g, '');
}

let project: Project;

beforeAll(async () => {
  project = await Project.start();
});

afterAll(() => project.remove());

/** A route of a stock cdk8s app to this port of a Service that has 80. */
const stockApp = (port: number) => `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new ApiObject(chart, 'Service', {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] },
});
new ApiObject(chart, 'Route', {
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'orders' },
  spec: { rules: [{ backendRefs: [{ name: 'api', port: ${port} }] }] },
});
app.synth();
`;

const VALIDATION = `app: node main.js
validations:
  - package: ./node_modules/cdk8s-networking/build/plugin.js
    version: 1.0.0
    class: NetworkValidation
`;

test(
  'the page shows a project that passes, and fails once a connection is opened that nobody locked',
  async () => {
    project.write({
      'cdk8s.yaml': shown('# cdk8s.yaml'),
      'main.ts': shown('// main.ts'),
      'expectations.yaml': shown('# expectations.yaml'),
    });
    expect(project.synth('--no-validate')).toMatchObject({ status: 0 });
    await runIn(project.folder, ['list', 'dist', '--cluster', 'kubeadm', '--lock']);

    const passing = project.synth();
    expect(passing.stdout).toContain('Validations ended succesfully');
    expect(passing.stdout).toMatch(/Status\s+│ success/);
    expect(passing.status).toBe(0);

    const opened = shown('// main.ts').replace('platform.synth', 'db.connections.allowTo(web);\nplatform.synth');
    project.write({ 'main.ts': opened });
    const failing = project.synth();
    const [, violations = ''] = failing.stdout.split('(Violations)\n');
    expect(violations).toContain('connectivity-lock (1 occurrences)');
    expect(violations).toContain('      > line 3: shop/db -> shop/web  TCP 3000: opened since it was locked');
    expect(violations).toContain(
      '  How to fix: where it is meant, write the lock anew: npx cdk8s-networking list dist --cluster kubeadm --lock',
    );
    expect(violations).toContain('expectation (1 occurrences)');
    expect(failing).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Validation failed. See above reports for details'),
    });
  },
  TIMEOUT,
);

test(
  'an error fails the synth of a stock app, and tells which construct wrote it',
  () => {
    project.write({ 'cdk8s.yaml': VALIDATION, 'main.js': stockApp(8080) });
    const { status, stdout } = project.synth('--validation-reports-output-file', 'report.json');
    const [, violations = ''] = stdout.split('(Violations)\n');
    expect(violations.trim()).toBe(`backend-port-not-found (1 occurrences)

  Occurrences:

    - Construct Path: shop/Route
    - Manifest Path: dist/shop.k8s.yaml
    - Resource Name: orders
    - Locations:
      > line 18: HTTPRoute shop/orders: Service shop/api has no TCP port 8080; it has TCP 80

  Recommendation: error: its share of the requests is answered with 500
  How to fix: write the number of the Service's own port, not the targetPort`);
    expect(status).toBe(2);
    const [report] = JSON.parse(fs.readFileSync(path.join(project.folder, 'report.json'), 'utf8')).reports;
    expect(report.summary).toMatchObject({
      status: 'failure',
      version: '1.0.0',
      metadata: { Errors: '1', Warnings: '0', Notes: '0', Acknowledged: '0' },
    });
  },
  TIMEOUT,
);

test(
  'a property that nobody knows fails before anything is judged',
  () => {
    project.write({ 'cdk8s.yaml': `${VALIDATION}    properties: { locks: a }\n`, 'main.js': stockApp(80) });
    const { status, stdout, stderr } = project.synth();
    expect(`${stdout}${stderr}`).toContain(
      'the properties of NetworkValidation must be some of cluster, expectations, lock, only, skip, but got "locks"; correct it in cdk8s.yaml',
    );
    expect(status).toBe(1);
  },
  TIMEOUT,
);
