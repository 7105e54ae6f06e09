import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { inFolder, runIn } from '../cli/harness';
import { filesOf } from '../support/examples';
import { blocks } from './code';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = fs.readFileSync(path.join(ROOT, 'docs/ci.md'), 'utf8');
const LOCK = path.join(ROOT, 'docs/connectivity.lock');
const GATEWAY = path.join(ROOT, 'examples/hello/expected/gateway');

/** A file of the page, by the comment that starts it. */
function shown(name: string): any {
  const block = blocks(PAGE, 'yaml').find((each) => each.startsWith(`\`\`\`yaml\n# ${name}\n`));
  return parse((block ?? '').replace(/^```yaml\n|```$/g, ''));
}

const workflow = shown('.github/workflows/network.yaml');
const pipeline = shown('.gitlab-ci.yml');

const steps: any[] = workflow.jobs.network.steps;

/** The commands of a script, each on one line. */
const linesOf = (scripts: readonly string[]) => scripts.flatMap((script) => script.trim().split(/(?<!\|\|)\n/));

const COMMANDS: { readonly [service: string]: string[] } = {
  GitHub: linesOf(steps.flatMap(({ run }) => run ?? [])),
  GitLab: linesOf([...pipeline.network.script, ...pipeline.connections.script]),
};

/** What a command of this package prints, and where it goes to. */
async function ran(command: string, folder: string) {
  const [, words = '', file] =
    /^npx cdk8s-networking (.*?)(?: > (\S+))?(?: \|\| (?:true|failed=yes))?$/.exec(command) ?? [];
  return { file, ...(await runIn(folder, words.split(' '))) };
}

/** A project with these manifests, on a branch that came from the same ones. */
function project<T>(extra: { readonly [name: string]: string }, act: (folder: string) => Promise<T>): Promise<T> {
  const manifests = filesOf(GATEWAY);
  const at = (folder: string) => Object.entries(manifests).map(([name, text]) => [`${folder}/${name}`, text]);
  const expectations = '- { from: shop/web, to: shop/db, expect: denied }\n';
  const files = { 'now/expectations.yaml': expectations, 'now/connectivity.lock': fs.readFileSync(LOCK, 'utf8') };
  return inFolder({ ...Object.fromEntries([...at('before/dist'), ...at('now/dist')]), ...files, ...extra }, (folder) =>
    act(path.join(folder, 'now')),
  );
}

const OWN = /^npx cdk8s-networking /;

/** What the examples run besides: the programs of npm, of cdk8s, of git and of the service, and the shell's own. */
const OTHERS = [
  /^npm ci$/,
  /^npx cdk8s synth --no-validate$/,
  /^git worktree add \.\.\/before "(origin\/\$GITHUB_BASE_REF|\$CI_MERGE_REQUEST_DIFF_BASE_SHA)"$/,
  /^\(cd \.\.\/before && npm ci && npx cdk8s synth --no-validate\)$/,
  /^cat connections\.md >> "\$GITHUB_STEP_SUMMARY"$/,
  /^gh pr comment "\$PULL_REQUEST" --edit-last --body-file connections\.md \|\|\n\s+gh pr comment "\$PULL_REQUEST" --body-file connections\.md$/,
  /^test -z "\$failed"$/,
];

describe.each(Object.entries(COMMANDS))('the example for %s', (_, commands) => {
  const own = commands.filter((command) => OWN.test(command));

  test('runs nothing that is not known', () => {
    const others = commands.filter((command) => !OWN.test(command));
    expect(others.filter((command) => !OTHERS.some((known) => known.test(command)))).toEqual([]);
    expect(own.length).toBeGreaterThan(3);
  });

  test('passes over what is as it was agreed', async () => {
    await project({}, async (folder) => {
      for (const command of own) {
        const { status, stderr } = await ran(command, folder);
        expect([command, status, stderr]).toEqual([command, 0, '']);
      }
    });
  });

  test('fails over a mistake, and each report says which', async () => {
    const mistake = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: admin, namespace: shop }
spec: { parentRefs: [{ name: gateway }], hostnames: [admin.example.com], rules: [{ backendRefs: [{ name: api, port: 80 }] }] }
`;
    await project({ 'now/dist/admin.yaml': mistake }, async (folder) => {
      const checks = own.filter((command) => command.includes(' check '));
      expect(checks.length).toBeGreaterThan(1);
      for (const command of checks) {
        const { status, stdout } = await ran(command, folder);
        expect([command, status]).toEqual([command, 1]);
        expect(stdout).toContain('backend-port-not-found');
      }
    });
  });

  test('fails over a connection that nobody locked', async () => {
    const open = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: open, namespace: shop }
spec: { podSelector: {}, ingress: [{}], egress: [{}], policyTypes: [Ingress, Egress] }
`;
    await project({ 'now/dist/open.yaml': open }, async (folder) => {
      const statuses = new Map<string, number>();
      for (const command of own) statuses.set(command, (await ran(command, folder)).status);
      const wanted = own.map((command) => [command, / --lock|verify /.test(command) ? 1 : 0]);
      expect([...statuses]).toEqual(wanted);
    });
  });

  test('every report that is uploaded is written, as what it is', async () => {
    await project({}, async (folder) => {
      const files: string[] = [];
      for (const command of own) {
        const { file, stdout } = await ran(command, folder);
        if (file === undefined) continue;
        files.push(file);
        if (/\.(sarif|json)$/.test(file)) expect(() => JSON.parse(stdout)).not.toThrow();
        if (file.endsWith('.xml')) expect(stdout).toMatch(/^<\?xml version="1\.0"/);
        if (file.endsWith('.md')) expect(stdout).toBe('No connection is opened, closed or changed.\n');
      }
      const uploaded =
        commands === COMMANDS.GitHub
          ? [...steps.flatMap((step) => step.with?.sarif_file ?? []), 'connections.md']
          : [...Object.values<any>(pipeline.network.artifacts.reports).flat(), ...pipeline.connections.artifacts.paths];
      expect(files.sort()).toEqual(uploaded.sort());
    });
  });
});

test('only actions that are known are used', () => {
  expect(steps.flatMap(({ uses }) => uses ?? [])).toEqual([
    'actions/checkout@v4',
    'actions/setup-node@v4',
    'github/codeql-action/upload-sarif@v3',
  ]);
});

test('every verb of the page is one', async () => {
  const { stdout } = await runIn(ROOT, ['--help']);
  const verbs = [...stdout.matchAll(/^ {2}(\w+) /gm)].map(([, verb]) => verb);
  const used = [...PAGE.matchAll(/npx cdk8s-networking (\w+)/g)].map(([, verb]) => verb);
  expect(used.filter((verb) => !verbs.includes(verb))).toEqual([]);
});

test('the lock of the page is that of the example', async () => {
  const argv = ['list', GATEWAY, '--cluster', 'kubeadm', '--lock-file'];
  await inFolder({}, async (folder) => {
    await runIn(folder, [...argv, 'a.lock']);
    const written = fs.readFileSync(path.join(folder, 'a.lock'), 'utf8');
    if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(LOCK, written);
    expect(fs.readFileSync(LOCK, 'utf8')).toBe(written);
  });
});

test('the page tells of every format and of every property', () => {
  for (const name of ['text', 'json', 'sarif', 'github', 'gitlab', 'junit', 'cluster', 'only', 'skip', 'lock'])
    expect(PAGE).toContain(`\`${name}\``);
});
