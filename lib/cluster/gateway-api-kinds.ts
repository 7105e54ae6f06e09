import { GatewayApiChannel, GatewayApiVersion, includesVersion } from './gateway-api-version';

/** The group of the Gateway API. */
const GROUP = 'gateway.networking.k8s.io';

/** A kind of the Gateway API that is written here. */
export type GatewayApiKind =
  | 'BackendTLSPolicy'
  | 'GRPCRoute'
  | 'Gateway'
  | 'GatewayClass'
  | 'HTTPRoute'
  | 'ListenerSet'
  | 'ReferenceGrant'
  | 'TCPRoute'
  | 'TLSRoute'
  | 'UDPRoute';

/** One of the forms that a kind had over time. */
interface Form {
  readonly since: GatewayApiVersion;
  readonly channel: GatewayApiChannel;
  readonly version: string;
}

const { STANDARD, EXPERIMENTAL } = GatewayApiChannel;
const { V1_2, V1_4, V1_5, V1_6 } = GatewayApiVersion;

/**
 * The forms of each kind, the newest first.
 *
 * @see https://github.com/kubernetes-sigs/gateway-api/releases
 */
const FORMS: Record<GatewayApiKind, Form[]> = {
  GatewayClass: [{ since: V1_2, channel: STANDARD, version: 'v1' }],
  Gateway: [{ since: V1_2, channel: STANDARD, version: 'v1' }],
  HTTPRoute: [{ since: V1_2, channel: STANDARD, version: 'v1' }],
  GRPCRoute: [{ since: V1_2, channel: STANDARD, version: 'v1' }],
  ReferenceGrant: [
    { since: V1_5, channel: STANDARD, version: 'v1' },
    { since: V1_2, channel: STANDARD, version: 'v1beta1' },
  ],
  BackendTLSPolicy: [
    { since: V1_4, channel: STANDARD, version: 'v1' },
    { since: V1_2, channel: EXPERIMENTAL, version: 'v1alpha3' },
  ],
  TLSRoute: [
    { since: V1_5, channel: STANDARD, version: 'v1' },
    { since: V1_2, channel: EXPERIMENTAL, version: 'v1alpha2' },
  ],
  ListenerSet: [{ since: V1_5, channel: STANDARD, version: 'v1' }],
  TCPRoute: [
    { since: V1_6, channel: STANDARD, version: 'v1' },
    { since: V1_2, channel: EXPERIMENTAL, version: 'v1alpha2' },
  ],
  UDPRoute: [
    { since: V1_6, channel: STANDARD, version: 'v1' },
    { since: V1_2, channel: EXPERIMENTAL, version: 'v1alpha2' },
  ],
};

/** The apiVersion of a kind; undefined where definitions of that version and channel have none. */
export function apiVersionOf(
  kind: GatewayApiKind,
  version: GatewayApiVersion,
  channel: GatewayApiChannel,
): string | undefined {
  const form = FORMS[kind].find(
    (each) => includesVersion(version, each.since) && (each.channel === STANDARD || channel === EXPERIMENTAL),
  );
  return form && `${GROUP}/${form.version}`;
}

/** The version from which on all clusters have a kind. */
export function standardSince(kind: GatewayApiKind): GatewayApiVersion {
  const standard = FORMS[kind].filter(({ channel }) => channel === STANDARD);
  return (standard.at(-1) as Form).since;
}
