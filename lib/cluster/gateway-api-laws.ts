import { valueError } from '../errors';
import { apiVersionOf, type GatewayApiKind, standardSince } from './gateway-api-kinds';
import { GatewayApiChannel, GatewayApiVersion, includesVersion } from './gateway-api-version';

const GIVE_VERSION =
  'give the profile the `gatewayApiVersion` that `kubectl get crd httproutes.gateway.networking.k8s.io -o yaml` shows ' +
  'as `bundle-version`';
const GIVE_CHANNEL =
  'give the profile `gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL`, where ' +
  '`kubectl get crd httproutes.gateway.networking.k8s.io -o yaml` shows it as `channel`';

/** What a profile knows of the Gateway API's definitions in its cluster. */
interface Known {
  /** The profile's name, for errors. */
  readonly name: string;
  readonly gatewayApiVersion?: GatewayApiVersion;
  readonly gatewayApiChannel: GatewayApiChannel;
}

/** Checks that the cluster takes something which not every version has. */
export function checkGatewayApi(known: Known, what: string, since: GatewayApiVersion): void {
  const { gatewayApiVersion: version } = known;
  if (version !== undefined && includesVersion(version, since)) return;
  throw valueError({
    law: `${what} must be left to clusters with Gateway API ${since} or newer, but ${told(known)}`,
    remedy: `leave it out, or ${GIVE_VERSION}`,
  });
}

/** Checks that the cluster takes something which the standard channel doesn't have. */
export function checkExperimental(known: Known, what: string): void {
  if (known.gatewayApiChannel === GatewayApiChannel.EXPERIMENTAL) return;
  throw valueError({
    law: `${what} must be left to clusters with the experimental channel of the Gateway API, but ${told(known)}`,
    remedy: `leave it out, or ${GIVE_CHANNEL}`,
  });
}

/** The apiVersion by which the cluster knows a kind. */
export function apiVersionIn(known: Known, kind: GatewayApiKind): string {
  // What every version has is written for clusters of which nobody says the version.
  const { gatewayApiVersion: version = GatewayApiVersion.V1_2, gatewayApiChannel: channel } = known;
  const since = standardSince(kind);
  // A form that went with a later version is of no use where the version isn't known.
  const isKnown = known.gatewayApiVersion !== undefined || since === GatewayApiVersion.V1_2;
  const apiVersion = apiVersionOf(kind, version, channel);
  if (isKnown && apiVersion !== undefined) return apiVersion;
  throw valueError({
    law: `a ${kind} must be left to clusters with Gateway API ${since} or newer, but ${told(known)}`,
    remedy: `leave it out, or ${GIVE_VERSION}`,
  });
}

function told({ gatewayApiVersion: version, gatewayApiChannel: channel, name }: Known): string {
  const known =
    version === undefined ? "doesn't say which version its cluster has" : `says that its cluster has ${version}`;
  const which = channel === GatewayApiChannel.EXPERIMENTAL ? ' of the experimental channel' : '';
  return `the cluster profile "${name}" ${known}${version === undefined ? '' : which}`;
}
