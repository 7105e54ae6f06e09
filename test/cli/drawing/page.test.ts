import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath, startChromium } from '../../support/chromium';
import { EXAMPLE, runIn } from '../harness';
import { drawn, pod, SHOP } from './pictures';

const executable = chromiumPath();

if (executable === undefined) {
  test.skip('the page in a browser: there is no Chromium here (CHROMIUM_PATH says where one is)', () => {});
} else {
  describe('the page in Chromium', () => inBrowser(executable));
}

function inBrowser(path: string): void {
  let browser: Browser;
  let shop: string;
  beforeAll(async () => {
    shop = await drawn(SHOP, '-o', 'html');
    browser = await startChromium(path);
  }, 60_000);
  afterAll(() => browser.close());

  /** Opens a page, and expects that it asked nobody for anything and complained of nothing. */
  async function onPage(
    html: string,
    act: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    const file = asFile(html);
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    const [asked, complaints]: string[][] = [[], []];
    try {
      const page = await context.newPage();
      page.on('request', (request) => asked.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
      await page.goto(`file://${file}`);
      await act(page);
      expect({ asked, complaints }).toEqual({ asked: [`file://${file}`], complaints: [] });
    } finally {
      await context.close();
      fs.rmSync(file);
    }
  }

  const box = (page: Page, name: string) => page.locator('#canvas').getByRole('button', { name: `${name},` });
  const panel = (page: Page) => page.locator('#panel');

  test('a click tells who reaches a workload, whom it reaches, and why', async () => {
    await onPage(shop, async (page) => {
      await box(page, 'shop/db').click();
      expect(await panel(page).locator('h3').allTextContents()).toEqual(['Reached by 1', 'Reaches 0']);
      expect(await panel(page).locator('li > .ports').allTextContents()).toEqual([' TCP 5432']);
      await panel(page).getByText('why').click();
      expect(await panel(page).locator('.why > li').allTextContents()).toEqual([
        'egress: NetworkPolicy shop/web lets it reach shop/dbNetworkPolicy shop/web, spec.egress[0] (all.yaml:7)',
        'ingress: NetworkPolicy shop/db lets shop/web inNetworkPolicy shop/db, spec.ingress[0] (all.yaml:9)',
      ]);
      await panel(page).getByRole('button', { name: 'shop/web' }).click();
      expect(await panel(page).locator('h2').textContent()).toBe('shop/web');
      expect(await page.locator('.box.dim').count()).toBe(1);
    });
  });

  test('a click on a line tells of the connection', async () => {
    await onPage(shop, async (page) => {
      await page.locator('.link text').first().click();
      expect(await panel(page).locator('h2').textContent()).toBe('shop/web \u2192 shop/db');
      expect(await panel(page).locator('.why > li').count()).toBe(2);
    });
  });

  test('keys do all that clicks do', async () => {
    await onPage(shop, async (page) => {
      await page.locator('#fit').focus();
      await page.keyboard.press('Tab');
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
      expect(await focused()).toBe('lab/play, Pod, open to everyone, may reach everyone');
      await box(page, 'shop/web').focus();
      await page.keyboard.press('ArrowRight');
      expect(await focused()).toBe('shop/db, Pod');
      await page.keyboard.press('Enter');
      expect(await panel(page).locator('h2').textContent()).toBe('shop/db');
      expect(await box(page, 'shop/db').getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('Escape');
      expect(await panel(page).locator('h2').textContent()).toBe('Everything that is drawn');
      expect(await panel(page).getAttribute('aria-live')).toBe('polite');
    });
  });

  test('the search finds, and Enter chooses what it found first', async () => {
    await onPage(shop, async (page) => {
      await page.locator('#search').fill('PLAY');
      expect(await page.getByRole('status').textContent()).toBe('1 of 3 boxes and 1 of 1 connections shown');
      expect(await page.locator('.box.off').count()).toBe(2);
      await page.keyboard.press('Enter');
      expect(await panel(page).locator('h2').textContent()).toBe('lab/play');
    });
  });

  test('filters leave a namespace and a port', async () => {
    await onPage(shop, async (page) => {
      await page.locator('#namespace').selectOption('shop');
      expect(await page.getByRole('status').textContent()).toBe('2 of 3 boxes and 1 of 1 connections shown');
      await page.locator('#port').fill('80');
      expect(await page.getByRole('status').textContent()).toBe('0 of 3 boxes and 0 of 1 connections shown');
      await page.locator('#port').fill('tcp/5432');
      expect(await page.getByRole('status').textContent()).toBe('2 of 3 boxes and 1 of 1 connections shown');
      await page.locator('#port').fill('none');
      expect(await page.locator('#port').getAttribute('aria-invalid')).toBe('true');
    });
  });

  test('a comparison tells what was opened and closed, by more than colours', async () => {
    const { stdout } = await runIn(EXAMPLE, ['graph', 'shop-next', '--against', 'shop', '-o', 'html', '-q']);
    await onPage(stdout, async (page) => {
      expect(await panel(page).locator('.changes li').allTextContents()).toEqual([
        'shop/web \u2192 shop/db opened: + TCP 5432',
      ]);
      await page.getByLabel('only what changed').check();
      expect(await page.getByRole('status').textContent()).toBe('2 of 3 boxes and 1 of 3 connections shown');
      await panel(page).getByRole('button', { name: 'shop/web \u2192 shop/db' }).click();
      expect(await panel(page).locator('.why > li').allTextContents()).toContain(
        'NetworkPolicy shop/web changed (shop-next/policies.yaml:1)',
      );
    });
  });

  test('it becomes larger, is moved, and shows all again', async () => {
    await onPage(shop, async (page) => {
      const seen = () => page.locator('svg.drawing').getAttribute('viewBox');
      const all = await seen();
      await page.getByLabel('Larger').click();
      const larger = await seen();
      expect(larger).not.toBe(all);
      await page.mouse.move(20, 700);
      await page.mouse.down();
      await page.mouse.move(60, 640);
      await page.mouse.up();
      expect(await seen()).not.toBe(larger);
      await page.getByRole('button', { name: 'Fit' }).click();
      expect(await seen()).toBe(all);
    });
  });

  test('it is dark where the reader likes it dark, and light on paper', async () => {
    await onPage(
      shop,
      async (page) => {
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(await paper()).toBe('rgb(15, 20, 25)');
        await page.emulateMedia({ colorScheme: 'light' });
        expect(await paper()).toBe('rgb(255, 255, 255)');
        await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
        expect(await paper()).toBe('rgb(255, 255, 255)');
        expect(await page.locator('#search').isVisible()).toBe(false);
      },
      { colorScheme: 'dark' },
    );
  });

  test('what is written in a name never runs', async () => {
    const evil = '"</script><script>alert(1)</script><img src=x onerror=alert(2)>"';
    const objects = [pod('shop', 'web').replace('name: web,', `generateName: ${evil},`)];
    const html = await drawn(objects, '-o', 'html', '--title', '<svg/onload=alert(3)>');
    await onPage(html, async (page) => {
      await page.locator('.box').first().click();
      expect(await panel(page).locator('h2').textContent()).toContain('</script><script>alert(1)</script>');
      expect(await page.locator('script').count()).toBe(2);
      expect(await page.locator('img').count()).toBe(0);
    });
  });
}

function asFile(html: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'page-'));
  const file = path.join(folder, 'page.html');
  fs.writeFileSync(file, html);
  return file;
}
