import { valueError } from '../../errors';

/** What an option of a load balancer has to be. */
export enum Kind {
  TEXT = 'a text',
  LIST = 'a list of texts with at least one in it',
  FLAG = 'true or false',
}

/**
 * Checks what is said of a load balancer: from JavaScript anything may come, and annotations have to be texts.
 *
 * @param factory - who is told, for errors: `LoadBalancers.gcp()`
 * @param options - what is said
 * @param kinds - what each option has to be
 */
export function checkKinds(factory: string, options: object, kinds: { readonly [option: string]: Kind }): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw valueError({ law: `the options of ${factory} must be an object`, got: options, remedy: 'write them in { }' });
  }
  for (const [option, value] of Object.entries(options)) {
    const kind = kinds[option];
    if (value === undefined || kind === undefined || IS[kind](value)) continue;
    throw valueError({
      law: `the \`${option}\` of ${factory} must be ${kind}`,
      got: value,
      remedy: 'leave it out for the default',
    });
  }
}

const IS: Record<Kind, (value: unknown) => boolean> = {
  [Kind.TEXT]: isText,
  [Kind.LIST]: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  [Kind.FLAG]: (value) => typeof value === 'boolean',
};

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
