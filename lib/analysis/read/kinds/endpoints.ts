import type { EndpointsFacts } from '../../network/services';
import type { Field } from '../fields/field';
import { addressIn } from '../fields/networks';
import { portNumberIn, protocolIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';
import { podOf } from '../target-refs';

/** Endpoints: addresses behind the Service of the same name, in sets that differ in their ports. */
export const endpointsReader: KindReader = {
  group: '',
  kind: 'Endpoints',
  versions: ['v1'],
  scope: 'Namespaced',
  read(object, body) {
    const subsets = body.at('subsets').mappings('subsets', 'a subset');
    return {
      endpoints: subsets.map((subset) => ({
        object,
        service: object.name,
        endpoints: [
          ...endpointsIn(subset.at('addresses'), object.namespace, 'ready'),
          ...endpointsIn(subset.at('notReadyAddresses'), object.namespace, 'not ready'),
        ],
        ports: subset.at('ports').mappings('the ports of a subset', 'a port').map(portIn),
      })),
    };
  },
};

function endpointsIn(field: Field, namespace: string, state: 'ready' | 'not ready'): EndpointsFacts['endpoints'] {
  return field.mappings('addresses', 'an address').map((address) => ({
    addresses: [addressIn(address.at('ip'))],
    isReady: state === 'ready',
    ...podOf(address.at('targetRef'), namespace),
  }));
}

function portIn(field: Field): EndpointsFacts['ports'][number] {
  const name = field.at('name').optionalText('a port name');
  return {
    ...(name !== undefined && { name }),
    port: portNumberIn(field.at('port')),
    protocol: protocolIn(field.at('protocol')),
  };
}
