import type { Tls } from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { checkHostname } from '../../traffic';
import { certificateText } from '../certificate';
import { checkChallenge, givenTls } from '../certificate-laws';
import { accepts, bySpecificity, type HttpsListener, listenerName } from './listeners';
import { checkNeeded, secretGrant } from './needed-grants';

/** The Gateway API's limit on the names of listeners. */
const MAX_LISTENER_NAME = 253;

/** The givers of a certificate, for the error where there is none. */
const SILENT = 'neither the app, nor the Gateway, nor the entry of the cluster profile';

/** Whose hosts they are, and what is said of all of them. */
export interface HostsProps {
  /** The name by which errors call the Gateway: `shop/gateway`. */
  readonly gateway: string;
  /** The namespace of the Gateway, whose routes are always admitted. */
  readonly namespace: string;
  /** Where certificates come from when a route doesn't say. */
  readonly tls?: Tls;
}

/** The hosts that a Gateway serves, and the listener of each. */
export class Hosts {
  // A host without TLS is served by the plain listener, and has none of its own.
  private readonly byName = new Map<string, HttpsListener | undefined>();

  public constructor(private readonly props: HostsProps) {}

  /** The HTTPS listeners, by host. */
  public get secure(): HttpsListener[] {
    return [...this.byName.values()]
      .filter((listener) => listener !== undefined)
      .sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
  }

  /** The listener of an open host that accepts another one; undefined for a host without TLS. */
  public accepting(host: string, claimant: Located, tls?: Tls): HttpsListener | undefined {
    located(claimant, () => checkHostname(host));
    const hostnames = [...this.byName.keys()];
    // The data plane gives a request to the listener that fits best, and a route elsewhere would never see it.
    const [hostname] = hostnames.filter((candidate) => accepts(candidate, host)).sort(bySpecificity);
    if (hostname === undefined) {
      throw constructError(claimant, {
        law: `a host must be one that the listeners of Gateway ${this.props.gateway} accept: ${hostnames.join(', ')}`,
        got: host,
        remedy: "add it to the Gateway's `hostnames`, or choose another host or Gateway",
      });
    }
    const listener = this.byName.get(hostname);
    const known = listener?.tls ?? this.props.tls;
    if (tls && (!known || this.text(tls) !== this.text(known))) {
      throw constructError(claimant, {
        law: `the certificate of ${hostname} must be the Gateway's, ${known && this.text(known)}`,
        got: this.text(tls),
        remedy: 'leave `tls` out, or leave out the `hostnames` of the Gateway so that routes bring their own',
      });
    }
    return listener;
  }

  /** Opens the listener of a host, if it isn't open yet; undefined for a host without TLS. */
  public open(hostname: string, claimant: Located, tls = this.props.tls): HttpsListener | undefined {
    const known = this.check(hostname, claimant, tls);
    if (this.byName.has(hostname)) return this.byName.get(hostname);
    const listener = known.isNone ? undefined : { hostname, tls: known, namespaces: new Set([this.props.namespace]) };
    this.byName.set(hostname, listener);
    return listener;
  }

  /** Checks that a host could be opened, and returns what its certificate comes from. */
  public check(hostname: string, claimant: Located, tls = this.props.tls): Tls {
    located(claimant, () => checkHostname(hostname));
    const known = givenTls(claimant, { host: hostname, tls, silent: SILENT });
    if (!this.byName.has(hostname) && !known.isNone) this.checkCertificate(hostname, known, claimant);
    return known;
  }

  private text(tls: Tls): string {
    return certificateText({ tls, home: this.props.namespace });
  }

  private checkCertificate(hostname: string, tls: Tls, claimant: Located): void {
    if (listenerName(hostname).length > MAX_LISTENER_NAME) {
      throw constructError(claimant, {
        law: `a host must leave room for the name of its listener, which has at most ${MAX_LISTENER_NAME} characters`,
        got: hostname,
        remedy: 'serve it by a wildcard in the `hostnames` of the Gateway',
      });
    }
    checkChallenge(claimant, hostname, tls);
    const needed = secretGrant(tls, this.props.namespace);
    if (needed) checkNeeded(claimant, needed);
    // cert-manager reads one issuer from a Gateway, and issues for every listener: also for one that has a Secret.
    const clash = this.secure.find((other) => issuerOf(other.tls) !== issuerOf(tls));
    if (clash) {
      throw constructError(claimant, {
        law: `cert-manager must issue the certificates of all listeners of a Gateway or of none, and ${clash.hostname} has ${this.text(clash.tls)}`,
        got: this.text(tls),
        remedy: 'use one issuer for all its hosts, or a Gateway of its own',
      });
    }
  }
}

/** Who issues a certificate; undefined for one that exists. */
function issuerOf({ clusterIssuer, issuer }: Tls): string | undefined {
  return clusterIssuer ? `ClusterIssuer ${clusterIssuer}` : issuer;
}
