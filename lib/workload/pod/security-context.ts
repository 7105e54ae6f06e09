import type { OwnContainer } from './own-container';
import type { Privileges } from './privileges';

/** Why some pods get more than "restricted" allows, kept where the cluster's people read it. */
const PRIVILEGES_REASON = 'cdk8s-networking/privileges-reason';

/** Adds to a written pod template what its containers may do beyond Pod Security "restricted", and why. */
export function writePrivileges(template: any, containers: OwnContainer[], written: Map<string, any>): void {
  const pod = template.spec;
  const given = containers.flatMap(({ options: { privileges } }) => privileges ?? []);
  // Those that must not be root say so themselves.
  if (given.some(({ root }) => root)) delete pod.securityContext.runAsNonRoot;
  for (const { name, options } of containers) {
    const { securityContext } = written.get(name);
    if (options.privileges) widen(securityContext, options.privileges, pod.securityContext.runAsUser);
  }
  const reasons = [...new Set(given.map(({ reason }) => reason))];
  if (reasons.length === 0) return;
  template.metadata.annotations = { ...template.metadata.annotations, [PRIVILEGES_REASON]: reasons.join('; ') };
}

function widen(securityContext: any, privileges: Privileges, podUser: number | undefined): void {
  const { capabilities, root, escalation, privileged, unconfinedSeccomp } = privileges;
  if (capabilities.length > 0) securityContext.capabilities.add = [...capabilities];
  if (escalation) securityContext.allowPrivilegeEscalation = true;
  if (unconfinedSeccomp) securityContext.seccompProfile = { type: 'Unconfined' };
  if (privileged) {
    securityContext.privileged = true;
    // It has them all, whatever is said.
    delete securityContext.capabilities;
  }
  if (root) {
    delete securityContext.runAsNonRoot;
    if (podUser) securityContext.runAsUser = 0;
  }
}
