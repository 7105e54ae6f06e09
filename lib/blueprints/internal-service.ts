import type { Construct } from 'constructs';
import { DeployedService } from './deployed-service';
import { SERVING_OPTIONS } from './known-options';
import { PORT_NAME } from './serving';
import type { ServingOptions } from './serving-options';

/** What an internal service runs. */
export interface InternalServiceProps extends ServingOptions {}

const OPTIONS = new Set<keyof InternalServiceProps>(SERVING_OPTIONS);

/**
 * Something that answers inside the cluster: a Deployment with a Service, and a policy that lets in whom it was told.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', {
 *   image: 'ghcr.io/acme/api:1.4',
 *   port: 8080,
 *   replicas: 3,
 *   readiness: Probe.http('/healthz'),
 *   resources: { cpuRequest: '100m', memoryRequest: '64Mi', memoryLimit: '128Mi' },
 * });
 * api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)], reason: 'card payments' });
 */
export class InternalService extends DeployedService {
  /**
   * @throws when a name, port, path, number or quantity breaks its law
   */
  public constructor(scope: Construct, id: string, props: InternalServiceProps) {
    super(scope, id, props, { kind: 'an InternalService', portName: PORT_NAME, known: OPTIONS });
  }
}
