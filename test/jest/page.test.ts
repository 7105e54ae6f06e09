import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = path.join(ROOT, 'docs/testing.md');

/** A page with the text of a fenced block in the place of what stands there. */
function withBlock(page: string, start: RegExp, text: string): string {
  return page.replace(
    new RegExp(`(${start.source}\n)[\\s\\S]*?(^\`\`\`$)`, 'm'),
    (_, open, close) => `${open}${text}${close}`,
  );
}

test('docs/testing.md shows a test that is run, and what one says that fails', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const example = fs.readFileSync(path.join(__dirname, 'shop.test.ts'), 'utf8');
  const matchers = fs.readFileSync(path.join(__dirname, 'matchers.test.ts'), 'utf8');
  const [, failure = ''] = /"(Expected allowed[^"]*)"/.exec(matchers) ?? [];
  const told = withBlock(withBlock(page, /```typescript/, example), /mends it:\n\n```/, `${failure}\n`);
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(PAGE, told);
  expect(told).toBe(page);
  expect(failure).toContain('To allow it');
});
