import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, type Located, located, placeOf } from '../errors';
import { clusterOf, NameLaw, namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { checkDnsSubdomain, checkText } from '../traffic';
import { Address } from './address';
import { DnsName } from './dns-name';

/** What an ExternalName Service is. */
export interface ExternalNameServiceProps {
  /**
   * The name that stands behind it, such as `db.example.com`. A dot at its end keeps resolvers from searching for it
   * below other domains.
   */
  readonly hostname: string;

  /**
   * Its name, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A name inside the cluster for a name outside of it: an alias in DNS, and nothing else.
 *
 * No traffic goes through it. So it has no ports, and no policy can be about it: what a policy lets out are the
 * addresses to which the name resolves. Clients go on under the name that they asked for, which the other end doesn't
 * know: the `Host` of their HTTP requests is wrong, and no TLS certificate holds for it. Tell clients of HTTP or TLS
 * the outer name.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const db = new ExternalNameService(shop, 'db', { hostname: 'db.example.com' });
 * db.dnsName.short; // db
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#externalname
 */
export class ExternalNameService extends ApiObject {
  /** The Service itself. */
  public readonly object: ApiObject = this;
  /** The name by which pods find it. */
  public readonly dnsName: DnsName;
  /** The name that stands behind it. */
  public readonly hostname: string;

  /**
   * @throws when the name is no DNS-1035 label, the hostname is no full DNS name or an address, or it leads back to this
   * Service
   */
  public constructor(scope: Construct, id: string, props: ExternalNameServiceProps) {
    const name = resourceName(scope, id, { kind: 'a Service', name: props.name, law: NameLaw.DNS_1035 });
    const { hostname } = props;
    const place = placeOf(scope, id);
    located(place, () => checkText('the hostname of an ExternalNameService', hostname, '"db.example.com"'));
    checkNoAddress(place, hostname);
    located(place, () => checkDnsSubdomain('the hostname of an ExternalNameService', hostname.replace(/\.$/, '')));
    const namespace = namespaceOf(scope);
    const dnsName = DnsName.of({ service: name, namespace, clusterDomain: clusterOf(scope).dns.clusterDomain });
    checkFullName(place, hostname, dnsName);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: objectMetadata(scope, name),
      spec: { type: 'ExternalName', externalName: hostname },
    });
    this.dnsName = dnsName;
    this.hostname = hostname;
    patchable(this);
  }
}

/** The API server takes an IPv4 address, as it takes any digits; but DNS has no alias for an address. */
function checkNoAddress(place: Located, hostname: string): void {
  if (!Address.isAddress(hostname.replace(/\.$/, ''))) return;
  throw constructError(place, {
    law: 'the hostname of an ExternalNameService must be a DNS name, since DNS has no alias for an address',
    got: hostname,
    remedy: 'for addresses, make a SelectorlessService',
  });
}

/** An alias is looked up as it is: no search list completes it. */
function checkFullName(place: Located, hostname: string, { full }: DnsName): void {
  const name = hostname.replace(/\.$/, '');
  if (!name.includes('.') || name.endsWith('.svc')) {
    throw constructError(place, {
      law: 'the hostname of an ExternalNameService must be a full name, since nothing completes an alias',
      got: hostname,
      remedy: 'write it with its domain, as in db.example.com',
    });
  }
  if (name !== full) return;
  throw constructError(place, {
    law: 'the hostname of an ExternalNameService must not be its own name',
    got: hostname,
    remedy: 'give the name outside the cluster',
  });
}
