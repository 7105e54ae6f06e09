import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { filesOf } from './examples';
import { expectFiles, expectText } from './expected';

let root: string;
let folder: string;
let file: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'expected-'));
  folder = path.join(root, 'dev');
  file = path.join(root, 'dev.txt');
  delete process.env.UPDATE_EXPECTED;
});

afterEach(() => {
  delete process.env.UPDATE_EXPECTED;
  fs.rmSync(root, { recursive: true, force: true });
});

test('the expected folder must hold the same files, with the same text', () => {
  fs.mkdirSync(path.join(folder, 'below'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'below', 'stage.txt'), 'dev');
  expectFiles({ 'below/stage.txt': 'dev' }, folder);
  expect(() => expectFiles({ 'below/stage.txt': 'prod' }, folder)).toThrow('stage.txt');
  expect(() => expectFiles({}, folder)).toThrow('stage.txt');
  fs.writeFileSync(path.join(folder, 'more.txt'), '');
  expect(() => expectFiles({ 'below/stage.txt': 'dev' }, folder)).toThrow('more.txt');
});

test('a missing folder is a failure where files are written, and as it should be where none are', () => {
  expect(() => expectFiles({ 'stage.txt': 'dev' }, folder)).toThrow('stage.txt');
  expectFiles({}, folder);
});

test('the same for texts', () => {
  expect(() => expectText('no TCP\n', file)).toThrow('no TCP');
  expectText('', file);
  fs.writeFileSync(file, 'no TCP\n');
  expectText('no TCP\n', file);
  expect(() => expectText('', file)).toThrow('no TCP');
});

test('UPDATE_EXPECTED=1 replaces what is there', () => {
  process.env.UPDATE_EXPECTED = '1';
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'stale.txt'), '');
  fs.writeFileSync(file, 'stale');
  expectFiles({ 'below/stage.txt': 'dev' }, folder);
  expectText('no TCP\n', file);
  delete process.env.UPDATE_EXPECTED;
  expect([filesOf(folder), fs.readFileSync(file, 'utf8')]).toEqual([{ 'below/stage.txt': 'dev' }, 'no TCP\n']);
});

test('UPDATE_EXPECTED=1 takes away what is not written any more', () => {
  process.env.UPDATE_EXPECTED = '1';
  fs.mkdirSync(folder);
  fs.writeFileSync(file, 'stale');
  expectFiles({}, folder);
  expectText('', file);
  expect([fs.existsSync(folder), fs.existsSync(file)]).toEqual([false, false]);
});
