import { checkObject } from '../../traffic';

/** From JavaScript a lone value may come in place of options, such as a port, which would be left out in silence. */
export function checkFactoryOptions(factory: string, options: unknown, example: string): void {
  checkObject(`the options of ${factory}()`, options, `write it as in ${example}`);
}
