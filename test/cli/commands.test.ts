import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXAMPLE, inFolder, runIn } from './harness';

const BROKEN = `\
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: web }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: {}
  ingress:
    - from: [{}]
---
{ apiVersion: v1, kind: Secret, metadata: { name: key, namespace: shop } }
`;

/** A name and a path that would end their lines, and reach the terminal. */
const FORGED = `\
apiVersion: v1
kind: Pod
metadata: { generateName: "web\\nshop/evil -> shop/db\\e[2K", namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 80 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  ingressClassName: nginx
  rules:
    - http:
        paths:
          - path: "/a\\n+ shop/evil -> shop/db"
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
`;

describe('suggest', () => {
  test('prints a program', async () => {
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['suggest', 'shop-open']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain("web.connections.allowTo(orders, { ports: [Port.tcp(8080)], reason: 'env ORDERS_URL=");
  });

  test('calls the namespace of objects that name none as it is told', async () => {
    const text = '{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } } }';
    const named = await runIn(EXAMPLE, ['suggest', '-', '--namespace', 'boutique'], text);
    expect(named.stdout).toContain("new IsolatedNamespace(platform, 'boutique', {");
    expect(named.stdout).toContain(
      "// Include the manifests here: new Include(boutique, 'manifests', { url: '...' });",
    );
  });

  test.each(['Shop', 'a b', '../x', ''])('refuses a namespace that is none: %j', async (namespace) => {
    expect(await runIn(EXAMPLE, ['suggest', 'shop-open', '-n', namespace])).toEqual({
      status: 2,
      stdout: '',
      stderr: `the name of a namespace must be a DNS-1123 label: up to 63 lower case letters, digits and "-", but got ${JSON.stringify(namespace)}; write it as in --namespace shop\n`,
    });
  });

  test('tells of kinds that play no part, and of problems', async () => {
    const { status, stderr } = await runIn(EXAMPLE, ['suggest', '-'], BROKEN);
    expect(status).toBe(0);
    expect(stderr).toMatch(/Secret 1/);
    expect((await runIn(EXAMPLE, ['suggest', '-', '--strict'], BROKEN)).status).toBe(2);
  });
});

describe('list', () => {
  test('prints a line for each connection', async () => {
    expect(await runIn(EXAMPLE, ['list', 'shop'])).toEqual({
      status: 0,
      stderr: '',
      stdout: 'shop/api -> shop/db  TCP 5432\nshop/web -> shop/api  TCP 8080\n',
    });
  });

  test('reads standard input as well', async () => {
    const policies = await runIn(EXAMPLE, ['list', 'shop/policies.yaml', '-'], BROKEN.split('---\n')[0]);
    expect(policies).toEqual({ status: 0, stderr: '', stdout: 'No connection is allowed.\n' });
  });

  test('keeps to a workload, a direction, a port', async () => {
    const focus = await runIn(EXAMPLE, ['list', 'shop', '--focus', 'shop/api', '--direction', 'ingress']);
    expect(focus.stdout).toBe('shop/web -> shop/api  TCP 8080\n');
    const port = await runIn(EXAMPLE, ['list', 'shop', '--port', '5432']);
    expect(port.stdout).toBe('shop/api -> shop/db  TCP 5432\n');
  });

  test('prints every format', async () => {
    const { stdout } = await runIn(EXAMPLE, ['list', 'shop', '-o', 'csv', '--port', '5432']);
    expect(stdout).toBe('source,destination,protocol,ports,answer,via\nshop/api,shop/db,TCP,5432,allowed,\n');
  });
});

describe('an option that would change nothing is refused', () => {
  test.each(['service', 'namespace'])('--exposure by %s', async (by) => {
    expect(await runIn(EXAMPLE, ['list', 'shop', '--by', by, '--exposure'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `--exposure must go with --by workload, but got "${by}"; ` +
        'leave one of them out: pods that might come to be are told of workload by workload\n',
    });
  });

  test.each(['text', 'md', 'dot', 'mermaid'])('--replicas in %s', async (format) => {
    expect(await runIn(EXAMPLE, ['list', 'shop', '-o', format, '--replicas'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `--replicas must go with --output json or csv, but got "${format}"; ` +
        'leave it out: the other formats always tell of replicas\n',
    });
  });

  test.each(['json', 'csv'])('but not --replicas in %s', async (format) => {
    const { status, stderr } = await runIn(EXAMPLE, ['list', 'shop', '-o', format, '--replicas']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the bytes of a manifest', () => {
  test('may be UTF-16, as PowerShell writes it', () =>
    inFolder(
      { 'workloads.yaml': fs.readFileSync(path.join(EXAMPLE, 'shop/workloads.yaml'), 'utf8') },
      async (folder) => {
        const policies = fs.readFileSync(path.join(EXAMPLE, 'shop/policies.yaml'), 'utf8');
        fs.writeFileSync(path.join(folder, 'policies.yaml'), `\ufeff${policies}`, 'utf16le');
        expect(await runIn(folder, ['list', '.'])).toEqual(await runIn(EXAMPLE, ['list', 'shop']));
      },
    ));

  test('that are no manifest at all leave nothing to answer from', () =>
    inFolder({ 'x.yaml': 'a: [\u0000' }, async (folder) => {
      const { status, stdout, stderr } = await runIn(folder, ['list', '.']);
      const [problem, ...rest] = stderr.split('\n');
      expect({ status, stdout, rest }).toEqual({ status: 2, stdout: '', rest: ['no manifest could be read', ''] });
      expect(problem).toMatch(/^x\.yaml:1: a document must be readable YAML, but got: /);
    }));

  test.each([
    ['list', ['list', 'x.yaml']],
    ['why', ['why', 'x.yaml', 'shop/a', 'shop/b']],
    ['verify', ['verify', 'x.yaml', '-']],
    ['diff', ['diff', 'x.yaml', 'x.yaml']],
  ])('may be none, and then %s has nothing to answer from', (_verb, argv) =>
    inFolder({ 'x.yaml': '# later\n' }, async (folder) => {
      expect(await runIn(folder, argv, '- { from: shop/a, to: shop/b, expect: denied }\n')).toEqual({
        status: 2,
        stdout: '',
        stderr: 'no manifest could be read\n',
      });
    }),
  );

  test('may be of objects that play no part: those were read', () =>
    inFolder(
      { 'x.yaml': '{ apiVersion: v1, kind: Secret, metadata: { name: key, namespace: shop } }\n' },
      async (folder) => {
        const { status, stdout } = await runIn(folder, ['list', '.']);
        expect({ status, stdout }).toEqual({ status: 0, stdout: 'No connection is allowed.\n' });
      },
    ));
});

test('a list forges no line, whatever the manifests say', () =>
  inFolder({ 'x.yaml': FORGED }, async (folder) => {
    const { status, stdout, stderr } = await runIn(folder, ['list', '.']);
    expect(status).toBe(0);
    expect(`${stdout}${stderr}`).toContain('evil');
    expect(`${stdout}${stderr}`).not.toMatch(/^(\S )?shop\/evil/m);
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  }));

test('nor does an error', () =>
  inFolder({ 'x.yaml': FORGED }, async (folder) => {
    const { status, stderr } = await runIn(folder, ['list', '.', '--focus', 'shop/nobody']);
    expect(status).toBe(2);
    expect(stderr.split('\n').slice(-2)).toEqual([expect.stringContaining('got "shop/nobody"'), '']);
    expect(stderr.split('\n').filter((line) => line.startsWith('shop/') || line.startsWith('+'))).toEqual([]);
    expect(stderr).not.toContain('\u001b');
  }));

describe('a problem in a manifest', () => {
  const problem = /^web\.yaml:12: NetworkPolicy shop\/web: spec\.ingress\[0\]\.from\[0\]: .+\n/;
  const kinds = '1 object of a kind that plays no part here: Secret 1\n';

  test('is told beside the result', () =>
    inFolder({ 'web.yaml': BROKEN }, async (folder) => {
      const { status, stdout, stderr } = await runIn(folder, ['list', '.']);
      expect(stderr).toMatch(problem);
      expect(stderr.replace(problem, '')).toBe(kinds);
      expect({ status, isSilent: stdout === '' }).toEqual({ status: 0, isSilent: false });
    }));

  test('is told even to those who want quiet, while kinds that play no part are not', () =>
    inFolder({ 'web.yaml': BROKEN }, async (folder) => {
      const loud = await runIn(folder, ['list', '.']);
      const { status, stderr } = await runIn(folder, ['list', '.', '--quiet']);
      expect(status).toBe(0);
      expect(stderr).not.toBe('');
      expect(loud.stderr.startsWith(stderr)).toBe(true);
      expect(loud.stderr.length).toBeGreaterThan(stderr.length);
    }));

  test('is an error where manifests have to be right', () =>
    inFolder({ 'web.yaml': BROKEN }, async (folder) => {
      const { status, stdout, stderr } = await runIn(folder, ['list', '.', '--strict', '-q']);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(problem);
      expect(stderr.replace(problem, '')).toBe(
        'with --strict, manifests must have no problem, but got 1; ' +
          'correct them, or leave --strict out to go on with the rest\n',
      );
    }));
});

describe('why', () => {
  test('explains an answer, and is no failure when it is no', async () => {
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['why', 'shop', 'shop/web', 'shop/db', '--port', '5432']);
    expect({ status, stderr, headline: stdout.split('\n')[0] }).toEqual({
      status: 0,
      stderr: '',
      headline: 'shop/web -> shop/db TCP 5432: denied',
    });
  });

  test('takes further files and folders', async () => {
    const asked = ['shop/web', 'shop/db', '--port', '5432'];
    const apart = ['why', 'shop/workloads.yaml', ...asked, '-f', 'shop/policies.yaml', '--file', 'shop/workloads.yaml'];
    expect(await runIn(EXAMPLE, apart)).toEqual(await runIn(EXAMPLE, ['why', 'shop', ...asked]));
  });

  test('is told where the DNS is', async () => {
    const { stdout } = await runIn(EXAMPLE, ['why', 'shop', 'shop/web', 'shop/api', '--dns', 'dns/app=coredns:5353']);
    expect(stdout).toContain('TCP 5353, UDP 5353 to pods app=coredns in namespace dns');
  });

  test('of nobody is an error', async () => {
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['why', 'shop', 'shop/wep', 'shop/db']);
    expect({ status, stdout, names: stderr.includes('shop/wep') }).toEqual({ status: 2, stdout: '', names: true });
  });
});

describe('verify', () => {
  test('ends with status 0 when all expectations hold', async () => {
    expect(await runIn(EXAMPLE, ['verify', 'shop', 'expectations.yaml'])).toEqual({
      status: 0,
      stderr: '',
      stdout: '3 of 3 expectations hold.\n',
    });
  });

  test('ends with status 1 when one does not', async () => {
    const { status, stdout } = await runIn(EXAMPLE, ['verify', 'shop-next', 'expectations.yaml', '-o', 'json']);
    expect({ status, ...JSON.parse(stdout) }).toEqual({
      status: 1,
      checked: 3,
      failed: [{ from: 'shop/web', to: 'shop/db', expect: 'denied', got: 'allowed' }],
    });
  });

  test('takes further files and folders', async () => {
    const apart = ['verify', 'shop/workloads.yaml', 'expectations.yaml', '-f', 'shop/policies.yaml'];
    expect((await runIn(EXAMPLE, apart)).stdout).toBe('3 of 3 expectations hold.\n');
  });

  test('tells of everything wrong in the expectations, a line for each', async () => {
    const rows =
      '- { from: shop/wep, to: shop/db, expect: denied }\n- { from: shop/web, to: shop/bd, expect: denied }\n';
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['verify', 'shop', '-'], rows);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.split('\n').map((line) => /"(shop\/\w+)"/.exec(line)?.[1])).toEqual([
      'shop/wep',
      'shop/bd',
      undefined,
    ]);
  });

  test('ends with status 2 when the expectations are none', async () => {
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['verify', 'shop', '-'], '- { from: shop/web }\n');
    expect({ status, stdout, place: stderr.slice(0, 4) }).toEqual({ status: 2, stdout: '', place: expect.any(String) });
    expect(stderr).toContain('-:1');
  });
});

describe('diff', () => {
  const opened = /^\+ shop\/web -> shop\/db {2}TCP 5432\n( {4}NetworkPolicy .+\n)+$/;

  test('tells what opens, and fails only when asked to', async () => {
    const { status, stdout, stderr } = await runIn(EXAMPLE, ['diff', 'shop', 'shop-next']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(opened);
  });

  test.each([
    ['opened', 'shop', 'shop-next', 1],
    ['any', 'shop', 'shop-next', 1],
    ['opened', 'shop-next', 'shop', 0],
    ['any', 'shop-next', 'shop', 1],
    ['any', 'shop', 'shop', 0],
  ])('with --fail-on %s, from %s to %s the status is %i', async (what, older, newer, expected) => {
    const { status, stderr } = await runIn(EXAMPLE, ['diff', older, newer, '--fail-on', what]);
    expect({ status, stderr }).toEqual({ status: expected, stderr: '' });
  });

  test('does not fail for an opening that is meant', async () => {
    const argv = ['diff', 'shop', 'shop-next', '--fail-on', 'any', '--allow', 'acknowledged.yaml'];
    const { status, stdout } = await runIn(EXAMPLE, argv);
    expect({ status, headline: stdout.split('\n')[0] }).toEqual({
      status: 0,
      headline: '+ shop/web -> shop/db  TCP 5432  (acknowledged: web keeps its sessions there)',
    });
  });

  test('of the same manifests says that nothing changes', async () => {
    expect(await runIn(EXAMPLE, ['diff', 'shop', 'shop'])).toEqual({
      status: 0,
      stderr: '',
      stdout: 'No connection is opened, closed or changed.\n',
    });
  });
});
