import type { Field } from '../fields/field';
import { labelsIn } from '../fields/labels';
import { portNumberIn, protocolIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';
import { podOf } from '../target-refs';

/** An EndpointSlice: addresses behind the Service that its label names. */
export const endpointSliceReader: KindReader = {
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  versions: ['v1'],
  scope: 'Namespaced',
  read(object, body) {
    const labels = labelsIn(body.at('metadata').at('labels'));
    const service = labels['kubernetes.io/service-name'];
    const endpoints = body.at('endpoints').mappings('endpoints', 'an endpoint').map(endpointIn(object.namespace));
    const ports = body.at('ports').mappings('the ports of an EndpointSlice', 'a port').map(portIn);
    return service ? { endpoints: [{ object, service, endpoints, ports }] } : {};
  },
};

function endpointIn(namespace: string) {
  return (field: Field) => {
    const ready = field.at('conditions').at('ready');
    return {
      addresses: field
        .at('addresses')
        .items('addresses')
        .map((address) => address.text('an address')),
      // Nothing is said of it means that it is ready.
      isReady: ready.isAbsent || ready.flag('ready'),
      ...podOf(field.at('targetRef'), namespace),
    };
  };
}

function portIn(field: Field) {
  const name = field.at('name').optionalText('a port name');
  const port = field.at('port');
  return {
    ...(name !== undefined && { name }),
    ...(!port.isAbsent && { port: portNumberIn(port) }),
    protocol: protocolIn(field.at('protocol')),
  };
}
