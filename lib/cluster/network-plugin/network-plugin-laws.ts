import { valueError } from '../../errors';
import { checkFlags, checkKnownOptions, checkObject, checkText } from '../../traffic';
import type { NetworkPluginProps } from './network-plugin-props';

const FLAGS = [
  'enforcesNetworkPolicies',
  'matchesNodesByAddress',
  'seesClientsOfOwnNode',
  'matchesHostnames',
  'matchesEntities',
  'judgesServiceAddresses',
  'supportsDualStackPolicies',
  'governsBarePods',
  'enforcesTowardsMetadata',
] as const;

/** Checks what is said of a network plugin: from JavaScript anything may come, and the text "false" counts as true. */
export function checkPlugin(props: NetworkPluginProps): void {
  checkObject('what is said of a network plugin', props);
  checkKnownOptions('a network plugin', props, ['name', 'maxPortsPerSelector', 'limits', ...FLAGS]);
  const { name, maxPortsPerSelector: most, limits } = props;
  checkText('the name of a network plugin', name, '"calico"');
  if (props.enforcesNetworkPolicies === undefined) {
    throw valueError({
      law: 'a network plugin must say whether it enforces network policies',
      remedy: 'give `enforcesNetworkPolicies`',
    });
  }
  checkFlags(Object.fromEntries(FLAGS.map((flag) => [flag, props[flag]])));
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
