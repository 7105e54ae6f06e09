import { valueError } from '../../errors';
import { checkDnsSubdomain } from '../../traffic';

/** What stands for every group, resource or verb of the Kubernetes API. */
const ANY = '*';

/** Checks the name of a group of the Kubernetes API; that of the core is empty. */
export function checkApiGroup(group: string): void {
  if (group === '' || group === ANY) return;
  if (/\/|^v\d/.test(group)) {
    throw valueError({
      law: 'an API group must be without its version',
      got: group,
      remedy: "write it as in apps; that of pods and Services is ''",
    });
  }
  checkDnsSubdomain('an API group', group);
}

/**
 * Checks the name of a resource of the Kubernetes API.
 *
 * @param part - what of a resource one may mean, for the error: `deployments/scale`
 */
export function checkApiResource(resource: string, part: string): void {
  if (/^(\*|[a-z][a-z0-9-]*)(\/(\*|[a-z][a-z0-9-]*))?$/.test(resource)) return;
  throw valueError({
    law: 'a resource must be written in lower case and plural, as the addresses of the API have it',
    got: resource,
    remedy: `write it as in pods or ${part}; \`kubectl api-resources\` lists them`,
  });
}
