import { valueError } from '../../errors';

/** From JavaScript a lone value may come in place of options, such as a port, which would be left out in silence. */
export function checkFactoryOptions(factory: string, options: unknown, example: string): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw valueError({
    law: `the options of ${factory}() must be an object`,
    got: options,
    remedy: `write it as in ${example}`,
  });
}
