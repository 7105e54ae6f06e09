import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { filesOf, runExample } from '../support/examples';

const ROOT = path.resolve(__dirname, '../..');

/** The fenced blocks of a language, with their fences. */
export function blocks(text: string, language: string): string[] {
  return text.match(new RegExp(`\`\`\`${language}\n[\\s\\S]*?\`\`\``, 'g')) ?? [];
}

/** What the code in a block writes; empty when it writes nothing. */
export function written(block: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
  try {
    fs.writeFileSync(path.join(folder, 'main.ts'), block.replace(/^```ts\n|```$/g, ''));
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const output = runExample(folder);
    const text = Object.values(filesOf(output)).join('---\n');
    fs.rmSync(output, { recursive: true });
    return text;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** The objects of some YAML as text, each by its kind and name. */
export function objectsIn(yaml: string): Map<string, string> {
  const texts = yaml.split(/^---\n/m).map((text) => text.trimEnd());
  return new Map(texts.filter(Boolean).map((text) => [titleOf(text), text]));
}

function titleOf(text: string): string {
  const [, kind] = /^kind: (.+)$/m.exec(text) ?? [];
  const [, name] = /^metadata:\n(?: {2}.*\n)*? {2}name: (.+)$/m.exec(`${text}\n`) ?? [];
  return `${kind} ${name}`;
}

/**
 * A page whose blocks of YAML show what the code before them really writes: whole objects, those that the block names.
 *
 * A block of code is a program by itself. It is run, also where nothing of it is shown.
 */
export function rewritten(page: string): string {
  let objects = new Map<string, string>();
  const parts = page.split(/^(```(?:ts|yaml)\n[\s\S]*?^```$)/m);
  return parts
    .map((part) => {
      if (part.startsWith('```ts\n')) objects = objectsIn(written(part));
      if (!part.startsWith('```yaml\n')) return part;
      const shown = objectsIn(part.replace(/^```yaml\n|```$/g, ''));
      const texts = [...shown.keys()].map((title) => objects.get(title) ?? `# no ${title} is written`);
      return `\`\`\`yaml\n${texts.join('\n---\n')}\n\`\`\``;
    })
    .join('');
}
