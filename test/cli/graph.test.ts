import * as fs from 'node:fs';
import * as path from 'node:path';
import { EXAMPLE, inFolder, runIn } from './harness';

const WORKLOADS = fs.readFileSync(path.join(EXAMPLE, 'shop/workloads.yaml'), 'utf8');

function graph(...argv: string[]) {
  return runIn(EXAMPLE, ['graph', 'shop', '-q', ...argv]);
}

test('writes a file, in the format of its ending, and says what is in it', () =>
  inFolder({ 'shop.yaml': WORKLOADS }, async (folder) => {
    const ran = await runIn(folder, ['graph', 'shop.yaml', '-q', '-o', 'shop.svg']);
    expect(ran).toEqual({
      status: 0,
      stdout: 'shop.svg: 1 namespace, 3 workloads, no connection, 14 more between what is marked as open\n',
      stderr: '',
    });
    expect(fs.readFileSync(path.join(folder, 'shop.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  }));

test.each([
  ['dot', /^digraph connections \{\n/],
  ['mmd', /^flowchart LR\n/],
  ['svg', /^<svg /],
  ['html', /^<!doctype html>\n/],
])('prints the format %s where no file is named', async (format, start) => {
  const { status, stdout } = await graph('-o', format);
  expect(status).toBe(0);
  expect(stdout).toMatch(start);
});

describe('what was asked wrongly ends with status 2', () => {
  test.each([
    [[], "error: required option '-o, --output <file>' not specified\n"],
    [
      ['-o', 'shop.png'],
      'a drawing must be written to a file that ends in .svg, .html, .dot, .mmd, but got "shop.png"; choose the format by the ending, as in network.html\n',
    ],
    [
      ['-o', 'svg', '--collapse', 'shp'],
      'a namespace must be one of the manifests, but got "shp"; there is shop; * means all\n',
    ],
    [
      ['-o', 'svg', '--collapse', 'shop', '--expand', 'shop'],
      'a namespace must not be collapsed and expanded at once, but got "shop"; leave one out\n',
    ],
    [
      ['-o', 'svg', '--focus', 'shop/wbe'],
      'a workload must be one of the manifests, but got "shop/wbe"; there is shop/api, shop/db, shop/web\n',
    ],
    [
      ['-o', 'none/shop.svg'],
      'a drawing must be written to a folder that is there, and can be written to, but got "none/shop.svg"; there is no such folder\n',
    ],
    [['-', '--against', '-', '-o', 'svg'], 'only one of the manifests and those of the older version must be "-"\n'],
  ])('%j', async (argv, stderr) => {
    expect(await graph(...argv)).toEqual({ status: 2, stdout: '', stderr });
  });
});

describe('a network of more than 1,500 connections', () => {
  const names = Array.from({ length: 40 }, (_, index) => `w${index}`);
  const policies = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all, namespace: shop }
spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [${names.join(', ')}] }] } }], ports: [{ port: 8080 }] }] }
`;
  const workloads = names.map(
    (name) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: main }] } } }
`,
  );
  const drawn = (...argv: string[]) =>
    inFolder({ 'shop.yaml': policies + workloads.join('') }, (folder) =>
      runIn(folder, ['graph', 'shop.yaml', '-q', ...argv]),
    );

  test.each(['svg', 'html'])('is no %s, and no layout is begun', async (format) => {
    expect(await drawn('-o', format, '--expand', '*')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'a picture must have at most 1500 connections to draw, but got 1560; expand fewer namespaces, draw one workload or namespace with --focus, or write a .dot or .mmd file, which has no limit\n',
    });
  });

  test('is drawn in a language, with its namespaces as boxes, or in part', async () => {
    for (const argv of [['mmd', '--expand', '*'], ['svg'], ['svg', '--focus', 'shop/w1', '--expand', '*']]) {
      expect((await drawn('-o', ...argv)).status).toBe(0);
    }
  });
});

/** Workloads that nothing connects, each in one of these namespaces. */
function closedNetwork(count: number, namespaces: readonly string[]): string {
  const policies = namespaces.map(
    (namespace) =>
      `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: closed, namespace: ${namespace} }, spec: { podSelector: {}, policyTypes: [Ingress, Egress] } }\n---\n`,
  );
  const workloads = Array.from({ length: count }, (_, i) => {
    const metadata = `{ name: w${i}, namespace: ${namespaces[i % namespaces.length]} }`;
    return `{ apiVersion: v1, kind: Pod, metadata: ${metadata}, spec: { containers: [{ name: main }] } }\n---\n`;
  });
  return [...policies, ...workloads].join('');
}

describe('a network of many workloads and few connections', () => {
  const drawn = (text: string, ...argv: string[]) =>
    inFolder({ 'all.yaml': text }, (folder) => runIn(folder, ['graph', 'all.yaml', ...argv]));

  test('is collapsed, and it is told what, and how to draw it otherwise', async () => {
    const { status, stderr, stdout } = await drawn(closedNetwork(61, ['pay', 'shop']), '-o', 'mmd');
    expect(status).toBe(0);
    expect(stderr).toBe(
      'Collapsed, each namespace to one box: pay, shop. There are 61 workloads and 0 connections to draw, and a picture ' +
        "is readable up to 60 and 200. --expand pay draws the workloads of one, --expand '*' of all, --focus 'pay/*' " +
        'what concerns one.\n',
    );
    expect(stdout).not.toContain('w1');
  });

  test('only the namespaces that nobody named are told of', async () => {
    const network = closedNetwork(61, ['pay', 'shop']);
    expect((await drawn(network, '-o', 'mmd', '--expand', 'pay')).stderr).toMatch(/one box: shop\. /);
    expect((await drawn(network, '-o', 'mmd', '--collapse', 'pay')).stderr).toMatch(/one box: shop\. /);
    for (const argv of [['--collapse', '*'], ['--expand', '*'], ['-q']]) {
      expect((await drawn(network, '-o', 'mmd', ...argv)).stderr).toBe('');
    }
    expect((await drawn(closedNetwork(60, ['pay', 'shop']), '-o', 'mmd')).stderr).toBe('');
  });

  test('of many namespaces the first are named', async () => {
    const names = Array.from({ length: 61 }, (_, i) => `n${100 + i}`);
    expect((await drawn(closedNetwork(61, names), '-o', 'mmd')).stderr).toMatch(
      /n110, n111 and 49 more\. There are 61/,
    );
  });

  test.each(['svg', 'html'])('is no %s with more than 1,500 boxes, expanded or collapsed', async (format) => {
    const fault =
      'a picture must have at most 1500 boxes to draw, of workloads, collapsed namespaces and what is outside, but got 1501; ' +
      'expand fewer namespaces, draw one workload or namespace with --focus, or write a .dot or .mmd file, which has no limit\n';
    const names = Array.from({ length: 1501 }, (_, i) => `n${i}`);
    for (const [text, ...argv] of [
      [closedNetwork(1501, ['shop']), '--expand', '*'],
      [closedNetwork(1501, names), '-q'],
    ]) {
      expect(await drawn(text, '-o', format, ...argv)).toEqual({ status: 2, stdout: '', stderr: fault });
    }
  });

  test('is drawn in a language, collapsed, or in part', async () => {
    const text = closedNetwork(1501, ['shop']);
    for (const argv of [['dot', '--expand', '*'], ['svg'], ['svg', '--focus', 'shop/w1', '--expand', '*']]) {
      expect((await drawn(text, '-q', '-o', ...argv)).status).toBe(0);
    }
  });
});
