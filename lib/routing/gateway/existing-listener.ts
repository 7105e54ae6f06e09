import { valueError } from '../../errors';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkHostname,
  checkKnownOptions,
  checkObject,
  isPortNumber,
} from '../../traffic';
import { HTTP_PORT, HTTPS_PORT } from './listeners';

/** What a listener speaks. */
export enum ListenerProtocol {
  /** Plain HTTP. */
  HTTP = 'HTTP',
  /** HTTP over TLS that the Gateway ends. */
  HTTPS = 'HTTPS',
  /** TLS that the Gateway passes through, or ends for a TLSRoute. */
  TLS = 'TLS',
  /** TCP. */
  TCP = 'TCP',
  /** UDP. */
  UDP = 'UDP',
}

/** What is known of a listener of a Gateway that others write. */
export interface ExistingListener {
  /** Its name. */
  readonly name: string;

  /**
   * What it speaks.
   *
   * @default ListenerProtocol.HTTPS
   */
  readonly protocol?: ListenerProtocol;

  /**
   * Its port, as the listener names it.
   *
   * @default - that by which clients come with HTTPS, TLS or plain HTTP; of TCP and UDP it has to be said
   */
  readonly port?: number;

  /**
   * The hostname that it accepts, such as `*.example.com`.
   *
   * @default - every host
   */
  readonly hostname?: string;

  /**
   * The namespaces whose routes it admits.
   *
   * @default - not known: taken for one that admits the namespace of each route
   */
  readonly namespaces?: string[];
}

const KNOWN = ['name', 'protocol', 'port', 'hostname', 'namespaces'];

/** Checks what is said of listeners: from JavaScript anything may come. */
export function checkListeners(listeners: ExistingListener[]): void {
  if (!Array.isArray(listeners) || listeners.length === 0) {
    throw valueError({
      law: 'the `listeners` of an existing Gateway must be a list of at least one, since routes bind to listeners by name',
      got: listeners,
      remedy: '`kubectl get gateway -o yaml` shows them',
    });
  }
  for (const listener of listeners) {
    checkObject('a listener', listener);
    checkKnownOptions('a listener', listener, KNOWN);
    const { name, protocol, hostname, namespaces = [] } = listener;
    checkDnsSubdomain('the name of a listener', name);
    if (protocol !== undefined && !Object.values(ListenerProtocol).includes(protocol)) {
      throw valueError({
        law: 'the `protocol` of a listener must be a ListenerProtocol',
        got: protocol,
        remedy: 'write it as in ListenerProtocol.HTTPS',
      });
    }
    if (hostname !== undefined) checkHostname(hostname);
    if (!isPortNumber(listener.port ?? usualPort(protocolOf(listener)) ?? 0)) {
      throw valueError({
        law: 'the `port` of a listener must be a whole number from 1 to 65535, and of TCP and UDP it has to be said',
        got: listener.port,
        remedy: '`kubectl get gateway -o yaml` shows it',
      });
    }
    if (!Array.isArray(namespaces)) {
      throw valueError({
        law: 'the `namespaces` of a listener must be a list',
        got: namespaces,
        remedy: 'write it in [ ]',
      });
    }
    for (const namespace of namespaces) checkDnsLabel('the name of a namespace', namespace);
  }
  const names = listeners.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw valueError({ law: 'the listeners of a Gateway must differ in their names', got: twice });
  }
}

/** What a listener speaks. */
export function protocolOf({ protocol = ListenerProtocol.HTTPS }: ExistingListener): ListenerProtocol {
  return protocol;
}

/** The port of a protocol where nothing is said; undefined where it has to be said. */
export function usualPort(protocol: ListenerProtocol): number | undefined {
  if (protocol === ListenerProtocol.HTTP) return HTTP_PORT;
  return protocol === ListenerProtocol.TCP || protocol === ListenerProtocol.UDP ? undefined : HTTPS_PORT;
}
