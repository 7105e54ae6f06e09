import * as fs from 'node:fs';
import * as path from 'node:path';
import { CheckReport, Report } from '../../lib/report';
import { Formats } from '../../lib/report/catalogue';
import { NOTHING } from './samples';

const FOLDER = path.resolve(__dirname, '../../lib/report/formats');

test('every file of the folder is one format, and all of them are in the catalogue', () => {
  const exported = fs.readdirSync(FOLDER).map((file) => Object.values(require(path.join(FOLDER, file))));
  expect(exported.map((things) => things.length)).toEqual(exported.map(() => 1));
  expect(new Set(exported.flat())).toEqual(new Set(Formats.all()));
});

test('each verb has its formats, the one for people first', () => {
  expect(Report.listFormats).toEqual(['text', 'json', 'csv', 'md', 'dot', 'mermaid']);
  expect(Report.whyFormats).toEqual(['text', 'json']);
  expect(Report.verifyFormats).toEqual(['text', 'json', 'junit']);
  expect(Report.diffFormats).toEqual(['text', 'json', 'md']);
  expect(Report.suggestFormats).toEqual(['text', 'json', 'md']);
  expect(CheckReport.formats).toEqual(['text', 'json', 'junit', 'sarif', 'github', 'gitlab']);
});

test('a format that does not know a verb is refused', () => {
  expect(() => Report.diff({ changes: [] }, 'csv')).toThrow(
    new Error('the format of diff must be one of text, json, md, but got "csv"'),
  );
  expect(() => Report.list(NOTHING, 'toString')).toThrow(
    new Error('the format of list must be one of text, json, csv, md, dot, mermaid, but got "toString"'),
  );
});

test('without a format, people are meant', () => {
  expect(Report.list(NOTHING)).toBe('No connection is allowed.\n');
});
