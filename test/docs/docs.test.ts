import * as fs from 'node:fs';
import * as path from 'node:path';
import { runIn } from '../cli/harness';
import { blocks, rewritten, written } from './code';
import { consoleBlocks, replayed } from './console';

const ROOT = path.resolve(__dirname, '../..');
const DOCS = path.join(ROOT, 'docs');

const VERBS = ['list', 'why', 'verify', 'diff', 'graph', 'suggest'];

/** Those whose format is an option; that of a drawing is the ending of its file. */
const PRINTED = VERBS.filter((verb) => verb !== 'graph');

const PAGES = fs
  .readdirSync(DOCS)
  .filter((name) => name.endsWith('.md'))
  .sort();

/** Pages on what is written, whose code is run. */
const GUIDES = PAGES.filter((name) => /^```ts$/m.test(pageOf(name)));

function pageOf(name: string): string {
  return fs.readFileSync(path.join(DOCS, name), 'utf8');
}

test('there is a page for each verb, one for what is answered, one for pipelines, and guides', () => {
  const others = PAGES.filter((name) => !GUIDES.includes(name));
  expect(others).toEqual(['analysis.md', 'ci.md', 'debugging.md', ...VERBS.map((verb) => `${verb}.md`)].sort());
});

describe.each(GUIDES)('docs/%s', (name) => {
  test('shows what its code writes', () => {
    const told = rewritten(pageOf(name));
    if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(path.join(DOCS, name), told);
    expect(told).toBe(pageOf(name));
    expect(told).not.toMatch(/^# no .* is written$/m);
  });

  test('shows something of what is written', () => {
    expect(blocks(pageOf(name), 'yaml')).not.toHaveLength(0);
  });
});

describe.each(PAGES)('docs/%s', (name) => {
  test('shows what its commands print', async () => {
    const told = await replayed(pageOf(name), () => ROOT);
    if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(path.join(DOCS, name), told);
    expect(told).toBe(pageOf(name));
    expect([...consoleBlocks(told), ...blocks(told, 'ts')]).not.toHaveLength(0);
  });

  test('links to files that are there', () => {
    const links = [...pageOf(name).matchAll(/\]\((?!https:)([^)#]+)[^)]*\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !fs.existsSync(path.resolve(DOCS, link)))).toEqual([]);
  });

  test('has no line that is longer than the code has, but for what is printed, tables and addresses', () => {
    const prose = pageOf(name).replace(/^```[\s\S]*?^```$/gm, '');
    const long = prose.split('\n').filter((line) => line.length > 120 && !/^\||https:/.test(line));
    expect(long).toEqual([]);
  });
});

test.each(VERBS)('docs/%s.md tells of every option', async (verb) => {
  const { stdout } = await runIn('/', [verb, '--help']);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(options).toContain('--output');
  expect(options.filter((option) => option !== '--help' && !pageOf(`${verb}.md`).includes(option))).toEqual([]);
});

test.each(PRINTED)('docs/%s.md tells of every format', async (verb) => {
  const { stdout } = await runIn('/', [verb, '--help']);
  const [, choices = ''] = /how to print the result\s+\(choices:([^:]*)/.exec(stdout.replace(/\s+/g, ' ')) ?? [];
  const formats = [...choices.matchAll(/"(\w+)"/g)].map(([, format]) => format);
  expect(formats).toContain('text');
  expect(formats.filter((format) => !pageOf(`${verb}.md`).includes(`\`${format}\``))).toEqual([]);
});

test('docs/checked-at-synth.md shows the error of its first app, to the letter', () => {
  const page = pageOf('checked-at-synth.md');
  const [code = ''] = blocks(page, 'ts');
  const [, text] = /^```text\n([\s\S]*?)\n```$/m.exec(page) ?? [];
  expect(() => written(code.replace(/```$/, 'platform.synth();\n```'))).toThrow(new Error(text));
});
