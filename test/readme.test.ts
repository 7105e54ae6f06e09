import * as fs from 'node:fs';
import * as path from 'node:path';
import { blocks, written } from './docs/code';
import { consoleBlocks, replayed } from './docs/console';

const ROOT = path.resolve(__dirname, '..');
const README = path.join(ROOT, 'README.md');

/** Public applications in which the README shows what is found; the folder lies beside the repository, or doesn't. */
const APPS = path.resolve(ROOT, '../shared/cases/apps');

test('the README shows what its example writes', () => {
  const text = fs.readFileSync(README, 'utf8');
  const [code = ''] = blocks(text, 'ts');
  const manifests = written(code);
  const policy = manifests.split('---\n').find((each) => /kind: NetworkPolicy[\s\S]*\n {2}name: web\n/.test(each));
  const shown = [policy, manifests].map((yaml) => `\`\`\`yaml\n${yaml?.trimEnd()}\n\`\`\``);
  if (process.env.UPDATE_EXPECTED === '1') {
    const before = blocks(text, 'yaml');
    const after = before.reduce((all, block, index) => all.replace(block, () => shown[index] as string), text);
    fs.writeFileSync(README, after);
  }
  expect(blocks(fs.readFileSync(README, 'utf8'), 'yaml')).toEqual(shown);
});

test('the other code of the README runs as well', () => {
  const others = blocks(fs.readFileSync(README, 'utf8'), 'ts').slice(1);
  expect(others.map(written)).toEqual(others.map(() => ''));
  expect(others).toHaveLength(2);
});

test('the README shows what is found in the examples', async () => {
  await expectReplayed((block) => (isOfExamples(block) ? ROOT : undefined));
});

if (fs.existsSync(APPS)) {
  test('the README shows what is found in public applications, by every verb', async () => {
    const told = await expectReplayed((block) => (isOfExamples(block) ? undefined : APPS));
    const blocks = consoleBlocks(told).filter((block) => !isOfExamples(block));
    const verbs = blocks.flatMap((block) => block.match(/(?<=^\$ npx cdk8s-networking )\w+/gm) ?? []);
    expect([...new Set(verbs)].sort()).toEqual(['diff', 'list', 'verify', 'why']);
  });
} else {
  test.skip('the public applications are not here: shared/cases/apps beside the repository', () => {});
}

function isOfExamples(block: string): boolean {
  return /^\$ npx cdk8s-networking \w+ examples\//m.test(block);
}

/** Expects the blocks that have a folder to show what their commands print there. */
async function expectReplayed(folderOf: (block: string) => string | undefined): Promise<string> {
  const told = await replayed(fs.readFileSync(README, 'utf8'), folderOf);
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(README, told);
  expect(told).toBe(fs.readFileSync(README, 'utf8'));
  return told;
}
