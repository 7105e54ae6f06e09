import { checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';

/** What may be said of every controller; names and labels of pods are checked where they are selected. */
interface Installation {
  readonly ingressClassName?: string;
  readonly release?: string;
}

/**
 * Checks what is said of how a controller is installed: from JavaScript anything may come, and an option that is
 * misspelt would let in the pods of a default installation.
 *
 * @param factory - who is told, for errors: `IngressControllers.kong()`
 * @param props - what is said
 * @param known - the options that there are
 * @throws when it is no object, has another option, or a name breaks Kubernetes' syntax
 */
export function checkInstallation(factory: string, props: object, known: string[]): void {
  checkObject(`the options of ${factory}`, props, 'write them in { }');
  checkKnownOptions(factory, props, known);
  const { ingressClassName, release }: Installation = props;
  if (ingressClassName !== undefined) checkDnsSubdomain('the name of an IngressClass', ingressClassName);
  if (release !== undefined) checkDnsSubdomain('the name of a Helm release', release);
}
