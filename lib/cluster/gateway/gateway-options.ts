import { valueError } from '../../errors';
import { Cidr, checkDnsSubdomain, checkKnownOptions, checkObject, IpRange } from '../../traffic';
import { PodSecurityLevel } from '../pod-security-level';

/** What may be said of several implementations; names and labels of pods are checked where they are selected. */
interface Options {
  readonly gatewayClassName?: string;
  readonly podSecurity?: PodSecurityLevel;
}

/**
 * Checks what is said of how an implementation is installed: from JavaScript anything may come, and an option that is
 * misspelt would let in the pods of a default installation.
 *
 * @param factory - who is told, for errors: `GatewayImplementations.istio()`
 * @param props - what is said
 * @param known - the options that there are
 * @throws when it is no object, has another option, names no GatewayClass, or has a level that isn't one
 */
export function checkOptions(factory: string, props: Options, known: string[]): void {
  checkObject(`the options of ${factory}`, props, 'write them in { }');
  checkKnownOptions(factory, props, known);
  const { gatewayClassName, podSecurity } = props;
  if (gatewayClassName !== undefined) checkDnsSubdomain('the name of a GatewayClass', gatewayClassName);
  if (podSecurity === undefined || Object.values(PodSecurityLevel).includes(podSecurity)) return;
  throw valueError({
    law: `the \`podSecurity\` of ${factory} must be a PodSecurityLevel`,
    got: podSecurity,
    remedy: 'write it as in PodSecurityLevel.BASELINE',
  });
}

/**
 * The networks that an option names.
 *
 * @param what - the subject of the error: `the \`subnetRanges\` of GatewayImplementations.aws()`
 * @param ranges - what is said; nothing where it is left out
 * @param remedy - the command or page that finds them
 * @throws when it isn't a list with at least one network in it
 */
export function rangesOf(what: string, ranges: string[] | undefined, remedy: string): IpRange[] {
  if (Array.isArray(ranges) && ranges.length > 0) return ranges.map((text) => IpRange.of(Cidr.of(text)));
  throw valueError({ law: `${what} must be a list with at least one network in it`, got: ranges, remedy });
}
