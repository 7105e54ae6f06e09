import type { ApiObject } from 'cdk8s';
import type { Entry } from '../cluster';

const PREFIX = 'external-dns.alpha.kubernetes.io';

interface Annotations {
  readonly [key: string]: string;
}

/**
 * What external-dns reads from a Gateway: where its hosts lead.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export function gatewayDnsAnnotations({ externalDns }: Entry): Annotations {
  return externalDns?.target === undefined ? {} : { [`${PREFIX}/target`]: externalDns.target };
}

/** What external-dns reads from a route of a Gateway: for how long others may remember. */
export function routeDnsAnnotations({ externalDns }: Entry): Annotations {
  return externalDns?.ttlSeconds === undefined ? {} : { [`${PREFIX}/ttl`]: `${externalDns.ttlSeconds}` };
}

/** What external-dns reads from an Ingress. */
export function ingressDnsAnnotations(entry: Entry): Annotations {
  return { ...gatewayDnsAnnotations(entry), ...routeDnsAnnotations(entry) };
}

/** Has external-dns take no notice of an object, since another one has the host in DNS. */
export function leftToOthers(object: ApiObject): void {
  object.metadata.addAnnotation(`${PREFIX}/controller`, 'none');
}

/** Annotations as the metadata of an object has them; nothing where there are none. */
export function annotated(annotations: Annotations): { readonly annotations?: Annotations } {
  return Object.keys(annotations).length > 0 ? { annotations } : {};
}
