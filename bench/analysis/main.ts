import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { bundlesIn } from './bundles';
import { type Figures, measure } from './measure';
import { runOften } from './process-run';
import { updateFigures } from './readme';
import { type Machine, machineText, sectionOf } from './report';
import { SHAPES } from './shapes/catalogue';

const SIZES = [100, 200, 400, 800, 1600, 3200, 6400, 10_000];
const LARGEST_OF_QUICK = 800;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    shape: { type: 'string', default: SHAPES.map(({ name }) => name).join() },
    size: { type: 'string', default: SIZES.join() },
  },
});
const sizes = values.size
  .split(',')
  .map(Number)
  .filter((size) => !values.quick || size <= LARGEST_OF_QUICK);
const names = values.shape.split(',');
const shapes = SHAPES.filter(({ name }) => names.includes(name));

const [load = 0] = os.loadavg();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-analysis-'));
try {
  const bundles = bundlesIn(folder);
  const nothing = path.join(folder, 'nothing.cjs');
  fs.writeFileSync(nothing, '0;\n');
  const start = runOften({ program: nothing, args: [], peak: bundles.peak, output: path.join(folder, 'output') }, 7);
  const machine: Machine = { startMs: start.ms, load };
  const sections = [machineText(machine)];
  for (const shape of shapes) {
    const figures: Figures[] = [];
    for (const size of sizes) {
      process.stderr.write(`${shape.name} ${size}\n`);
      figures.push(measure(shape, size, bundles, folder));
    }
    const section = sectionOf(shape, figures, machine);
    sections.push(section);
    process.stdout.write(`${section}\n\n`);
  }
  process.stdout.write(`${sections[0]}\n`);
  if (values.update) updateFigures('bench:analysis', sections.join('\n\n'));
} finally {
  fs.rmSync(folder, { recursive: true });
}
