import type { ApiObject } from 'cdk8s';
import { constructError, type Fault } from '../errors';

const LONGEST_NAME = 253;

/** Workloads of different kinds may have one name, and their owner may have written a policy of that name. */
export function policyName({ kind, name }: ApiObject): string {
  return `${name}-${kind.toLowerCase()}`;
}

/** What is wrong with the name of the policy that a workload would have; undefined where nothing is. */
export function nameFault(object: ApiObject): Fault | undefined {
  const { length } = policyName(object);
  if (length <= LONGEST_NAME) return undefined;
  return {
    law:
      `the name of a policy must have at most ${LONGEST_NAME} characters, and that of [${object.node.path}], its name and ` +
      `its kind, has ${length}`,
    remedy: 'give the workload a shorter name, or write its NetworkPolicy by hand',
  };
}

/** The policy stands where the construct is known to be, by the time that the manifest is written. */
export function checkPlace(object: ApiObject, { name, namespace }: { name: string; namespace?: string }): void {
  const known = placed(object.name, object.metadata.namespace);
  const written = placed(name, namespace);
  if (written === known) return;
  throw constructError(object, {
    law: `the name and the namespace of an adopted workload must be those of its construct, ${known}, and no patch may change them`,
    got: written,
    remedy: 'give them in its metadata, or by its chart',
  });
}

/** The error for options of a workload that isn't adopted. */
export function tellsAll(path: string): Fault {
  return {
    law: `only an adopted workload can be described, but [${path}] is one of this library, which tells all of itself`,
    remedy: 'leave the options out; ports are declared on the workload',
  };
}

function placed(name: string, namespace?: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
