import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, type ICheck } from '../../lib/checks';
import { CheckReport } from '../../lib/report';
import { runIn } from '../cli/harness';
import { exampleIds, exampleOf } from './example';
import { pageOf, shownOf } from './page';

const PAGE = path.resolve(__dirname, '../../docs/checks.md');
const PAGES = path.resolve(__dirname, '../../docs/checks');
const IDS = Checks.recommended().map(({ id }) => id);

/** A page with the tables as the catalogue has them. */
function retold(page: string): string {
  const [gatewayApi, exposure, services] = [Checks.gatewayApi(), Checks.exposure(), Checks.services()];
  const [policies, plugin] = [Checks.policies(), Checks.networkPlugin()];
  const known = [gatewayApi, exposure, services, policies, plugin].flat().map(({ id }) => id);
  const ingress = Checks.recommended().filter(({ id }) => !known.includes(id));
  const tables = [gatewayApi, ingress, exposure, services, policies, plugin].map(tableOf);
  return page.replace(/^\| (?:no\. \| )?check \|.*\n(?:\|.*\n)+/gm, () => tables.shift() ?? '');
}

function tableOf(checks: readonly ICheck[]): string {
  const rows = checks.map(({ id, severity, summary, condition, harm, remedy }) => {
    const number = Checks._mistakeOf(id);
    return [
      ...(number === undefined ? [] : [`${number}`]),
      `[${id}](checks/${id}.md)`,
      severity,
      summary,
      condition,
      harm,
      remedy,
    ];
  });
  const hasNumbers = rows[0]?.length === 7;
  const head = [...(hasNumbers ? ['no.'] : []), 'check', 'severity', 'finds', 'the cluster shows', 'harm', 'remedy'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

test('docs/checks.md has every check, as the catalogue has it', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const told = retold(page);
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(PAGE, told);
  expect(fs.readFileSync(PAGE, 'utf8')).toBe(told);
  expect(told.match(/^\| (?:\d+ \| )?\[/gm)).toHaveLength(Checks.recommended().length);
});

test('every check has an example and a page, and there are no others', () => {
  const pages = fs.readdirSync(PAGES).map((file) => path.basename(file, '.md'));
  const orphans = pages.filter((id) => !IDS.includes(id));
  if (process.env.UPDATE_EXPECTED === '1') for (const id of orphans) fs.rmSync(path.join(PAGES, `${id}.md`));
  expect(exampleIds().sort()).toEqual([...IDS].sort());
  expect(orphans.filter((id) => fs.existsSync(path.join(PAGES, `${id}.md`)))).toEqual([]);
});

describe.each(IDS)('docs/checks/%s.md', (id) => {
  const file = path.join(PAGES, `${id}.md`);

  test('is as the check and its example have it', async () => {
    const told = await pageOf(Checks.find(id));
    if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(file, told);
    expect(fs.existsSync(file) && fs.readFileSync(file, 'utf8')).toBe(told);
    expect(told).toMatch(/^(Finds|Tells) /m);
  });

  test('shows a manifest that is reported, and a mended one that is not', async () => {
    const { reported, mended } = await shownOf(id, exampleOf(id));
    expect(reported).toContain(` ${id}: `);
    expect(mended).toBe('Nothing was found.\n');
  });
});

test('docs/checks.md compares only with checks that are there', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const named = [...page.matchAll(/\[([a-z-]+)\]\(checks\/([a-z-]+)\.md\)/g)].map(([, id, file]) => [id, file]);
  expect(named.length).toBeGreaterThan(IDS.length);
  expect(named.filter(([id, file]) => id !== file || !IDS.includes(id as string))).toEqual([]);
});

test('docs/checks.md tells of every option', async () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const { stdout } = await runIn('/', ['check', '--help']);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(options).toEqual(expect.arrayContaining(['--output', '--only', '--fail-on', '--lock']));
  expect(options.filter((option) => option !== '--help' && !page.includes(`\`${option}`))).toEqual([]);
  expect(CheckReport.formats.filter((format) => !page.includes(`\`${format}\``))).toEqual([]);
});
