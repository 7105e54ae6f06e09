// Makes the pictures in docs/images from the pages that the command line draws: npm run docs:pictures
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { run } from '../cli/run';
import { chromiumPath, startChromium } from '../test/support/chromium';

const ROOT = path.resolve(__dirname, '..');
const IMAGES = path.join(ROOT, 'docs/images');

interface Shot {
  readonly name: string;
  readonly argv: readonly string[];
  readonly schemes: readonly ('light' | 'dark')[];
  readonly size: { readonly width: number; readonly height: number };
  act(page: Page): Promise<void>;
}

const SHOTS: readonly Shot[] = [
  {
    name: 'three-teams',
    argv: ['examples/three-teams/expected/kubeadm', '--cluster', 'kubeadm', '--title', 'Three teams'],
    schemes: ['light', 'dark'],
    size: { width: 1280, height: 500 },
    act: async (page) => {
      await page.getByRole('button', { name: 'shop/orders,' }).click();
      await page.locator('#panel summary').first().click();
      await page.mouse.move(640, 540);
    },
  },
  {
    name: 'comparison',
    argv: ['test/cli/example/shop-next', '--against', 'test/cli/example/shop', '--title', 'A change of the shop'],
    schemes: ['light'],
    size: { width: 1100, height: 380 },
    act: async () => {},
  },
];

async function main(): Promise<void> {
  const executable = chromiumPath();
  if (executable === undefined) throw new Error('there is no Chromium here; CHROMIUM_PATH says where one is');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pictures-'));
  const browser = await startChromium(executable);
  fs.mkdirSync(IMAGES, { recursive: true });
  for (const { name, argv, schemes, size, act } of SHOTS) {
    const file = path.join(folder, `${name}.html`);
    const { stdin, stdout, stderr } = process;
    await run(['graph', ...argv, '-q', '-o', file], { stdin, stdout, stderr, cwd: ROOT });
    for (const colorScheme of schemes) {
      const page = await browser.newPage({ viewport: size, colorScheme, deviceScaleFactor: 1.25 });
      await page.goto(`file://${file}`);
      await act(page);
      await page.screenshot({ path: path.join(IMAGES, `${name}-${colorScheme}.png`), animations: 'disabled' });
      await page.close();
    }
  }
  await browser.close();
  fs.rmSync(folder, { recursive: true });
}

main();
