import type { Construct } from 'constructs';
import { checkFeature, GatewayApiVersion, GatewayFeature, type IGatewayImplementation } from '../../cluster';
import { type Located, located } from '../../errors';
import { clusterOf } from '../../objects';
import { fallsBack } from './client-certificates';
import type { GatewayProps } from './gateway-props';

/** Something of a Gateway that not every implementation can, or not every version of the Gateway API has. */
interface Need {
  readonly what: string;
  readonly feature?: GatewayFeature;
  readonly since?: GatewayApiVersion;
}

/** Checks that the cluster and its implementation take what a Gateway says. */
export function checkGatewayNeeds(
  place: Located,
  scope: Construct,
  props: GatewayProps,
  implementation: IGatewayImplementation,
): void {
  for (const { what, feature, since } of needsOf(props)) {
    located(place, () => {
      if (since !== undefined) clusterOf(scope)._checkGatewayApi(what, since);
      if (feature !== undefined) checkFeature(implementation, feature, what);
    });
  }
}

function needsOf({
  addresses,
  infrastructure,
  listenerSets,
  clientCertificates,
  backendCertificate,
}: GatewayProps): Need[] {
  const since = GatewayApiVersion.V1_5;
  const needs: (Need | undefined)[] = [
    addresses?.length
      ? { what: 'the `addresses` of a Gateway', feature: GatewayFeature.GATEWAY_STATIC_ADDRESSES }
      : undefined,
    infrastructure?.labels || infrastructure?.annotations
      ? { what: 'the `infrastructure` of a Gateway', feature: GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION }
      : undefined,
    listenerSets && { what: 'the `listenerSets` of a Gateway', feature: GatewayFeature.LISTENER_SET, since },
    clientCertificates && {
      what: 'the `clientCertificates` of a Gateway',
      feature: GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION,
      since,
    },
    clientCertificates && fallsBack(clientCertificates)
      ? {
          what: 'the `insecureFallback` of client certificates',
          feature: GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION_INSECURE_FALLBACK,
        }
      : undefined,
    backendCertificate && {
      what: 'the `backendCertificate` of a Gateway',
      feature: GatewayFeature.GATEWAY_BACKEND_CLIENT_CERTIFICATE,
      since,
    },
  ];
  return needs.filter((need) => need !== undefined);
}
