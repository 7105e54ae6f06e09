import { valueError } from '../../errors';
import { checkKnownOptions, checkObject, isPortNumber, Protocol } from '../../traffic';
import { NlbTarget } from './aws-nlb-props';

/** What an option of a load balancer has to be. */
export enum Kind {
  TEXT = 'a text',
  LIST = 'a list of texts with at least one in it',
  PROTOCOLS = 'a list of Protocol values with at least one in it',
  FLAG = 'true or false',
  PORT = 'a port number from 1 to 65535',
  NLB_TARGET = 'NlbTarget.INSTANCE or NlbTarget.IP',
}

/**
 * Checks what is said of a load balancer: from JavaScript anything may come, and annotations have to be texts.
 *
 * @param factory - who is told, for errors: `LoadBalancers.gcp()`
 * @param options - what is said
 * @param kinds - what each option has to be; there are no others
 */
export function checkKinds(factory: string, options: object, kinds: { readonly [option: string]: Kind }): void {
  checkObject(`the options of ${factory}`, options, 'write them in { }');
  checkKnownOptions(factory, options, Object.keys(kinds));
  for (const [option, value] of Object.entries(options)) {
    const kind = kinds[option] as Kind;
    if (value === undefined || IS[kind](value)) continue;
    throw valueError({
      law: `the \`${option}\` of ${factory} must be ${kind}`,
      got: value,
      remedy: 'leave it out for the default',
    });
  }
}

const IS: Record<Kind, (value: unknown) => boolean> = {
  [Kind.TEXT]: isText,
  [Kind.LIST]: (value) => isList(value, isText),
  [Kind.PROTOCOLS]: (value) => isList(value, (each) => Object.values(Protocol).includes(each as Protocol)),
  [Kind.FLAG]: (value) => typeof value === 'boolean',
  [Kind.PORT]: (value) => isPortNumber(value as number),
  [Kind.NLB_TARGET]: (value) => Object.values(NlbTarget).includes(value as NlbTarget),
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isList(value: unknown, isEntry: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isEntry);
}
