import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, type ICheck } from '../../lib/checks';

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
