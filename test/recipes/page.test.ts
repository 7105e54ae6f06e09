import * as fs from 'node:fs';
import { Connectivity } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { PAGE, sectionOf, sections } from './page';
import { programs, textOf, written } from './programs';

/** Who may connect to the ones that are named, or to whom they may connect. */
const LIST = /^(Into|Out of) `([^`\n]+)`:\n\n```text\n[\s\S]*?^```$/m;

test('the page has each recipe once, in their order', () => {
  const names = sections.slice(1).map((section) => /^## ([^:\n]+): /.exec(section)?.[1]);
  expect(names).toEqual(programs);
});

test.each(programs)('the page shows %s, and what it allows', (name) => {
  const section = sectionOf(name);
  expect(section).toMatch(LIST);
  const told = retold(section, name);
  if (process.env.UPDATE_EXPECTED === '1') {
    fs.writeFileSync(
      PAGE,
      fs.readFileSync(PAGE, 'utf8').replace(section, () => told),
    );
  }
  expect(told).toBe(section);
});

/** A section with the program as it is, and the list as it results. */
function retold(section: string, name: string): string {
  const network = Connectivity.ofText([{ name: `${name}.yaml`, text: written(name) }]);
  const list = (words: string, focus: string) => {
    const direction = words === 'Into' ? 'ingress' : 'egress';
    return `${words} \`${focus}\`:\n\n\`\`\`text\n${Report.list(network.list({ focus, direction }))}\`\`\``;
  };
  return section
    .replace(/^```ts\n[\s\S]*?^```$/m, () => `\`\`\`ts\n${textOf(name)}\`\`\``)
    .replace(LIST, (_, words: string, focus: string) => list(words, focus));
}
