import { folderOf } from '../../../cli/plugin/folder-of';

test.each([
  [['dist/shop.k8s.yaml'], 'dist'],
  [['dist/a/shop.k8s.yaml', 'dist/b/shop.k8s.yaml'], 'dist'],
  [['dist/shop.k8s.yaml', 'dist/b/shop.k8s.yaml'], 'dist'],
  [['dist\\a\\shop.k8s.yaml', 'dist\\b\\shop.k8s.yaml'], 'dist'],
  [['/tmp/a/shop.yaml', '/tmp/b/shop.yaml'], '/tmp'],
  [['shop.yaml'], '.'],
  [[], '.'],
])('the folder of %j is %s', (files, folder) => {
  expect(folderOf(files)).toBe(folder);
});
