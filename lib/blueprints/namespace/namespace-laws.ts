import { PodSecurityLevel } from '../../cluster';
import { constructError, type Located, located, valueError } from '../../errors';
import { Enforcement } from '../../policy';
import { checkLabels, NAMESPACE_NAME } from '../../traffic';
import { POD_SECURITY_LABELS, type PodSecurity } from '../pod-security';

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

/** Checks a name or a reason that must say something. */
export function checkSaid(what: string, text: string, example: string): void {
  if (typeof text === 'string' && text.trim()) return;
  throw valueError({ law: `${what} must say something`, got: text, remedy: `write it as in ${example}` });
}

/** From JavaScript, the name of a step may come. */
export function checkEnforcement(place: Located, enforcement: Enforcement): void {
  if (Enforcement.isEnforcement(enforcement)) return;
  throw constructError(place, {
    law: '`enforcement` must be an Enforcement',
    got: enforcement,
    remedy: "write it as in Enforcement.ingress({ reason: '...' })",
  });
}

/** Checks the labels that users give a namespace. */
export function checkNamespaceLabels(place: Located, name: string, labels: { readonly [key: string]: string }): void {
  located(place, () => checkLabels(labels));
  const contrary = Object.keys(labels).find((key) => POD_SECURITY_LABELS.includes(key));
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
