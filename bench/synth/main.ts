import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { runOften } from '../analysis/process-run';
import { updateFigures } from '../analysis/readme';
import { machineText } from '../analysis/report';
import { Layout } from './layout';
import { type Figures, measure } from './measure';
import { programsIn } from './programs';
import { loadingOf, sectionOf } from './report';

const SIZES = [10, 100, 1000];
const LARGEST_OF_QUICK = 100;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    layout: { type: 'string', default: Object.values(Layout).join() },
    size: { type: 'string', default: SIZES.join() },
  },
});
const sizes = values.size
  .split(',')
  .map(Number)
  .filter((size) => !values.quick || size <= LARGEST_OF_QUICK);
const layouts = Object.values(Layout).filter((layout) => values.layout.split(',').includes(layout));

const [load = 0] = os.loadavg();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-synth-'));
try {
  const programs = programsIn(folder);
  const output = path.join(folder, 'output');
  const loaded = [...programs.imports].map(([name, program]) => ({
    name,
    ...runOften({ program, args: [], peak: programs.peak, output }, 9),
  }));
  const machine = machineText({ startMs: loaded[0]?.ms ?? 0, load });
  const sections = [machine, loadingOf(loaded)];
  process.stdout.write(`${sections.join('\n\n')}\n\n`);
  for (const layout of layouts) {
    const figures: Figures[] = [];
    for (const size of sizes) {
      process.stderr.write(`${layout} ${size}\n`);
      figures.push(measure(layout, size, programs, folder));
    }
    const section = sectionOf(layout, figures);
    sections.push(section);
    process.stdout.write(`${section}\n\n`);
  }
  if (values.update) updateFigures('synth', sections.join('\n\n'));
} finally {
  fs.rmSync(folder, { recursive: true });
}
