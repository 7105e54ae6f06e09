import { valueError } from '../../errors';
import { implementationsWith } from './feature-table';
import type { GatewayFeature } from './gateway-feature';
import type { IGatewayImplementation } from './gateway-implementation';

/**
 * Checks that an implementation doesn't declare that it can't do something. Of what it says nothing, nothing is refused.
 *
 * @param implementation - who has to do it
 * @param feature - what it has to be able to do
 * @param what - the subject of the error: `the \`cors\` of a rule`
 * @throws when it is among what the implementation doesn't support
 */
export function checkFeature(implementation: IGatewayImplementation, feature: GatewayFeature, what: string): void {
  const { name, features } = implementation;
  if (!features?.unsupported?.includes(feature)) return;
  throw valueError({
    law:
      `${what} must be left to implementations of the Gateway API that have ${feature}, and ${name} doesn't, by the ` +
      `report of ${features.readFrom}`,
    remedy: `leave it out, or use one that has it: ${implementationsWith(feature).join(', ')}`,
  });
}
