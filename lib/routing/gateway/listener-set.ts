import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkFeature, checkTls, GatewayFeature, type Tls } from '../../cluster';
import { constructError, type Located, located, placeOf, valueError } from '../../errors';
import { addReadingValidation, clusterOf, patchable } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { knownNamespace } from '../known-namespace';
import { routeMetadata, routeName } from '../names';
import { checkGateway, checkHostnames, markGateway } from './gateway-laws';
import { MAX_LISTENERS } from './gateway-problems';
import { GatewayRoutes } from './gateway-routes';
import { OwnListeners } from './own-listeners';
import { type ReferenceGrant, ReferrerKind } from './reference-grant';
import type { IGateway, RouteParent } from './route-parent';

/** Whose listeners they are, and for which hosts. */
export interface ListenerSetProps {
  /** The Gateway, which has to take listener sets of this namespace: see its `listenerSets`. */
  readonly gateway: IGateway;

  /**
   * The hosts that it serves. A route for any other host is an error.
   *
   * @default - the hosts of its routes
   */
  readonly hostnames?: string[];

  /**
   * Where the certificates of its hosts come from: Secrets and Issuers are those of its own namespace.
   *
   * @default - each route says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

const NEEDED = { kind: 'a ListenerSet', why: 'its Gateway takes listeners by namespace' };

/**
 * Listeners for HTTPS that a namespace adds to a Gateway of another one, with certificates of its own.
 *
 * A Gateway has at most 64 listeners, and its owner has to write each; listener sets have theirs beside it. Plain HTTP is
 * redirected by the Gateway's own listener. Of a `SharedGateway` it can't take hosts that belong to others. It needs
 * Gateway API 1.5, said in the cluster profile.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 }) });
 * const gateway = new Gateway(new IsolatedNamespace(platform, 'edge'), 'gateway', {
 *   listenerSets: AllowedNamespaces.named('shop'),
 * });
 * const shop = new IsolatedNamespace(platform, 'shop');
 * const listeners = new ListenerSet(shop, 'listeners', { gateway, tls: Tls.secret('shop-tls') });
 * new WebApp(shop, 'web', { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com', gateway: listeners });
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1713/
 */
export class ListenerSet extends ApiObject implements IGateway {
  /** Its namespace. */
  public readonly namespace: string;
  private readonly routes: GatewayRoutes;

  /**
   * @throws when the cluster or the implementation has none, when the Gateway takes none of this namespace, or when a
   * host is malformed, served by another listener of the Gateway, or has no certificate
   */
  public constructor(scope: Construct, id: string, props: ListenerSetProps) {
    const place = placeOf(scope, id);
    located(place, () => {
      checkObject('the properties of a ListenerSet', props);
      checkKnownOptions('a ListenerSet', props, ['gateway', 'hostnames', 'tls', 'name']);
    });
    const { gateway } = props;
    const name = routeName(scope, id, { kind: 'a ListenerSet', name: props.name });
    const namespace = knownNamespace(place, scope, NEEDED);
    checkGateway(place, scope, gateway);
    located(place, () => checkTls(props.tls));
    const parent = gateway._parent;
    const { implementation, entry, listening } = parent;
    const apiVersion = located(place, () => clusterOf(scope)._gatewayApiVersionOf('ListenerSet'));
    located(place, () => checkFeature(implementation, GatewayFeature.LISTENER_SET, 'a ListenerSet'));
    checkTaken(place, gateway, namespace);
    if (props.hostnames !== undefined) checkHostnames(props.hostnames, place);
    const listeners = new OwnListeners({
      scope,
      place,
      title: `ListenerSet ${namespace}/${name}`,
      namespace,
      implementation,
      tls: props.tls ?? entry.tls,
      hostnames: props.hostnames && [...props.hostnames],
      referrer: ReferrerKind.LISTENER_SET,
      listening,
      hasPlain: (hostname) => parent.hasPlain(namespace, hostname),
      checkLeft: (hostname, claimant) => parent.checkLeft?.(hostname, claimant, namespace),
    });
    super(scope, id, {
      apiVersion,
      kind: 'ListenerSet',
      metadata: routeMetadata(scope, name),
      spec: Lazy.any({
        produce: () => ({ parentRef: parentRef(gateway, namespace), listeners: listeners.manifests() }),
      }),
    });
    markGateway(this);
    this.namespace = namespace;
    this.routes = new GatewayRoutes(this, {
      parent: { kind: 'ListenerSet', name, namespace },
      entry,
      listeners,
      hasPlain: (admitted, host) => parent.hasPlain(admitted, host),
      plain: (admitted, host) => parent.plain(admitted, host),
      takesListenerSets: () => false,
      letIn: (callee, way) => parent.letIn(callee, way),
    });
    addReadingValidation(this, () => problems(listeners));
    patchable(this);
  }

  /** The name by which reports call it: `shop/listeners`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** The grants by which it may read the Secrets of other namespaces, for its hosts so far. */
  public get grants(): ReferenceGrant[] {
    return [...this.routes.certificates.grants];
  }

  /** The certificates that cert-manager is asked for, for its hosts so far. */
  public get certificates(): ApiObject[] {
    return [...this.routes.certificates.issued];
  }

  /** @internal */
  public get _parent(): RouteParent {
    return this.routes;
  }
}

function parentRef({ name, namespace }: IGateway, home: string): any {
  return {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name,
    ...(namespace === home ? {} : { namespace }),
  };
}

function problems({ count }: OwnListeners): string[] {
  if (count > 0 && count <= MAX_LISTENERS) return [];
  return [
    valueError({
      law: `a ListenerSet must have 1 to ${MAX_LISTENERS} listeners, one for each host`,
      got: count,
      remedy: count === 0 ? 'give it `hostnames`, or routes' : 'use a wildcard in `hostnames`, or a second ListenerSet',
    }).message,
  ];
}

function checkTaken(place: Located, gateway: IGateway, namespace: string): void {
  if (gateway._parent.takesListenerSets(namespace) !== false) return;
  throw constructError(place, {
    law: `the Gateway of a ListenerSet must take those of its namespace, and Gateway ${gateway.displayName} takes none of ${namespace}`,
    remedy: `give it \`listenerSets: AllowedNamespaces.named('${namespace}')\``,
  });
}
