import * as ipaddr from 'ipaddr.js';
import type { Addressing } from '../addressing/addressing';
import type { KnownNamespaces } from '../entry/known-namespaces';
import type { ServiceFacts } from '../network/services';

/** What a host in a text means to a pod of some namespace. */
export type Meaning =
  | { readonly kind: 'service'; readonly service: ServiceFacts }
  /** A Service that isn't there, in a namespace that was read. */
  | { readonly kind: 'missing'; readonly namespace: string; readonly name: string }
  /** A Service of a namespace of which nothing was read. */
  | { readonly kind: 'unread'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'kubernetes-api' }
  /** The pod itself, its node, or whatever a program listens on. */
  | { readonly kind: 'itself' }
  /** The metadata service of a cloud, and other addresses of the node's own network. */
  | { readonly kind: 'link-local' }
  | { readonly kind: 'address'; readonly address: string }
  /** A host that DNS outside knows; a short one may as well be a Service of a namespace that wasn't read. */
  | { readonly kind: 'outside'; readonly host: string; readonly mayBe?: string }
  /** One word, of which nothing tells whether it is a host at all. */
  | { readonly kind: 'word' };

/** Names as the resolver of a pod takes them. */
export class HostNames {
  constructor(
    private readonly addressing: Addressing,
    private readonly known: KnownNamespaces,
    private readonly clusterDomain: string,
    /** How the namespace is called of objects that name none. */
    private readonly home: string,
  ) {}

  /**
   * What a host means.
   *
   * @param host - in lower case, without a dot at its end
   * @param namespace - the namespace of the pod
   */
  public meaning(host: string, namespace: string): Meaning {
    if (ipaddr.IPv4.isValidFourPartDecimal(host) || host.includes(':')) return addressMeaning(host);
    const labels = host.split('.');
    if (labels.some((label) => !/^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))) return { kind: 'word' };
    if (host === 'localhost' || labels.at(-1) === 'localhost' || host === 'host.docker.internal') {
      return { kind: 'itself' };
    }
    const at = labels.indexOf('svc');
    const domain = labels.slice(at + 1).join('.');
    if ((at === 2 || at === 3) && (domain === '' || domain === this.clusterDomain)) {
      return this.inNamespace(labels[at - 2] as string, labels[at - 1] as string);
    }
    return this.searched(labels, namespace);
  }

  /** A short name, which the resolver completes: with the pod's own namespace first, then with the cluster's domain. */
  private searched(labels: readonly string[], namespace: string): Meaning {
    const [first = '', second = '', third = ''] = labels;
    if (labels.length === 1) {
      const service = this.service(namespace, first);
      if (service) return { kind: 'service', service };
      return first === 'kubernetes' && namespace === 'default' ? { kind: 'kubernetes-api' } : { kind: 'word' };
    }
    if (labels.length === 2) {
      const ofPod = this.service(namespace, second);
      if (ofPod?.isHeadless && isPodOf(first)) return { kind: 'service', service: ofPod };
      if (this.isKnown(second) || (first === 'kubernetes' && second === 'default')) {
        return this.inNamespace(first, second);
      }
    }
    if (labels.length === 3 && isPodOf(first)) {
      const ofPod = this.service(third, second);
      if (ofPod?.isHeadless) return { kind: 'service', service: ofPod };
    }
    if (!/^(?!local$)[a-z]{2,}$|^xn--/.test(labels.at(-1) as string)) return { kind: 'word' };
    const host = labels.join('.');
    const mayBe = labels.length === 2 ? `Service ${first} of namespace ${second}` : undefined;
    return { kind: 'outside', host, ...(mayBe === undefined ? {} : { mayBe }) };
  }

  private inNamespace(name: string, namespace: string): Meaning {
    const service = this.service(namespace, name);
    if (service) return { kind: 'service', service };
    if (name === 'kubernetes' && namespace === 'default') return { kind: 'kubernetes-api' };
    return { kind: this.isKnown(namespace) ? 'missing' : 'unread', namespace, name };
  }

  private service(namespace: string, name: string): ServiceFacts | undefined {
    const found = this.addressing.service(namespace, name);
    return found ?? (namespace === this.home ? this.addressing.service('default', name) : undefined);
  }

  private isKnown(namespace: string): boolean {
    return namespace === this.home || this.known.has(namespace);
  }
}

/** The pods of a StatefulSet are numbered. */
function isPodOf(label: string): boolean {
  return /-\d+$/.test(label);
}

function addressMeaning(host: string): Meaning {
  if (!ipaddr.isValid(host)) return { kind: 'word' };
  const address = ipaddr.process(host);
  switch (address.range()) {
    case 'unspecified':
    case 'loopback':
      return { kind: 'itself' };
    case 'linkLocal':
      return { kind: 'link-local' };
    case 'broadcast':
    case 'multicast':
      return { kind: 'word' };
    default:
      return { kind: 'address', address: address.toString() };
  }
}
