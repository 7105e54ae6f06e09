import type { Entry, Tls } from '../../cluster';
import type { AllowedNamespaces } from './allowed-namespaces';
import type { ClientCertificates } from './client-certificates';
import { GatewayAddress } from './gateway-address';

/** An object of the implementation's own kind. */
export interface GatewayParameters {
  /** The group of its kind, such as `gateway.envoyproxy.io`. */
  readonly group: string;
  /** Its kind, such as `EnvoyProxy`. */
  readonly kind: string;
  /** Its name, in the namespace of the Gateway. */
  readonly name: string;
}

/** What the implementation gives to whatever it makes for a Gateway. */
export interface GatewayInfrastructure {
  /**
   * Labels, at most 8.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations, at most 16; those that the implementation needs for what its entry says come on top.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * An object of the implementation's own kind, for what the Gateway API has no words.
   *
   * @default - none, or one that is written for what the entry says
   */
  readonly parameters?: GatewayParameters;
}

/** Where the certificate is by which a Gateway shows backends who it is. */
export interface BackendCertificate {
  /** The name of a Secret of type kubernetes.io/tls. */
  readonly secret: string;

  /**
   * The namespace of the Secret; a grant is written there where it isn't the Gateway's.
   *
   * @default - that of the Gateway
   */
  readonly namespace?: string;
}

/** What is said of a Gateway beside its hosts. */
export interface GatewayOptions {
  /**
   * Its name, a DNS-1123 label.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The entry of the cluster profile that serves it; it must be one by Gateway.
   *
   * @default - the profile's default entry
   */
  readonly entry?: string;

  /**
   * Where the certificates of its hosts come from.
   *
   * @default - each route says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;

  /**
   * The port of plain HTTP, as clients come to it.
   *
   * @default 80
   */
  readonly httpPort?: number;

  /**
   * The port of HTTPS, as clients come to it.
   *
   * @default 443
   */
  readonly httpsPort?: number;

  /**
   * The addresses that it asks for, at most 16.
   *
   * @default - those of the entry, or any that the cluster gives
   */
  readonly addresses?: GatewayAddress[];

  /**
   * What the implementation gives to whatever it makes for the Gateway.
   *
   * @default - what the entry needs
   */
  readonly infrastructure?: GatewayInfrastructure;

  /**
   * The namespaces that may add listeners by a `ListenerSet`. It needs Gateway API 1.5, said in the cluster profile.
   *
   * @default - none
   */
  readonly listenerSets?: AllowedNamespaces;

  /**
   * Whose certificates clients have to show. It needs Gateway API 1.5, said in the cluster profile.
   *
   * @default - clients show none
   */
  readonly clientCertificates?: ClientCertificates;

  /**
   * The certificate by which it shows backends who it is. It needs Gateway API 1.5, said in the cluster profile.
   *
   * @default - none
   */
  readonly backendCertificate?: BackendCertificate;

  /**
   * Options of TLS that the implementation knows, at most 16, for all of its listeners.
   *
   * @default - none
   */
  readonly tlsOptions?: { readonly [key: string]: string };
}

/** What a Gateway is. */
export interface GatewayProps extends GatewayOptions {
  /**
   * The hosts that it serves, such as `shop.example.com` or `*.example.com`. A route for any other host is an error.
   *
   * @default - the hosts of its routes
   */
  readonly hostnames?: string[];

  /**
   * Whether a host is for the namespace alone that it was delegated to.
   *
   * @default false
   * @internal
   */
  readonly _areHostsOwned?: boolean;
}

/**
 * What is said of a Gateway, with what its entry says where it is silent.
 *
 * A copy: what the caller does with the lists later changes nothing.
 */
export function copyOf(props: GatewayProps, entry: Entry): GatewayProps {
  const { hostnames, addresses, infrastructure, clientCertificates, backendCertificate, tlsOptions } = props;
  return {
    ...props,
    tls: props.tls ?? entry.tls,
    hostnames: hostnames && [...hostnames],
    addresses: addresses ? [...addresses] : entry.addresses.map((address) => GatewayAddress.ip(address)),
    infrastructure: infrastructure && structuredClone(infrastructure),
    clientCertificates: clientCertificates && structuredClone(clientCertificates),
    backendCertificate: backendCertificate && { ...backendCertificate },
    tlsOptions: tlsOptions && { ...tlsOptions },
  };
}
