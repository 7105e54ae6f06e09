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
