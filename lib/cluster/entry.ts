import { valueError } from '../errors';
import { Cidr, checkDnsLabel, checkObject, IpRange, Peer } from '../traffic';
import { checkEntryOptions, checkServer } from './entry-laws';
import type { EntryOptions, ExternalDns } from './entry-options';
import type { IGatewayImplementation } from './gateway/gateway-implementation';
import type { IIngressController } from './ingress/ingress-controller';
import { checkTls, type Tls } from './tls';

const ENTRY = Symbol.for('cdk8s-networking.Entry');
const CONTROLLER = ['serve'];
const IMPLEMENTATION = ['dataPlane'];

/**
 * A way into the cluster: an ingress controller, or an implementation of the Gateway API.
 *
 * @example
 * new Platform({
 *   cluster: Clusters.kubeadm({
 *     entries: [
 *       Entry.gateway(GatewayImplementations.envoyGateway(), { name: 'public' }),
 *       Entry.ingress(IngressControllers.ingressNginx(), { name: 'internal' }),
 *     ],
 *   }),
 * });
 */
export class Entry {
  /**
   * An entry by Ingress.
   *
   * @param controller - the ingress controller
   * @param options - what is said of the entry
   * @throws when that is no controller, the name is no DNS-1123 label, `tls` no Tls, a client range no CIDR, or when
   * something is said that is for Gateways
   */
  public static ingress(controller: IIngressController, options: EntryOptions = {}): Entry {
    checkServer('Entry.ingress()', 'IIngressController', controller, CONTROLLER);
    return new Entry(options, controller, undefined);
  }

  /**
   * An entry by Gateway and HTTPRoute.
   *
   * @param implementation - the Gateway API implementation
   * @param options - what is said of the entry
   * @throws when that is no implementation, the name is no DNS-1123 label, `tls` no Tls, a client range no CIDR, or an
   * address none, or there twice
   */
  public static gateway(implementation: IGatewayImplementation, options: EntryOptions = {}): Entry {
    checkServer('Entry.gateway()', 'IGatewayImplementation', implementation, IMPLEMENTATION);
    return new Entry(options, undefined, implementation);
  }

  /**
   * Whether this is an Entry, of this or another copy of this library.
   *
   * @internal
   */
  public static _isEntry(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ENTRY in x;
  }

  /** The name by which an app asks for this entry. */
  public readonly name: string;
  /** Where certificates come from when neither the app nor its Gateway says. */
  public readonly tls?: Tls;
  /** The ingress controller; undefined for a Gateway. */
  public readonly controller?: IIngressController;
  /** The Gateway API implementation; undefined for an ingress controller. */
  public readonly implementation?: IGatewayImplementation;
  /** Whether its Gateways are reached from the private network only. */
  public readonly isInternal: boolean;
  /** The IP addresses that its Gateways ask for. Frozen. */
  public readonly addresses: string[];
  /** How many proxies in front of its Gateways are trusted to tell the client's address. */
  public readonly trustedHops: number;
  /** Whether whoever is in front of its Gateways speaks the PROXY protocol. */
  public readonly usesProxyProtocol: boolean;
  /** What external-dns is told of its hosts. */
  public readonly externalDns?: ExternalDns;
  /** Whether the pods that serve it use the network of their nodes. */
  public readonly usesHostNetwork: boolean;
  private readonly ranges?: IpRange[];

  private constructor(options: EntryOptions, controller?: IIngressController, implementation?: IGatewayImplementation) {
    Object.defineProperty(this, ENTRY, { value: true });
    this.controller = controller;
    this.implementation = implementation;
    checkObject('the options of an entry', options);
    this.name = options.name ?? controller?.name ?? implementation?.name ?? '';
    checkDnsLabel('the name of an entry', this.name);
    checkTls(options.tls);
    this.tls = options.tls;
    this.ranges = rangesOf(options.clientRanges);
    checkEntryOptions(this.name, options, controller !== undefined);
    this.isInternal = options.internal ?? false;
    this.usesHostNetwork = options.hostNetwork ?? false;
    this.addresses = [...(options.addresses ?? [])];
    Object.freeze(this.addresses);
    this.trustedHops = options.trustedHops ?? 0;
    this.usesProxyProtocol = options.proxyProtocol ?? false;
    this.externalDns = options.externalDns && Object.freeze({ ...options.externalDns });
  }

  /**
   * The clients of this entry's data plane.
   *
   * @throws when the profile doesn't say; the error names the command that finds it
   */
  public get clients(): Peer {
    if (!this.ranges?.length) {
      throw valueError({
        law: `the cluster profile must say from which addresses clients reach the data plane of entry "${this.name}"`,
        remedy:
          "give `clientRanges` in Entry.gateway(): the clients' own ranges where " +
          '`kubectl get service -A -o custom-columns=NAME:.metadata.name,POLICY:.spec.externalTrafficPolicy` shows ' +
          'Local, else those of `kubectl get nodes -o wide`',
      });
    }
    return Peer.ranges(...this.ranges);
  }
}

function rangesOf(texts: string[] | undefined): IpRange[] | undefined {
  if (texts === undefined || texts === null) return undefined;
  if (Array.isArray(texts)) return texts.map((text) => IpRange.of(Cidr.of(text)));
  throw valueError({
    law: 'the `clientRanges` of an entry must be a list',
    got: texts,
    remedy: "write it as in ['203.0.113.0/24']",
  });
}
