import { valueError } from '../../errors';
import type { GatewayRequest } from './gateway-implementation';

/** What to do instead, for each option of a Gateway that an implementation can't give. */
export interface Ways {
  readonly internal?: string;
  readonly proxyProtocol?: string;
  readonly trustedHops?: string;
}

/** What an implementation would have to do for each option, and those known here that do. */
const OPTIONS: Record<keyof Ways, { readonly must: string; readonly by: string }> = {
  internal: {
    must: 'keeps to the private network when asked',
    by: 'aws, cilium, contour by its provisioner, envoy-gateway, istio, kgateway, kong-operator or nginx-gateway-fabric',
  },
  proxyProtocol: {
    must: 'takes the PROXY protocol when asked',
    by: 'envoy-gateway, istio or nginx-gateway-fabric',
  },
  trustedHops: {
    must: 'trusts proxies in front of it when asked',
    by: 'envoy-gateway, istio or nginx-gateway-fabric',
  },
};

/**
 * Refuses what an implementation can't give.
 *
 * @param implementation - its name
 * @param request - what a Gateway asks
 * @param ways - the options that it can't give, and what to do instead
 * @throws when the Gateway asks one of them
 */
export function refuse(implementation: string, request: GatewayRequest, ways: Ways): void {
  const asked: Record<keyof Ways, boolean> = {
    internal: request.isInternal,
    proxyProtocol: request.usesProxyProtocol,
    trustedHops: request.trustedHops > 0,
  };
  for (const [option, way] of Object.entries(ways) as [keyof Ways, string][]) {
    if (!asked[option]) continue;
    throw valueError({
      law: `a Gateway with \`${option}\` must have an implementation that ${OPTIONS[option].must}, and ${implementation} doesn't`,
      remedy: `${way}, or use one that does: ${OPTIONS[option].by}`,
    });
  }
}

/**
 * The annotations by which the load balancer in front of a data plane keeps to the private network; none where that
 * isn't asked.
 *
 * @param request - what a Gateway asks
 * @throws when the cluster's load balancer has none
 */
export function internalAnnotations(request: GatewayRequest): { readonly [key: string]: string } {
  if (!request.isInternal) return {};
  const annotations = request.internalAnnotations ?? {};
  if (Object.keys(annotations).length > 0) return annotations;
  throw valueError({
    law: 'a Gateway with `internal` must have a load balancer in front of it that keeps to the private network when asked',
    remedy:
      'say which one the cluster has by `loadBalancer` in its profile: aws-nlb, azure, gcp, or metallb with a pool of ' +
      'private addresses',
  });
}
