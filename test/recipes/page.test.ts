import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { programs, textOf, written } from './programs';

const FILE = path.resolve(__dirname, '../../docs/recipes.md');
const page = fs.readFileSync(FILE, 'utf8');

/** The recipes of the page, each from its heading on; before them stands what they have in common. */
const sections = page.split(/^(?=## )/m);

test('the page has each recipe once, in their order', () => {
  const names = sections.slice(1).map((section) => /^## ([^:\n]+): /.exec(section)?.[1]);
  expect(names).toEqual(programs);
});

test('the page shows the programs, and what they allow', () => {
  const told = sections.map((section) => {
    const name = programs.find((each) => section.startsWith(`## ${each}: `));
    return name === undefined ? section : retold(section, name);
  });
  if (process.env.UPDATE_EXPECTED === '1') fs.writeFileSync(FILE, told.join(''));
  expect(told.join('')).toBe(page);
});

/** A section with the program as it is, and the list of its connections into or out of those that are named. */
function retold(section: string, name: string): string {
  const network = Connectivity.ofText([{ name: `${name}.yaml`, text: written(name) }]);
  const list = (words: string, focus: string) => {
    const direction = words === 'Into' ? 'ingress' : 'egress';
    return `${words} \`${focus}\`:\n\n\`\`\`text\n${Report.list(network.list({ focus, direction }))}\`\`\``;
  };
  expect(section).toMatch(LIST);
  return section
    .replace(/^```ts\n[\s\S]*?^```$/m, () => `\`\`\`ts\n${textOf(name)}\`\`\``)
    .replace(LIST, (_, words: string, focus: string) => list(words, focus));
}

const LIST = /^(Into|Out of) `([^`\n]+)`:\n\n```text\n[\s\S]*?^```$/m;
