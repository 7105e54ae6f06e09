import * as fs from 'node:fs';
import * as path from 'node:path';
import { manifestFiles } from '../../cli/manifest-files';
import { inFolder } from './harness';

const FILES = {
  'b.yaml': '',
  'a/z.yml': '',
  'a/b/c.json': '',
  'a.yaml': '',
  'README.md': '',
  '.hidden.yaml': '',
  '.git/x.yaml': '',
  'node_modules/y/z.yaml': '',
};

test('a folder is read with those inside, in the order of names', () =>
  inFolder(FILES, (folder) => {
    expect(manifestFiles(['.'], folder)).toEqual(['a/b/c.json', 'a/z.yml', 'a.yaml', 'b.yaml']);
  }));

test('paths are kept in the order given, and called as they were', () =>
  inFolder(FILES, (folder) => {
    expect(manifestFiles(['b.yaml', '-', './a', path.join(folder, 'a.yaml')], folder)).toEqual([
      'b.yaml',
      '-',
      'a/b/c.json',
      'a/z.yml',
      path.join(folder, 'a.yaml'),
    ]);
  }));

test('a file that is named is read whatever it is called', () =>
  inFolder(FILES, (folder) => {
    expect(manifestFiles(['.hidden.yaml', 'README.md'], folder)).toEqual(['.hidden.yaml', 'README.md']);
  }));

test('a file that several paths lead to is read once', () =>
  inFolder(FILES, (folder) => {
    expect(manifestFiles(['a/z.yml', 'a', 'a'], folder)).toEqual(['a/z.yml', 'a/b/c.json']);
  }));

test('links are followed, once, and not in a circle', () =>
  inFolder({ 'real/x.yaml': '', 'other/y.yaml': '' }, (folder) => {
    fs.symlinkSync(folder, path.join(folder, 'real/up'));
    fs.symlinkSync(path.join(folder, 'other/y.yaml'), path.join(folder, 'real/link.yaml'));
    fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'real/broken'));
    expect(manifestFiles(['real'], folder)).toEqual(['real/link.yaml', 'real/x.yaml']);
  }));

test('a link to no manifest where one is promised is an error', () =>
  inFolder({ 'x.yaml': '' }, (folder) => {
    fs.symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'broken.yaml'));
    expect(() => manifestFiles(['.'], folder)).toThrow(
      new Error(
        'a path must name a file or folder that can be read, but got "broken.yaml"; there is no such file or folder',
      ),
    );
  }));

test('a path to nothing is an error', () =>
  inFolder({}, (folder) => {
    expect(() => manifestFiles(['nothing'], folder)).toThrow(
      new Error(
        'a path must name a file or folder that can be read, but got "nothing"; there is no such file or folder',
      ),
    );
  }));

test('a folder without manifests is an error', () =>
  inFolder({ 'docs/README.md': '' }, (folder) => {
    expect(() => manifestFiles(['docs'], folder)).toThrow(
      new Error(
        'a folder must have a file that ends in .yaml, .yml or .json, but got "docs"; ' +
          'name the folder with the manifests; hidden files and node_modules are not looked at',
      ),
    );
  }));

test('what cdk8s writes of constructs beside the manifests is none of them, unless it is named', async () => {
  const files = { 'dist/shop.k8s.yaml': '', 'dist/construct-metadata.json': '{}' };
  await inFolder(files, (folder) => {
    expect(manifestFiles(['dist'], folder)).toEqual(['dist/shop.k8s.yaml']);
    expect(manifestFiles(['dist/construct-metadata.json'], folder)).toEqual(['dist/construct-metadata.json']);
  });
});
