import { PodSecurityLevel } from '../cluster';
import { constructError, type Located, located } from '../errors';
import { checkLabels, NAMESPACE_NAME } from '../traffic';
import type { PodSecurity } from './pod-security';

/** What Kubernetes keeps for itself: its own pods couldn't run under a default deny and the level "restricted". */
const SYSTEM_NAMESPACES = ['kube-node-lease', 'kube-public', 'kube-system'];

export function checkNamespaceName(place: Located, name: string): void {
  if (!SYSTEM_NAMESPACES.includes(name)) return;
  throw constructError(place, {
    law: `an isolated namespace must not be one of Kubernetes itself (${SYSTEM_NAMESPACES.join(', ')}), whose pods it would stop`,
    got: name,
    remedy: 'choose another name; single policies can be written into a Chart with that namespace',
  });
}

/** From JavaScript, the name of a level may come, and nothing would be enforced. */
export function checkPodSecurity(place: Located, podSecurity: PodSecurity): void {
  if (Object.values(PodSecurityLevel).includes(podSecurity?.level)) return;
  throw constructError(place, {
    law: '`podSecurity` must be a PodSecurity',
    got: podSecurity,
    remedy: "write it as in PodSecurity.baseline({ reason: '...' })",
  });
}

/** Checks the labels that users give a namespace; `levels` are those that `podSecurity` says. */
export function checkNamespaceLabels(
  place: Located,
  name: string,
  labels: { readonly [key: string]: string },
  levels: { readonly [key: string]: string },
): void {
  located(place, () => checkLabels(labels));
  const contrary = Object.keys(labels).find((key) => Object.hasOwn(levels, key));
  if (contrary !== undefined) {
    throw constructError(place, {
      law: 'the Pod Security level of a namespace must be given by `podSecurity`',
      got: `the label ${contrary}`,
      remedy: "write it as in `podSecurity: PodSecurity.baseline({ reason: '...' })`",
    });
  }
  const lent = labels[NAMESPACE_NAME];
  if (lent !== undefined && lent !== name) {
    throw constructError(place, {
      law: `the label ${NAMESPACE_NAME} must be the name of the namespace, ${name}, as the API server sets it`,
      got: lent,
      remedy: 'leave it out',
    });
  }
}
