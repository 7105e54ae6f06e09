import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { filesOf, runExample } from './support/examples';

const README = path.resolve(__dirname, '../README.md');

/** The fenced blocks of a language, with their fences. */
function blocks(text: string, language: string): string[] {
  return text.match(new RegExp(`\`\`\`${language}\n[\\s\\S]*?\`\`\``, 'g')) ?? [];
}

/** What the code in a block writes; empty when it writes nothing. */
function written(block: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  try {
    fs.writeFileSync(path.join(folder, 'main.ts'), block.replace(/^```ts\n|```$/g, ''));
    const output = runExample(folder);
    const [text = ''] = Object.values(filesOf(output));
    fs.rmSync(output, { recursive: true });
    return text;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

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
  expect(others.map(written)).toEqual(['']);
});
