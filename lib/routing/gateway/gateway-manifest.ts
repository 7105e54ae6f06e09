import type { IGatewayImplementation } from '../../cluster';
import { clientCertificatesManifest } from './client-certificates';
import type { GatewayProps } from './gateway-props';
import { backendCertificateManifest } from './gateway-references';
import { listenerPort } from './listener-ports';
import { httpManifest } from './listeners';
import type { OwnListeners } from './own-listeners';

/** What a Gateway is when everything is declared. */
export interface WrittenGateway {
  readonly given: GatewayProps;
  readonly namespace: string;
  readonly implementation: IGatewayImplementation;
  readonly listeners: OwnListeners;
  /** What the implementation gives to whatever it makes for it; undefined where that is nothing. */
  readonly infrastructure: any;
}

/** The spec of a Gateway. */
export function gatewaySpec(gateway: WrittenGateway): any {
  const { given, namespace, implementation, listeners, infrastructure } = gateway;
  const { addresses = [], listenerSets } = given;
  const { isPlainOpen, plainNamespaces, httpPort } = listeners.listening;
  const tls = tlsManifest(gateway);
  return {
    gatewayClassName: implementation.gatewayClassName,
    ...(addresses.length > 0 ? { addresses: addresses.map(({ type, value }) => ({ type, value })) } : {}),
    ...(infrastructure === undefined ? {} : { infrastructure }),
    ...(listenerSets === undefined ? {} : { allowedListeners: { namespaces: listenerSets._manifest } }),
    ...(tls === undefined ? {} : { tls }),
    listeners: [
      // Its own namespace too: cert-manager puts the routes of its challenges there.
      ...(isPlainOpen ? [httpManifest(listenerPort(implementation, httpPort), [namespace, ...plainNamespaces])] : []),
      ...listeners.manifests(given.tlsOptions),
    ],
  };
}

/** The certificates that aren't of listeners: its own for backends, and those of clients. */
function tlsManifest({ given, namespace, implementation }: WrittenGateway): any {
  const { backendCertificate, clientCertificates } = given;
  if (!backendCertificate && !clientCertificates) return undefined;
  const ports = (port: number) => listenerPort(implementation, port);
  return {
    ...(backendCertificate ? { backend: backendCertificateManifest(backendCertificate, namespace) } : {}),
    ...(clientCertificates ? { frontend: clientCertificatesManifest(clientCertificates, namespace, ports) } : {}),
  };
}
