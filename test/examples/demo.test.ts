import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { PassThrough } from 'node:stream';
import { demonstrate } from '../../examples/demo';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  fs.symlinkSync(path.resolve(__dirname, '../../node_modules'), path.join(folder, 'node_modules'), 'junction');
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** What a demonstration of the folder writes, and the status that it ends with. */
async function told(): Promise<{ status: number; text: string }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const status = await demonstrate(folder, { stdin: new PassThrough(), stdout, stderr, cwd: folder });
  return { status, text: String(stdout.read() ?? '') };
}

/** A main.ts that writes pods of this name into the namespace of the demonstration. */
function writing(file: string, ...names: string[]): string {
  const pods = names.map((name) => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: boutique}}`);
  return `import * as fs from 'node:fs';\nconst name: string = '${file}';\nfs.writeFileSync(process.env.CDK8S_OUTDIR + '/' + name, '${pods.join('\\n---\\n')}');\n`;
}

test('an example is run into a fresh dist folder, and questions about it are answered', async () => {
  fs.mkdirSync(path.join(folder, 'dist'));
  fs.writeFileSync(path.join(folder, 'dist', 'stale.yaml'), 'kind: Stale');
  fs.writeFileSync(path.join(folder, 'main.ts'), writing('fresh.yaml', 'loadgenerator', 'redis-cart'));
  const { status, text } = await told();
  expect(fs.readdirSync(path.join(folder, 'dist'))).toEqual(['fresh.yaml']);
  expect(status).toBe(0);
  expect(text.split('\n')).toEqual([
    'dist/fresh.yaml',
    '',
    '$ npx cdk8s-networking list dist --cluster default',
    'boutique/loadgenerator -> boutique/redis-cart  all ports',
    'boutique/loadgenerator -> external:0.0.0.0/0, ::/0  all ports',
    'boutique/redis-cart -> boutique/loadgenerator  all ports',
    'boutique/redis-cart -> external:0.0.0.0/0, ::/0  all ports',
    'external:0.0.0.0/0, ::/0 -> boutique/loadgenerator  all ports',
    'external:0.0.0.0/0, ::/0 -> boutique/redis-cart  all ports',
    '',
    '$ npx cdk8s-networking why dist boutique/loadgenerator boutique/redis-cart --port 6379 --cluster default',
    'boutique/loadgenerator -> boutique/redis-cart TCP 6379: allowed',
    '  ??  name: no Service leads to TCP 6379 of boutique/redis-cart: a client must know the address of a pod',
    '  ok  egress: no policy restricts the egress of boutique/loadgenerator',
    '  ok  ingress: no policy restricts the ingress of boutique/redis-cart',
    '',
    '',
  ]);
});

test('an example that fails is an error with its words', async () => {
  fs.writeFileSync(path.join(folder, 'main.ts'), "throw new Error('[shop/web] no image');\n");
  await expect(told()).rejects.toThrow('[shop/web] no image');
});

test('an example that is not there is an error, and nothing is made', async () => {
  await expect(told()).rejects.toThrow(`there is no ${path.join(folder, 'main.ts')}`);
  expect(fs.readdirSync(folder)).toEqual(['node_modules']);
});
