import type { Peer } from '../../traffic';
import { checkFlags } from '../../traffic';
import { annotations } from './annotations';
import { checkCloudCertificate } from './cloud-certificate';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { checkSeconds } from './limits';
import { optionsOf } from './option-table';
import { peerOf } from './subnet-ranges';

/** How an Azure Application Gateway serves a cluster. */
export interface AzureApplicationGatewayProps {
  /**
   * The networks of the subnet that the gateway has for itself, from which it connects to the pods: `az network vnet subnet
   * list -o table` shows them.
   */
  readonly subnetRanges: string[];

  /**
   * Whether it is reached by the gateway's private address. One gateway has either kind on a port, for all Ingresses.
   *
   * @default false
   */
  readonly usesPrivateIp?: boolean;

  /**
   * The name of its IngressClass.
   *
   * @default 'azure-application-gateway'
   */
  readonly ingressClassName?: string;
}

const PREFIX = 'appgw.ingress.kubernetes.io/';
const FACTORY = 'IngressControllers.azureApplicationGateway()';

/** The longest time that a gateway waits for a backend: a day, in seconds. */
const MAX_TIMEOUT = 86_400;

const CERTIFICATE = {
  pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,78}[A-Za-z0-9_])?$/,
  words: 'the name of a certificate that the gateway has: at most 80 letters, digits, ".", "-" and "_"',
  example: 'shop-certificate',
};

/**
 * The Application Gateway Ingress Controller, 1.5.1 or newer. The gateway has no pods: it connects from its subnet, to the
 * pods themselves.
 *
 * @see https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
 */
export class AzureApplicationGateway implements IIngressController {
  public readonly name = 'azure-application-gateway';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  private readonly usesPrivateIp: boolean;

  public constructor(props: AzureApplicationGatewayProps) {
    checkInstallation(FACTORY, props, ['subnetRanges', 'usesPrivateIp', 'ingressClassName']);
    const { subnetRanges, usesPrivateIp = false, ingressClassName = 'azure-application-gateway' } = props;
    checkFlags({ usesPrivateIp });
    const command = 'az network vnet subnet list -o table';
    this.dataPlane = peerOf(subnetRanges, { factory: FACTORY, option: 'subnetRanges', command });
    this.ingressClassName = ingressClassName;
    this.usesPrivateIp = usesPrivateIp;
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { isSecure, cloudCertificate, timeout, stickySession, backendProtocol, rewritePrefix } = request;
    checkSeconds(this.name, { option: 'timeout', seconds: timeout, most: MAX_TIMEOUT });
    checkCloudCertificate(this.name, cloudCertificate, CERTIFICATE);
    return {
      annotations: annotations(PREFIX, {
        'ssl-redirect': isSecure,
        'use-private-ip': this.usesPrivateIp ? true : undefined,
        'appgw-ssl-certificate': cloudCertificate,
        'request-timeout': timeout,
        'cookie-based-affinity': stickySession ? true : undefined,
        'backend-protocol': backendProtocol === BackendProtocol.HTTPS ? 'https' : undefined,
        // What comes after the path is put right behind it.
        'backend-path-prefix': rewritePrefix?.replace(/\/?$/, '/'),
      }),
    };
  }
}
