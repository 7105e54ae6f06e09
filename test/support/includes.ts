import * as childProcess from 'node:child_process';
import * as fs from 'node:fs';

/**
 * Lets files that are included be read at once, where they are here.
 *
 * cdk8s starts a process for each, since it may have to load it from elsewhere; that takes longer than most tests.
 */
export function readIncludesHere(): { mockRestore(): void } {
  const execute = childProcess.execFileSync;
  const here = (file: string, args: string[], options: any) => {
    const [script = '', url = ''] = Array.isArray(args) ? args : [];
    const isInclude = /[\\/]cdk8s[\\/]lib[\\/]_loadurl\.mjs$/.test(script);
    const isHere = isInclude && fs.statSync(url, { throwIfNoEntry: false })?.isFile();
    return isHere ? fs.readFileSync(url, 'utf8') : execute(file, args, options);
  };
  return jest.spyOn(childProcess, 'execFileSync').mockImplementation(here as typeof execute);
}
