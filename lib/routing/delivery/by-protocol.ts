import type { Protocol } from '../../traffic';
import type { AnyBackend } from '../backend';

/**
 * A backend whose Service is asked for the ports of one protocol.
 *
 * A Service may have one number for several; whoever lets a data plane in asks for TCP unless told otherwise.
 */
export function byProtocol(backend: AnyBackend, protocol: Protocol): AnyBackend {
  const { service } = backend;
  const targetPort = (port?: number) => service.targetPort(port, protocol);
  return Object.create(backend, { service: { value: Object.create(service, { targetPort: { value: targetPort } }) } });
}
