import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { updateFigures } from '../analysis/readme';
import { machineText } from '../analysis/report';
import { commandsText } from './commands';
import { Layout } from './layout';
import { measureLoading } from './loading';
import { measure } from './measure';
import { profileText } from './profile';
import { type Programs, programsIn } from './programs';
import { loadingOf, sectionOf } from './report';
import { testsText } from './tests';

const SIZES = [10, 100, 1000, 3000];
const LARGEST_OF_QUICK = 100;
/** The layouts by a word each, since whatever has a space comes as two. */
const LAYOUTS = new Map([
  ['one', Layout.ONE_CHART],
  ['each', Layout.CHART_EACH],
]);

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    tests: { type: 'boolean', default: false },
    layout: { type: 'string', default: [...LAYOUTS.keys()].join() },
    size: { type: 'string', default: SIZES.join() },
  },
});
const sizes = values.size
  .split(',')
  .map(Number)
  .filter((size) => !values.quick || size <= LARGEST_OF_QUICK);
const layouts = values.layout.split(',').map((word) => {
  const layout = LAYOUTS.get(word);
  if (!layout) throw new Error(`--layout must be of ${[...LAYOUTS.keys()].join()}, but got "${word}"`);
  return layout;
});

const [load = 0] = os.loadavg();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-synth-'));

function print(section: string): string {
  process.stdout.write(`${section}\n\n`);
  return section;
}

/** All that is compared, a section each. */
function* compared(programs: Programs): Generator<string> {
  const loaded = measureLoading(programs, folder);
  yield machineText({ startMs: loaded[0]?.ms ?? 0, load });
  yield loadingOf(loaded);
  for (const layout of layouts) {
    yield sectionOf(
      layout,
      sizes.map((size) => measure(layout, size, programs, folder)),
    );
  }
  yield commandsText(LARGEST_OF_QUICK, programs, folder);
}

async function main(): Promise<void> {
  if (values.tests) {
    const section = print(testsText());
    if (values.update) updateFigures('npm test', section);
    return;
  }
  const programs = await programsIn(folder);
  if (values.profile) {
    for (const layout of layouts) print(profileText(layout, Math.min(1000, ...sizes.slice(-1)), programs, folder));
  } else {
    const sections = [...compared(programs)].map(print);
    if (values.update) updateFigures('bench', sections.join('\n\n'));
  }
}

void main().finally(() => fs.rmSync(folder, { recursive: true }));
