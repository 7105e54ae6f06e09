import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectLabels } from '../../objects';
import { type Enforcement, meshMetadata } from '../../policy';
import type { PodSecurity } from '../pod-security';
import { checkNamespaceLabels } from './namespace-laws';

/** Why a namespace enforces less than "restricted", kept where the cluster's people read it. */
const POD_SECURITY_REASON = 'cdk8s-networking/pod-security-reason';
/** How far a namespace enforces its policies, where that is less than all, and why. */
const ENFORCEMENT = 'cdk8s-networking/enforcement';
const ENFORCEMENT_REASON = 'cdk8s-networking/enforcement-reason';

/** What the labels and annotations of a namespace come from. */
export interface NamespaceFacts {
  readonly name: string;
  /** Those that users give, which count more than our own. */
  readonly labels: { readonly [key: string]: string };
  readonly podSecurity: PodSecurity;
  readonly enforcement: Enforcement;
}

/** The labels and annotations of a Namespace: the one place where they are put together. */
export function namespaceMetadata(place: Construct, facts: NamespaceFacts): ApiObjectMetadata {
  const { name, labels, podSecurity, enforcement } = facts;
  checkNamespaceLabels(place, name, labels);
  const mesh = meshMetadata(place, enforcement);
  const annotations = {
    ...mesh.annotations,
    ...(podSecurity.reason === undefined ? {} : { [POD_SECURITY_REASON]: podSecurity.reason }),
    ...(enforcement.reason === undefined
      ? {}
      : { [ENFORCEMENT]: enforcement.name, [ENFORCEMENT_REASON]: enforcement.reason }),
  };
  return {
    name,
    labels: { ...objectLabels(name, name), ...labels, ...mesh.labels, ...podSecurity._labels },
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  };
}
