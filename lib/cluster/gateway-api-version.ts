/**
 * A version of the Gateway API, as far as it decides what may be written: that of the definitions in the cluster.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/
 */
export enum GatewayApiVersion {
  /** The oldest one that is written for: the timeouts of HTTPRoutes came with it. */
  V1_2 = '1.2',
  /** With mirrors of a part of the requests. */
  V1_3 = '1.3',
  /** With names for the rules of routes, and TLS on the way to backends. */
  V1_4 = '1.4',
  /** With routes for TLS, listener sets, filters for CORS, client certificates, and redirects by 303, 307 and 308. */
  V1_5 = '1.5',
  /** With routes for TCP and UDP. */
  V1_6 = '1.6',
}

const VERSIONS = Object.values(GatewayApiVersion);

/** Whether a version has all that another one has. */
export function includesVersion(version: GatewayApiVersion, other: GatewayApiVersion): boolean {
  return VERSIONS.indexOf(version) >= VERSIONS.indexOf(other);
}

/**
 * Which of the Gateway API's definitions a cluster has.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/versioning/#release-channels
 */
export enum GatewayApiChannel {
  /** Those that stay as they are. */
  STANDARD = 'standard',
  /** Those as well that may change or go with any version. */
  EXPERIMENTAL = 'experimental',
}
