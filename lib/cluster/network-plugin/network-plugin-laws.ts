import { valueError } from '../../errors';
import { checkFlags, checkObject, checkText } from '../../traffic';
import type { NetworkPluginProps } from './network-plugin-props';

/** Checks what is said of a network plugin: from JavaScript anything may come, and the text "false" counts as true. */
export function checkPlugin(props: NetworkPluginProps): void {
  checkObject('what is said of a network plugin', props);
  const { name, maxPortsPerSelector: most, limits, ...facts } = props;
  checkText('the name of a network plugin', name, '"calico"');
  if (facts.enforcesNetworkPolicies === undefined) {
    throw valueError({
      law: 'a network plugin must say whether it enforces network policies',
      remedy: 'give `enforcesNetworkPolicies`',
    });
  }
  checkFlags({
    enforcesNetworkPolicies: facts.enforcesNetworkPolicies,
    matchesNodesByAddress: facts.matchesNodesByAddress,
    seesClientsOfOwnNode: facts.seesClientsOfOwnNode,
    matchesHostnames: facts.matchesHostnames,
    matchesEntities: facts.matchesEntities,
    judgesServiceAddresses: facts.judgesServiceAddresses,
    supportsDualStackPolicies: facts.supportsDualStackPolicies,
    governsBarePods: facts.governsBarePods,
    enforcesTowardsMetadata: facts.enforcesTowardsMetadata,
  });
  if (most !== undefined && !(Number.isInteger(most) && most > 0)) {
    throw valueError({
      law: 'the `maxPortsPerSelector` of a network plugin must be a whole number, 1 or more',
      got: most,
      remedy: 'leave it out where no limit is known',
    });
  }
  if (limits === undefined || (Array.isArray(limits) && limits.every((limit) => typeof limit === 'string'))) return;
  throw valueError({
    law: 'the `limits` of a network plugin must be a list of sentences',
    got: limits,
    remedy: 'leave them out where none are known',
  });
}
