import { valueError } from '../../errors';
import { checkKnownOptions, checkObject, type Peer } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import { annotations, type Said } from './annotations';
import { checkCloudCertificate } from './cloud-certificate';
import type { IIngressController } from './ingress-controller';
import type { IngressAnswer, IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { checkSeconds } from './limits';
import { optionsOf } from './option-table';
import { peerOf } from './subnet-ranges';

/** What an internal load balancer of GKE needs. */
export interface GkeInternalOptions {
  /**
   * The networks of the subnet for proxies only in the cluster's region, from which the load balancer connects to the pods:
   * `gcloud compute networks subnets list --filter=purpose=REGIONAL_MANAGED_PROXY` shows them.
   */
  readonly proxyOnlySubnets: string[];
}

/** How GKE's load balancers are made. */
export interface GkeProps {
  /**
   * That they are reached from the private network only.
   *
   * @default - they face the internet
   */
  readonly internal?: GkeInternalOptions;

  /**
   * The name of a reserved address: `gcloud compute addresses list` shows them. One Ingress alone can have it.
   *
   * @default - any address
   */
  readonly addressName?: string;
}

const FACTORY = 'IngressControllers.gke()';
const COMMAND = 'gcloud compute networks subnets list --filter=purpose=REGIONAL_MANAGED_PROXY';

/** The longest time for which its cookie is kept: a day, in seconds. */
const MAX_STICKY = 86_400;

const CERTIFICATE = {
  pattern: /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
  words: 'the name of an SSL certificate: at most 63 lower case letters, digits and "-", with a letter first',
  example: 'shop-certificate',
};

/** Google's front ends and health checks. */
const GOOGLE = ['35.191.0.0/16', '130.211.0.0/22'];

/**
 * GKE's own Ingress: Application Load Balancers, external or internal, which have no pods. They connect to the pods
 * themselves, the external ones from Google's front ends, the internal ones from a subnet for proxies.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export class Gke implements IIngressController {
  public readonly name = 'gke';
  public readonly ingressClassName: string;
  public readonly isClassAnnotated = true;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  private readonly isInternal: boolean;

  public constructor(private readonly props: GkeProps = {}) {
    checkInstallation(FACTORY, props, ['internal', 'addressName']);
    const { internal, addressName } = props;
    if (internal !== undefined) {
      checkObject(`the \`internal\` of ${FACTORY}`, internal);
      checkKnownOptions(`the \`internal\` of ${FACTORY}`, internal, ['proxyOnlySubnets']);
    }
    checkAddressName(addressName);
    const source = { factory: FACTORY, option: 'proxyOnlySubnets', command: COMMAND };
    const proxies = internal ? peerOf(internal.proxyOnlySubnets, source) && internal.proxyOnlySubnets : [];
    this.isInternal = internal !== undefined;
    this.ingressClassName = this.isInternal ? 'gce-internal' : 'gce';
    this.dataPlane = peerOf([...GOOGLE, ...proxies], source);
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { name, isSecure, cloudCertificate, stickySession } = request;
    checkSeconds(this.name, { option: 'stickySession.duration', seconds: stickySession?.seconds, most: MAX_STICKY });
    checkCloudCertificate(this.name, cloudCertificate, CERTIFICATE);
    const front = isSecure && !this.isInternal ? [REDIRECT] : [];
    const back = backendConfig(request);
    return {
      annotations: {
        ...annotations('networking.gke.io/', {
          'v1beta1.FrontendConfig': front.length > 0 ? `${name}-${REDIRECT.suffix}` : undefined,
        }),
        ...annotations('ingress.gcp.kubernetes.io/', { 'pre-shared-cert': cloudCertificate }),
        ...annotations('kubernetes.io/ingress.', this.places(request)),
      },
      serviceAnnotations: annotations('cloud.google.com/', {
        // By way of nodes, connections would come from their addresses.
        neg: '{"ingress": true}',
        'backend-config': back ? JSON.stringify({ default: `${name}-${back.suffix}` }) : undefined,
      }),
      objects: [...front, ...(back ? [back] : [])],
    };
  }

  private places({ isSecure }: IngressRequest): Said {
    const { addressName } = this.props;
    return {
      // Internal ones can't redirect: plain HTTP isn't answered at all.
      'allow-http': this.isInternal && isSecure ? false : undefined,
      [this.isInternal ? 'regional-static-ip-name' : 'global-static-ip-name']: addressName,
    };
  }
}

const REDIRECT: ControllerObject = {
  apiVersion: 'networking.gke.io/v1beta1',
  kind: 'FrontendConfig',
  suffix: 'frontend',
  fields: { spec: { redirectToHttps: { enabled: true, responseCodeName: 'PERMANENT_REDIRECT' } } },
};

function backendConfig({ timeout, stickySession }: IngressRequest): ControllerObject | undefined {
  if (timeout === undefined && !stickySession) return undefined;
  const seconds = stickySession?.seconds;
  const affinity = {
    affinityType: 'GENERATED_COOKIE',
    ...(seconds === undefined ? {} : { affinityCookieTtlSec: seconds }),
  };
  const spec = {
    ...(timeout === undefined ? {} : { timeoutSec: timeout }),
    ...(stickySession ? { sessionAffinity: affinity } : {}),
  };
  return { apiVersion: 'cloud.google.com/v1', kind: 'BackendConfig', suffix: 'backend', fields: { spec } };
}

function checkAddressName(name: unknown): void {
  if (name === undefined || (typeof name === 'string' && /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))) return;
  throw valueError({
    law: `the \`addressName\` of ${FACTORY} must have lower case letters, digits and "-", and start with a letter`,
    got: name,
    remedy: '`gcloud compute addresses list` shows the names',
  });
}
