import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';

const FOLDER = path.resolve(__dirname, '../../../cli/drawing/page');

/** The file that holds the page's script as text, so that nothing has to be built before the command line can run. */
const WRITTEN = path.join(FOLDER, 'script.ts');

function bundled(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(FOLDER, 'main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    minifyWhitespace: true,
    logLevel: 'silent',
    tsconfigRaw: '{}',
  });
  const script = outputFiles[0].text.trimEnd();
  return `\
// biome-ignore-all format: written by a test from main.ts and what it imports
// biome-ignore-all lint: UPDATE_EXPECTED=1 npx jest test/cli/drawing writes it anew
/** The script of the page. */
export const PAGE_SCRIPT = ${JSON.stringify(script)};
`;
}

test('the script of the page is made of its sources', () => {
  const told = bundled();
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(WRITTEN, told);
  expect(fs.readFileSync(WRITTEN, 'utf8')).toBe(told);
});

test('nothing in the script ends its element', () => {
  expect(bundled()).not.toMatch(/<\/|<!--/);
});
