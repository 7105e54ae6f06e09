import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { blocks, written } from './code';

const ROOT = path.resolve(__dirname, '../..');
const PAGE = path.join(ROOT, 'docs/adopting.md');
const MANIFESTS = 'examples/adopted-boutique/manifests/boutique.yaml';

/** What the suggested program says of its next step, at some stage. */
function nextStep(enforcement: string): string {
  const text = fs.readFileSync(path.join(ROOT, MANIFESTS), 'utf8');
  const report = Connectivity.ofText([{ name: MANIFESTS, text }]).suggest({ namespace: 'boutique' });
  const program = Report.suggest(report)
    .replace(/Enforcement\.none\(\{[^}]*\}\)/, () => enforcement)
    .replace(
      'platform.synth();',
      "require('node:fs').writeFileSync(process.env.CDK8S_OUTDIR + '/next.txt', platform.nextStep('boutique'));",
    );
  return written(`\`\`\`ts\n${program}\`\`\``);
}

test('docs/adopting.md tells what each step would really cut', () => {
  const told = [
    nextStep("Enforcement.none({ reason: 'its connections are being declared' })"),
    nextStep("Enforcement.ingress({ reason: 'where its pods connect to is being found out' })"),
  ].map((text) => `\`\`\`text\n${text}\n\`\`\``);
  const page = fs.readFileSync(PAGE, 'utf8');
  if (process.env.UPDATE_EXPECTED === '1') {
    const before = blocks(page, 'text');
    fs.writeFileSync(
      PAGE,
      before.reduce((all, block, index) => all.replace(block, () => told[index] as string), page),
    );
  }
  expect(blocks(fs.readFileSync(PAGE, 'utf8'), 'text')).toEqual(told);
});
