import type { Construct } from 'constructs';
import { checkFeature, checkTls, GatewayFeature, type Tls } from '../../cluster';
import { constructError, type Located, located, placeOf } from '../../errors';
import { checkHostname } from '../../traffic';
import { checkList } from '../backend-laws';
import { checkChallenge } from '../certificate-laws';
import { checkGateway } from '../gateway/gateway-laws';
import { checkListenerPort, checkStreamProps } from './stream-laws';
import type { StreamRouteProps } from './stream-props';
import { StreamRoute } from './stream-route';
import { checkMode } from './tls-modes';

/** What a TLSRoute is. */
export interface TlsRouteProps extends StreamRouteProps {
  /** The hosts that clients ask for when they begin TLS, such as `db.example.com` or `*.example.com`. From 1 to 32. */
  readonly hostnames: string[];

  /**
   * The port on which the Gateway listens.
   *
   * @default 443
   */
  readonly port?: number;

  /**
   * Where the certificates come from by which the Gateway ends TLS; the backends get what was inside then.
   *
   * @default - the Gateway passes TLS through, and the pods of the backends end it
   */
  readonly tls?: Tls;
}

const ROUTE = 'a TLSRoute';
/** Each host has a listener, and a route has at most so many parents. */
const MAX_HOSTNAMES = 32;
const HTTPS_PORT = 443;

/**
 * Routes connections by TLS to Services, told apart by the host that the client asks for.
 *
 * Each host has a listener of its own, for this route alone. It needs Gateway API 1.5, said in the cluster profile, or the
 * experimental channel before; and Kubernetes 1.31.
 *
 * @example
 * const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 });
 * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
 * const vault = new InternalService(shop, 'vault', { image: 'ghcr.io/acme/vault:1.4', port: 8200 });
 * new TlsRoute(shop, 'vault-tls', {
 *   gateway: Gateway.shared(shop),
 *   hostnames: ['vault.example.com'],
 *   backends: [vault], // its pods have the certificate
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tls-routing/
 */
export class TlsRoute extends StreamRoute {
  /**
   * @throws when hosts or backends are missing, all weights are 0, `tls` is no certificate, the cluster's Gateway API or
   * the Gateway's implementation lacks something, the Gateway or a backend is of another app, or a host or port is taken
   */
  public constructor(scope: Construct, id: string, props: TlsRouteProps) {
    const place = placeOf(scope, id);
    checkStreamProps(place, props, { route: ROUTE, more: ['hostnames', 'port', 'tls'] });
    const { gateway, hostnames, port = HTTPS_PORT } = props;
    const tls = props.tls ?? undefined;
    checkHosts(place, hostnames);
    checkListenerPort(place, ROUTE, port);
    checkGateway(place, scope, gateway);
    if (tls !== undefined) {
      checkEnding(place, tls, hostnames);
      const { TLS_ROUTE_MODE_TERMINATE: feature } = GatewayFeature;
      located(place, () => checkFeature(gateway._parent.implementation, feature, 'the `tls` of a TLSRoute'));
    }
    checkMode(place, gateway, { port, isEnded: tls !== undefined });
    super(scope, id, props, { protocol: 'TLS', port, hosts: hostnames, tls, feature: GatewayFeature.TLS_ROUTE });
  }
}

function checkHosts(place: Located, hostnames: string[]): void {
  checkList(place, 'hostnames', hostnames);
  if (hostnames.length === 0 || hostnames.length > MAX_HOSTNAMES) {
    throw constructError(place, {
      law: `${ROUTE} must have 1 to ${MAX_HOSTNAMES} hosts, since each has a listener of its own`,
      got: hostnames.length,
      remedy: hostnames.length === 0 ? 'give `hostnames`' : 'make a second route',
    });
  }
  for (const hostname of hostnames) located(place, () => checkHostname(hostname));
  const twice = hostnames.find((hostname, index) => hostnames.indexOf(hostname) !== index);
  if (twice === undefined) return;
  throw constructError(place, { law: `${ROUTE} must name a host once`, got: twice, remedy: 'leave one of them out' });
}

function checkEnding(place: Located, tls: Tls, hostnames: string[]): void {
  located(place, () => checkTls(tls));
  if (tls.isNone) {
    throw constructError(place, {
      law: `the \`tls\` of ${ROUTE} must have a certificate`,
      got: `${tls}`,
      remedy: 'leave it out to pass TLS through, or make a TcpRoute for clear text',
    });
  }
  for (const hostname of hostnames) checkChallenge(place, hostname, tls);
}
