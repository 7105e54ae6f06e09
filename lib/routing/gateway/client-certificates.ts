import { valueError } from '../../errors';
import {
  checkDnsLabel,
  checkDnsSubdomain,
  checkFlags,
  checkKnownOptions,
  checkObject,
  isPortNumber,
} from '../../traffic';

/** A ConfigMap with the certificates of authorities, under the key `ca.crt`. */
export interface CertificateAuthority {
  /** The name of the ConfigMap. */
  readonly configMap: string;

  /**
   * Its namespace; a grant is written there where it isn't that of the Gateway.
   *
   * @default - that of the Gateway
   */
  readonly namespace?: string;
}

/** The certificates that clients have to show on one port. */
export interface PortClientCertificates {
  /** The port, as clients come to it. */
  readonly port: number;
  /** Whose certificates count, from 1 to 16. */
  readonly authorities: CertificateAuthority[];

  /**
   * Whether clients are let in although they show none that is valid. Backends have to judge them by themselves then.
   *
   * @default false
   */
  readonly insecureFallback?: boolean;
}

/**
 * The certificates that clients have to show.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-91/
 */
export interface ClientCertificates {
  /** Whose certificates count, from 1 to 16. */
  readonly authorities: CertificateAuthority[];

  /**
   * Whether clients are let in although they show none that is valid. Backends have to judge them by themselves then.
   *
   * @default false
   */
  readonly insecureFallback?: boolean;

  /**
   * What is different on some ports.
   *
   * @default - all ports are alike
   */
  readonly perPort?: PortClientCertificates[];
}

const WHAT = 'the `clientCertificates` of a Gateway';
const MAX_AUTHORITIES = 16;
const MAX_PORTS = 64;

/** All authorities that are named. */
export function authoritiesOf({ authorities, perPort = [] }: ClientCertificates): CertificateAuthority[] {
  return [...authorities, ...perPort.flatMap((port) => port.authorities)];
}

/** Whether some clients are let in whose certificates aren't valid. */
export function fallsBack({ insecureFallback, perPort = [] }: ClientCertificates): boolean {
  return insecureFallback === true || perPort.some((port) => port.insecureFallback);
}

/** Checks what is said before a Gateway is made. */
export function checkClientCertificates(certificates: ClientCertificates): void {
  checkObject(WHAT, certificates);
  checkKnownOptions(WHAT, certificates, ['authorities', 'insecureFallback', 'perPort']);
  const { perPort = [] } = certificates;
  checkValidation(certificates);
  if (!Array.isArray(perPort) || perPort.length > MAX_PORTS) {
    throw valueError({
      law: `the \`perPort\` of ${WHAT} must be a list of at most ${MAX_PORTS} ports`,
      got: Array.isArray(perPort) ? perPort.length : perPort,
      remedy: "write it as in [{ port: 8443, authorities: [{ configMap: 'clients-ca' }] }]",
    });
  }
  for (const port of perPort) {
    checkObject(`the \`perPort\` of ${WHAT}`, port);
    checkKnownOptions(`the \`perPort\` of ${WHAT}`, port, ['port', 'authorities', 'insecureFallback']);
    checkValidation(port);
    if (isPortNumber(port.port) && perPort.filter((other) => other.port === port.port).length === 1) continue;
    throw valueError({
      law: `the \`perPort\` of ${WHAT} must name whole ports from 1 to 65535, each once`,
      got: port.port,
      remedy: 'name another port',
    });
  }
}

function checkValidation({ authorities, insecureFallback }: Omit<ClientCertificates, 'perPort'>): void {
  checkFlags({ insecureFallback });
  if (!Array.isArray(authorities) || authorities.length === 0 || authorities.length > MAX_AUTHORITIES) {
    throw valueError({
      law: `${WHAT} must name 1 to ${MAX_AUTHORITIES} \`authorities\``,
      got: authorities,
      remedy: "write them as in [{ configMap: 'clients-ca' }]",
    });
  }
  for (const authority of authorities) {
    checkObject('a certificate authority', authority);
    checkKnownOptions('a certificate authority', authority, ['configMap', 'namespace']);
    checkDnsSubdomain('the name of a ConfigMap', authority.configMap);
    if (authority.namespace !== undefined) checkDnsLabel('the namespace of a ConfigMap', authority.namespace);
  }
}

/** What clients have to show, as it is written to a Gateway of a namespace, whose listeners name ports of their own. */
export function clientCertificatesManifest(
  certificates: ClientCertificates,
  home: string,
  listenerPort: (clientPort: number) => number,
): any {
  const { perPort = [] } = certificates;
  const ports = [...perPort].sort((a, b) => a.port - b.port);
  return {
    default: { validation: validation(certificates, home) },
    ...(ports.length > 0
      ? {
          perPort: ports.map((port) => ({
            port: listenerPort(port.port),
            tls: { validation: validation(port, home) },
          })),
        }
      : {}),
  };
}

function validation({ authorities, insecureFallback }: Omit<ClientCertificates, 'perPort'>, home: string): any {
  return {
    caCertificateRefs: authorities.map(({ configMap, namespace }) => ({
      group: '',
      kind: 'ConfigMap',
      name: configMap,
      ...(namespace === undefined || namespace === home ? {} : { namespace }),
    })),
    ...(insecureFallback ? { mode: 'AllowInsecureFallback' } : {}),
  };
}
