import { Construct } from 'constructs';
import { located, placeOf } from '../../errors';
import { clusterOf } from '../../objects';
import { checkDnsLabel, checkKnownOptions, checkObject } from '../../traffic';
import { dataPlaneOf } from './data-plane';
import { checkListeners, type ExistingListener } from './existing-listener';
import { ExistingRoutes } from './existing-routes';
import { implementationOf, markGateway } from './gateway-laws';
import type { IGateway, RouteParent } from './route-parent';

/** What is known of a Gateway that others write. */
export interface ExistingGatewayProps {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Its listeners, as far as routes of this app bind to them: `kubectl get gateway -o yaml` shows them. */
  readonly listeners: ExistingListener[];

  /**
   * The entry of the cluster profile that serves it; it must be one by Gateway.
   *
   * @default - the profile's default entry
   */
  readonly entry?: string;
}

/**
 * A Gateway that others write: routes bind to its listeners, and the policies of their backends let its data plane in.
 *
 * It is checked as one of this app is, as far as its listeners are told. Its certificates are its owner's, and so is the
 * policy of a data plane that runs in its namespace.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const edge = new ExistingGateway(shop, 'edge', {
 *   name: 'public',
 *   namespace: 'gateways',
 *   listeners: [
 *     { name: 'http', protocol: ListenerProtocol.HTTP },
 *     { name: 'https', hostname: '*.example.com', namespaces: ['shop'] },
 *   ],
 * });
 * new WebApp(shop, 'web', { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com', gateway: edge });
 */
export class ExistingGateway extends Construct implements IGateway {
  /** Its name. */
  public readonly name: string;
  /** Its namespace. */
  public readonly namespace: string;
  /** @internal */
  public readonly _parent: RouteParent;

  /**
   * @throws when a name breaks Kubernetes' syntax, no listener is told, or the entry is an ingress controller
   */
  public constructor(scope: Construct, id: string, props: ExistingGatewayProps) {
    const place = placeOf(scope, id);
    located(place, () => {
      checkObject('the properties of an existing Gateway', props);
      checkKnownOptions('an existing Gateway', props, ['name', 'namespace', 'listeners', 'entry']);
      checkDnsLabel('the name of a Gateway', props.name);
      checkDnsLabel('the namespace of a Gateway', props.namespace);
      checkListeners(props.listeners);
    });
    const entry = located(place, () => clusterOf(scope).entry(props.entry));
    const implementation = implementationOf(entry, place);
    const { name, namespace } = props;
    const dataPlane = dataPlaneOf(place, scope, entry, () => implementation.dataPlane({ name, namespace }));
    super(scope, id);
    markGateway(this);
    this.name = name;
    this.namespace = namespace;
    const listeners = props.listeners.map((listener) => ({ ...listener }));
    this._parent = new ExistingRoutes(this, { name, namespace, entry, implementation, dataPlane, listeners });
  }

  /** The name by which reports call it: `gateways/public`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }
}
