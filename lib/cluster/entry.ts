import { valueError } from '../errors';
import { Cidr, checkDnsLabel, IpRange, Peer } from '../traffic';
import type { IGatewayImplementation } from './gateway/gateway-implementation';
import type { IIngressController } from './ingress/ingress-controller';
import { checkTls, type Tls } from './tls';

const ENTRY = Symbol.for('cdk8s-networking.Entry');

/** What one says of an entry beside the software that serves it. */
export interface EntryOptions {
  /**
   * The name by which an app asks for this entry.
   *
   * @default - the name of the controller or implementation, such as `traefik`
   */
  readonly name?: string;

  /**
   * Where certificates come from when neither the app nor its Gateway says.
   *
   * @default - no default: each host needs its own word
   */
  readonly tls?: Tls;

  /**
   * The addresses from which clients' connections reach the data plane, in CIDR notation.
   *
   * Needed where the data plane runs in the Gateway's namespace (Istio), since a policy governs it there. Behind a load
   * balancer that keeps client addresses these are the clients' (`0.0.0.0/0` and `::/0` for the world); otherwise the
   * balancer's or the nodes'.
   *
   * @default - not known
   */
  readonly clientRanges?: string[];
}

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
   * @throws when the name is no DNS-1123 label, `tls` no Tls, or a client range no CIDR
   */
  public static ingress(controller: IIngressController, options: EntryOptions = {}): Entry {
    return new Entry(options, controller, undefined);
  }

  /**
   * An entry by Gateway and HTTPRoute.
   *
   * @throws when the name is no DNS-1123 label, `tls` no Tls, or a client range no CIDR
   */
  public static gateway(implementation: IGatewayImplementation, options: EntryOptions = {}): Entry {
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
  private readonly ranges?: IpRange[];

  private constructor(options: EntryOptions, controller?: IIngressController, implementation?: IGatewayImplementation) {
    Object.defineProperty(this, ENTRY, { value: true });
    this.controller = controller;
    this.implementation = implementation;
    this.name = options.name ?? controller?.name ?? implementation?.name ?? '';
    checkDnsLabel('the name of an entry', this.name);
    checkTls(options.tls);
    this.tls = options.tls;
    this.ranges = rangesOf(options.clientRanges);
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
