import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { replaceFiles } from '../../lib/app/replace-files';
import { filesOf } from '../support/examples';

/** The module itself, since what an import gives can't be spied upon. */
const disk = jest.requireActual<typeof fs>('node:fs');

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'replace-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder below the test's own, with these files. */
function folderWith(name: string, files: Record<string, string>): string {
  const made = path.join(folder, name);
  fs.mkdirSync(made, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
    fs.writeFileSync(path.join(made, file), text);
  }
  return made;
}

const NEW = { 'bank.yaml': 'new', 'deep/down/app.yaml': 'new', 'shop.yaml': 'new' };
const FILES = new Map(Object.entries(NEW));
const OLD = { 'bank.yaml': 'old', 'notes.md': 'by hand', 'shop.yaml': 'old' };

test('writes all files, and leaves the others', () => {
  const dist = folderWith('dist', OLD);
  replaceFiles(FILES, dist);
  expect(filesOf(dist)).toEqual({ ...OLD, ...NEW });
});

test('a file that is the same already keeps its time', () => {
  const dist = folderWith('dist', { ...OLD, 'bank.yaml': 'new' });
  const long = new Date('2020-01-01T00:00:00Z');
  for (const file of ['bank.yaml', 'shop.yaml']) fs.utimesSync(path.join(dist, file), long, long);
  replaceFiles(FILES, dist);
  expect(filesOf(dist)).toEqual({ ...OLD, ...NEW });
  expect(fs.statSync(path.join(dist, 'bank.yaml')).mtime).toEqual(long);
  expect(fs.statSync(path.join(dist, 'shop.yaml')).mtime).not.toEqual(long);
});

test('makes the folder, also for no file at all', () => {
  replaceFiles(new Map(), path.join(folder, 'deep', 'dist'));
  expect(fs.readdirSync(path.join(folder, 'deep', 'dist'))).toEqual([]);
});

describe('when it fails, everything is as it was:', () => {
  test('where a folder has the name of a file', () => {
    const dist = folderWith('dist', { ...OLD, 'deep/down/app.yaml/notes.md': 'by hand' });
    const before = filesOf(dist);
    const taken = path.join(dist, 'deep', 'down', 'app.yaml');
    expect(() => replaceFiles(FILES, dist)).toThrow(
      /^the files of an app must not have the names of folders in the output folder, but got ".*; delete that folder, or write to another `outdir`$/,
    );
    expect(filesOf(dist)).toEqual(before);
    expect(fs.statSync(taken).isDirectory()).toBe(true);
  });

  test('where a file has the name of a folder', () => {
    const dist = folderWith('dist', { ...OLD, deep: 'by hand' });
    expect(() => replaceFiles(FILES, dist)).toThrow();
    expect(filesOf(dist)).toEqual({ ...OLD, deep: 'by hand' });
  });

  test.each([0, 1, 2])('where the file system refuses after %i files', (done) => {
    const dist = folderWith('dist', OLD);
    const { renameSync } = disk;
    let count = 0;
    jest.spyOn(disk, 'renameSync').mockImplementation((from, to) => {
      if (count++ === done) throw new Error('EPERM');
      renameSync(from, to);
    });
    expect(() => replaceFiles(FILES, dist)).toThrow(new Error('EPERM'));
    expect(filesOf(dist)).toEqual(OLD);
    expect(fs.existsSync(path.join(dist, 'deep'))).toBe(false);
  });

  test('where there is no space, and the folder that was made goes', () => {
    jest.spyOn(disk, 'writeFileSync').mockImplementation(() => {
      throw new Error('ENOSPC');
    });
    expect(() => replaceFiles(FILES, path.join(folder, 'a', 'dist'))).toThrow(new Error('ENOSPC'));
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

test('what lies beside the files while they are replaced, kubectl does not read', () => {
  const dist = folderWith('dist', OLD);
  let names: string[] = [];
  jest.spyOn(disk, 'renameSync').mockImplementation(() => {
    names = Object.keys(filesOf(dist));
    throw new Error('killed');
  });
  expect(() => replaceFiles(FILES, dist)).toThrow('killed');
  expect(names.filter((name) => /\.(ya?ml|json)$/.test(name))).toEqual(['bank.yaml', 'shop.yaml']);
  expect(names).toContainEqual(expect.stringMatching(/^deep\/down\/\.cdk8s-networking-.*-new$/));
});

test('a link is followed, and a file keeps its mode', () => {
  const dist = folderWith('dist', { 'bank.yaml': 'old' });
  const elsewhere = folderWith('elsewhere', { 'shop.yaml': 'old' });
  fs.symlinkSync(path.join(elsewhere, 'shop.yaml'), path.join(dist, 'shop.yaml'));
  fs.chmodSync(path.join(dist, 'bank.yaml'), 0o664);
  replaceFiles(FILES, dist);
  expect(fs.readFileSync(path.join(elsewhere, 'shop.yaml'), 'utf8')).toBe('new');
  expect(fs.lstatSync(path.join(dist, 'shop.yaml')).isSymbolicLink()).toBe(true);
  expect(fs.statSync(path.join(dist, 'bank.yaml')).mode & 0o777).toBe(0o664);
});

test('a name may be as long as the file system has it', () => {
  const name = `${'x'.repeat(250)}.yml`;
  const dist = path.join(folder, 'dist');
  replaceFiles(new Map([[name, 'new']]), dist);
  expect(filesOf(dist)).toEqual({ [name]: 'new' });
});

test('when it fails, a folder that it made stays where somebody else has put something into it', () => {
  const dist = path.join(folder, 'deep', 'dist');
  jest.spyOn(disk, 'renameSync').mockImplementation(() => {
    fs.writeFileSync(path.join(dist, 'notes.md'), 'by hand');
    throw new Error('no space');
  });
  expect(() => replaceFiles(FILES, dist)).toThrow('no space');
  expect(filesOf(dist)).toEqual({ 'notes.md': 'by hand' });
});
