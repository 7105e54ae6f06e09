import * as fs from 'node:fs';
import { App } from 'cdk8s';
import { Platform } from '../../lib';
import { attemptExample } from '../support/examples';
import { expectFiles } from '../support/expected';
import { folderOf, names, variantsOf } from './variants';

const written = names
  .flatMap((name) => variantsOf(name).map((variant) => [name, variant] as const))
  .filter(([name, variant]) => fs.existsSync(folderOf(name, variant)));

test.each(written)('%s for %s: the synth of a stock App writes the same bytes', (name, variant) => {
  const synth = jest.spyOn(Platform.prototype, 'synth').mockImplementation(App.prototype.synth);
  const { files } = attemptExample(name, { ENTRY: variant });
  expect(synth).toHaveBeenCalled();
  synth.mockRestore();
  expectFiles(files, folderOf(name, variant));
});
