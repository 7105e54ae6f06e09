import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, Checkup, type ICheck } from '../../lib/checks';
import { ClusterProfile } from '../../lib/cluster';
import { inFolder } from '../cli/harness';
import { exampleOf } from './example';

const RULES = path.resolve(__dirname, '../../lib/checks/rules');
const TESTS = path.resolve(__dirname, 'rules');

const all = Checks.recommended();

test('the catalogue has every check that has a file, under the name of the file', () => {
  const files = fs.readdirSync(RULES).map((file) => file.replace(/\.ts$/, ''));
  expect(all.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('every check has its test, which says what it reports and what it is silent about', () => {
  for (const { id } of all) {
    const text = fs.readFileSync(path.join(TESTS, `${id}.test.ts`), 'utf8');
    expect([id, ...(text.match(/^describe\('.*'/gm) ?? [])]).toEqual([
      id,
      "describe('reports'",
      "describe('is silent about'",
    ]);
  }
});

test('the checks of the Gateway API cover each of the 23 mistakes', () => {
  const numbers = new Set(Checks.gatewayApi().map(({ id }) => Checks._mistakeOf(id)));
  expect([...numbers]).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  expect(Checks._mistakeOf('retired-controller')).toBe(undefined);
});

test('a check is found by its id', () => {
  expect(Checks.find('redirect-loop').id).toBe('redirect-loop');
  expect(() => Checks.find('constructor')).toThrow(
    new Error(`a check must be one of ${all.map(({ id }) => id).join(', ')}, but got "constructor"`),
  );
});

test.each(all.map((check): [string, ICheck] => [check.id, check]))('%s says what it finds', (_id, check) => {
  for (const text of [check.summary, check.condition, check.harm, check.remedy]) {
    expect(text).toMatch(/^\S.*[^.]$/);
    expect(text).not.toContain('|');
  }
  expect(check.see).toMatch(
    /^https:\/\/(gateway-api\.sigs\.k8s\.io|kubernetes\.io|network-policy-api\.sigs\.k8s\.io|cert-manager\.io|istio\.io)\//,
  );
});

/** Checks at whose findings no connection is at stake, each with the reason. */
const WITHOUT_EVIDENCE: { readonly [id: string]: string } = {
  'grant-matches-nothing':
    'what is refused for want of it is told of the reference, and where nothing is, nothing is lost',
  'autoscaler-target-not-found': 'the number of pods decides no connection',
  'admission-binding-without-policy': 'it decides which objects are written, and no connection',
};

test.each(all.map((check): [string, ICheck] => [check.id, check]))(
  '%s shows what is at stake in its example, unless nothing is',
  async (id, check) => {
    const { cluster: file, reported } = exampleOf(id);
    const cluster =
      file === undefined
        ? undefined
        : await inFolder({ 'cluster.yaml': file }, async (folder) =>
            ClusterProfile.fromFile(path.join(folder, 'cluster.yaml')),
          );
    const { findings } = Checkup.ofText([{ name: 'shop.yaml', text: reported }], { checks: [check], cluster });
    expect(findings.length).toBeGreaterThan(0);
    for (const { evidence = [] } of findings) expect(evidence.length > 0).toBe(!Object.hasOwn(WITHOUT_EVIDENCE, id));
  },
);

test('whatever has nothing at stake is in the catalogue', () => {
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(WITHOUT_EVIDENCE)));
});
