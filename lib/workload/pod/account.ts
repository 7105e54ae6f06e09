import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError } from '../../errors';
import { meshOf, namespaceOf, objectMetadata, patchable } from '../../objects';
import { identityOf, together } from './identity';
import type { PodOptions } from './pod-options';
import type { PodProps } from './pod-props';
import { writeAccess } from './roles';
import { allowConstraints, constraintsOf } from './security-context-constraints';
import { ServiceAccount } from './service-account';

const ID = 'ServiceAccount';

/** The options that are granted to an account, and so take one that nobody else has. */
const GRANTED: (keyof PodOptions)[] = ['identity', 'kubernetesApi', 'securityContextConstraints'];

/** The account of some pods. */
export interface PodAccount {
  readonly name: string;
  readonly mountsToken: boolean;
}

/** The account of a workload that has one of its own. */
export function ownServiceAccount(workload: Construct): ApiObject | undefined {
  return workload.node.tryFindChild(ID) as ApiObject | undefined;
}

/** Whether pods get a token for the Kubernetes API. */
export function mountsToken({ kubernetesApi, serviceAccount }: PodOptions): boolean {
  return kubernetesApi !== undefined || (serviceAccount?.mountsToken ?? false);
}

/** The account of some pods, which is written with its roles where it is the workload's own; undefined for the default one. */
export function accountOf(scope: Construct, { name, options, hostNetwork }: PodProps): PodAccount | undefined {
  const { serviceAccount, kubernetesApi } = options;
  const granted = GRANTED.find((option) => options[option] !== undefined);
  if (granted && serviceAccount?.existingName !== undefined) throw shared(scope, granted, serviceAccount.existingName);
  const constraints = constraintsOf(scope, options);
  const isAsked = kubernetesApi !== undefined || options.identity !== undefined || constraints !== undefined;
  // To a mesh, all that run as `default` are one and the same.
  const isInMesh = !hostNetwork && meshOf({ construct: scope, namespace: namespaceOf(scope) }) !== undefined;
  const account = serviceAccount ?? (isAsked || isInMesh ? ServiceAccount.dedicated() : undefined);
  if (account === undefined) return undefined;
  if (account.existingName !== undefined) return { name: account.existingName, mountsToken: account.mountsToken };
  const { accountAnnotations } = identityOf(scope, options);
  const where = { option: 'identity', list: 'serviceAccount' };
  writeAccount(scope, name, together('the annotation', account.annotations, accountAnnotations, where));
  if (kubernetesApi) writeAccess(scope, name, kubernetesApi);
  if (constraints !== undefined) allowConstraints(scope, name, constraints);
  return { name, mountsToken: mountsToken(options) };
}

function writeAccount(scope: Construct, name: string, annotations: { readonly [key: string]: string }): void {
  const metadata = objectMetadata(scope, name);
  const object = new ApiObject(scope, ID, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: Object.keys(annotations).length > 0 ? { ...metadata, annotations: { ...annotations } } : metadata,
    // The pods say whether they get a token; anything else that runs under this account gets none unasked.
    automountServiceAccountToken: false,
  });
  patchable(object);
}

/** Whoever else runs under an account would be granted the same. */
function shared(scope: Construct, option: string, account: string): Error {
  return constructError(scope, {
    law: `\`${option}\` must be given to a service account of the workload's own, and \`serviceAccount\` names one that exists`,
    got: account,
    remedy: 'leave `serviceAccount` out, or use ServiceAccount.dedicated()',
  });
}
