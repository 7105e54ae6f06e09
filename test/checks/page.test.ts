import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, type ICheck } from '../../lib/checks';
import { CheckReport } from '../../lib/report';
import { runIn } from '../cli/harness';

const PAGE = path.resolve(__dirname, '../../docs/checks.md');

/** A page with the tables as the catalogue has them. */
function retold(page: string): string {
  const [policies, plugin] = [Checks.policies(), Checks.networkPlugin()];
  const known = [...Checks.gatewayApi(), ...policies, ...plugin].map(({ id }) => id);
  const ingress = Checks.recommended().filter(({ id }) => !known.includes(id));
  const tables = [tableOf(Checks.gatewayApi()), tableOf(ingress), tableOf(policies), tableOf(plugin)];
  return page.replace(/^\| (?:no\. \| )?check \|.*\n(?:\|.*\n)+/gm, () => tables.shift() ?? '');
}

function tableOf(checks: readonly ICheck[]): string {
  const rows = checks.map(({ id, severity, summary, condition, harm, remedy, see }) => {
    const number = Checks._mistakeOf(id);
    return [
      ...(number === undefined ? [] : [`${number}`]),
      `[${id}](${see})`,
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
  expect(told).toBe(page);
  expect(told.match(/^\| (?:\d+ \| )?\[/gm)).toHaveLength(Checks.recommended().length);
});

test('docs/checks.md tells of every option', async () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const { stdout } = await runIn('/', ['check', '--help']);
  const options = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(options).toEqual(expect.arrayContaining(['--output', '--only', '--fail-on', '--lock']));
  expect(options.filter((option) => option !== '--help' && !page.includes(`\`${option}`))).toEqual([]);
  expect(CheckReport.formats.filter((format) => !page.includes(`\`${format}\``))).toEqual([]);
});
