import * as fs from 'node:fs';
import * as path from 'node:path';
import { filesOf } from './examples';

/** Expects a text to be that of a file, and no text where there is no file. UPDATE_EXPECTED=1 writes the file first. */
export function expectText(text: string, file: string): void {
  if (process.env.UPDATE_EXPECTED === '1') {
    fs.rmSync(file, { force: true });
    if (text !== '') write(file, text);
  }
  expect(text).toBe(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
}

/** Expects exactly the files of a folder, and none where there is no folder. */
export function expectFiles(files: Record<string, string>, folder: string): void {
  if (process.env.UPDATE_EXPECTED === '1') {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) write(path.join(folder, name), text);
  }
  expect(files).toEqual(fs.existsSync(folder) ? filesOf(folder) : {});
}

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
