import type { Construct } from 'constructs';
import { Challenge, type IGatewayImplementation, type Tls } from '../../cluster';
import { type Located, located } from '../../errors';
import { checkHostname } from '../../traffic';
import { certificateText } from '../certificate';
import { checkChallenge, givenTls } from '../certificate-laws';
import { checkIssuer } from '../issued-certificates';
import { checkSource } from './certificate-source';
import {
  type Bound,
  checkListenerName,
  delegatedTwice,
  listenedFor,
  noPlain,
  notAccepted,
  notDelegated,
  notServed,
  otherCertificate,
  routedAlready,
  uncertified,
} from './host-laws';
import { accepts, bySpecificity, certifies, type HttpsListener, listenerName } from './listeners';
import type { Listening } from './listening';
import { checkNeeded, secretGrant } from './needed-grants';
import type { ReferrerKind } from './reference-grant';

/** The givers of a certificate, for the error where there is none. */
const SILENT = 'neither the app, nor the Gateway, nor the entry of the cluster profile';

/** Whose hosts they are, and what is said of all of them. */
export interface HostsProps {
  /** Where the Gateway, or the listener set, is made. */
  readonly scope: Construct;
  /** What listens for them, for errors. */
  readonly place: Located;
  /** What errors call it: `Gateway shop/gateway`. */
  readonly title: string;
  /** The namespace of the Gateway, whose routes are admitted to all hosts that nobody else was given. */
  readonly namespace: string;
  readonly implementation: IGatewayImplementation;
  /** Where certificates come from when a route doesn't say. */
  readonly tls?: Tls;
  /** Whether a host is for the namespace alone that it was given to. */
  readonly areOwned?: boolean;
  /** Which kind of object refers to the certificates. */
  readonly referrer: ReferrerKind;
  /** Who listens at the Gateway. */
  readonly listening: Listening;
  /** Whether there is a listener for plain HTTP; left out where there always is. */
  readonly hasPlain?: (hostname: string) => boolean;
  /** Checks that the owner of the Gateway leaves a host to a listener set. */
  readonly checkLeft?: (hostname: string, claimant: Located) => void;
}

/** Who asks for a host. */
export interface Claimant extends Bound {
  readonly host: string;
  readonly tls?: Tls;
  /** Hosts that its namespace is about to be given. */
  readonly delegated?: string[];
}

/** A host that is served. */
interface Host {
  readonly hostname: string;
  /** Without TLS it is served by the plain listener, and has none of its own. */
  readonly listener?: HttpsListener;
  /** The namespace that it was given to. */
  readonly owner?: string;
}

type ByName = ReadonlyMap<string, Host>;

/** The hosts that a Gateway serves, the listener of each, and to whom they belong. */
export class Hosts {
  private readonly opened = new Map<string, Host>();
  private readonly delegated = new Map<string, Host>();
  private readonly bound = new Map<string, Bound>();
  private readonly released = new Set<string>();

  public constructor(private readonly props: HostsProps) {}

  /** The HTTPS listeners, by host. */
  public get secure(): HttpsListener[] {
    return [...this.all.values()]
      .flatMap(({ listener }) => listener ?? [])
      .filter(({ hostname }) => !this.released.has(hostname))
      .sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
  }

  /** The hosts that are served in clear text. */
  public get plain(): string[] {
    return [...this.all.values()].flatMap(({ hostname, listener }) => (listener ? [] : [hostname]));
  }

  /** The namespace to which each host belongs, by host: that of the Gateway, unless it was given to another one. */
  public get owners(): { readonly hostname: string; readonly owner: string }[] {
    return [...this.all.values()]
      .map(({ hostname, owner = this.props.namespace }) => ({ hostname, owner }))
      .sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
  }

  /** The listener of an open host that accepts another one; undefined for a host without TLS. */
  public accepting(claimant: Claimant): HttpsListener | undefined {
    const { host, route, tls } = claimant;
    const { hostname, listener } = this.admitting(claimant);
    if (listener?.tls.isIssued && !certifies(listener.certificateOf, host)) throw uncertified(route, host, hostname);
    const known = listener?.tls ?? this.props.tls;
    if (tls && (!known || this.text(tls) !== this.text(known))) {
      throw otherCertificate(route, hostname, known && this.text(known), this.text(tls));
    }
    return listener;
  }

  /** Opens the listener of a host, if it isn't open yet; undefined for a host without TLS. */
  public open(hostname: string, claimant: Located, tls = this.props.tls): HttpsListener | undefined {
    const known = this.check(hostname, claimant, tls);
    const opened = this.opened.get(hostname);
    if (opened) return opened.listener;
    const namespaces = new Set([this.props.namespace]);
    const listener = known.isNone ? undefined : { hostname, tls: known, certificateOf: hostname, namespaces };
    this.opened.set(hostname, { hostname, listener });
    return listener;
  }

  /** Checks that a host could be opened, and returns what its certificate comes from. */
  public check(hostname: string, claimant: Located, tls = this.props.tls): Tls {
    located(claimant, () => checkHostname(hostname));
    const known = givenTls(claimant, { host: hostname, tls, silent: SILENT });
    if (this.opened.has(hostname)) return known;
    this.checkAlone(hostname, claimant);
    if (known.isNone) return known;
    checkListenerName(claimant, hostname, listenerName(hostname));
    this.checkCertificate(hostname, known, claimant);
    return known;
  }

  /** Checks that a host may be served by passing its TLS through, or by ending it for a TLSRoute. */
  public checkStream(claimant: Claimant, isClosed: boolean): void {
    const { host, route, tls } = claimant;
    located(route, () => checkHostname(host));
    if (isClosed) this.admitting(claimant);
    if (tls) this.checkCertificate(host, tls, route);
  }

  /** Notes the route of a host. */
  public bind({ host, namespace, route }: Claimant): void {
    if (!this.bound.has(host)) this.bound.set(host, { namespace, route });
  }

  /** Gives up the listener for HTTPS of a host that a TLSRoute serves on its port. */
  public release(hostname: string): void {
    this.released.add(hostname);
  }

  /** The open host whose listener gets the requests for another one: the data plane takes the one that fits best. */
  public closest(host: string): string | undefined {
    return closestIn(this.all, host)?.hostname;
  }

  /**
   * Checks that a host is one that can be delegated.
   *
   * @throws when it is malformed, or no host of the Gateway covers it
   */
  public checkDelegable(hostname: string, claimant: Located): void {
    located(claimant, () => checkHostname(hostname));
    if (closestIn(this.opened, hostname)) return;
    throw notServed(claimant, this.props.title, hostname, [...this.opened.keys()]);
  }

  /**
   * Checks that a host can be given to a namespace.
   *
   * @throws when no host of the Gateway covers it, when it was given to another namespace, when a route of another one
   * has it, or when it can have no certificate
   */
  public checkDelegation(hostname: string, claimant: Located, owner: string): void {
    this.checkDelegable(hostname, claimant);
    const known = this.delegated.get(hostname);
    if (known?.owner === owner) return;
    if (known?.owner !== undefined) throw delegatedTwice(claimant, this.props.title, hostname, known.owner);
    const stray = [...this.bound].find(([host, { namespace }]) => namespace !== owner && this.takes(hostname, host));
    if (stray) throw routedAlready(claimant, stray[0], stray[1], owner);
    this.checkAlone(hostname, claimant);
    const { listener } = this.given(hostname, owner);
    if (!listener) return;
    checkListenerName(claimant, hostname, listenerName(hostname));
    if (listener.certificateOf === hostname) this.checkCertificate(hostname, listener.tls, claimant);
  }

  /** Gives a host, which was checked, to a namespace: a listener that admits its routes and nobody else's. */
  public delegate(hostname: string, owner: string): void {
    if (!this.delegated.has(hostname)) this.delegated.set(hostname, this.given(hostname, owner));
  }

  /** Checks that a namespace may listen for a host by a listener set of its own. */
  public checkForeign(hostname: string, claimant: Located, namespace: string): void {
    if (!this.props.areOwned || namespace === this.props.namespace) return;
    const found = closestIn(this.all, hostname);
    if (found) throw notDelegated(claimant, this.props.title, hostname, found.owner, namespace);
  }

  /** Checks that nobody else at the Gateway serves a host, and that its owner leaves it to who asks. */
  public checkAlone(hostname: string, claimant: Located): void {
    const { listening, place, checkLeft } = this.props;
    checkLeft?.(hostname, claimant);
    const other = listening.othersListeningFor(hostname, place);
    if (other) throw listenedFor(claimant, hostname, other);
  }

  private get all(): ByName {
    return new Map([...this.opened, ...this.delegated]);
  }

  /** The open host that accepts another one, and is for its namespace. */
  private admitting({ host, route, namespace, delegated = [] }: Claimant): Host {
    located(route, () => checkHostname(host));
    const added = delegated.map((hostname): [string, Host] => [hostname, this.given(hostname, namespace)]);
    const hosts = new Map([...this.all, ...added]);
    const found = closestIn(hosts, host);
    const { title, areOwned } = this.props;
    if (found === undefined) throw notAccepted(route, host, title, [...hosts.keys()]);
    const admitted = found.owner ?? (areOwned ? this.props.namespace : namespace);
    if (admitted !== namespace) throw notDelegated(route, title, host, found.owner, namespace);
    return found;
  }

  /** A host as a namespace is given it, by the certificate of whatever the Gateway was given that covers it. */
  private given(hostname: string, owner: string): Host {
    const covering = closestIn(this.opened, hostname)?.listener;
    if (!covering) return { hostname, owner };
    const { tls } = covering;
    // What is in a Secret isn't known here; what is issued for a wildcard is good for one label.
    const isGood = !tls.isIssued || certifies(covering.certificateOf, hostname);
    const certificateOf = isGood ? covering.certificateOf : hostname;
    return { hostname, owner, listener: { hostname, tls, certificateOf, namespaces: new Set([owner]) } };
  }

  /** Whether a host that is opened now would get the requests for another one. */
  private takes(hostname: string, host: string): boolean {
    const closest = this.closest(host);
    return accepts(hostname, host) && (closest === undefined || bySpecificity(hostname, closest) <= 0);
  }

  private text(tls: Tls): string {
    return certificateText({ tls, home: this.props.namespace });
  }

  private checkCertificate(hostname: string, tls: Tls, claimant: Located): void {
    const { namespace, referrer, scope, implementation, hasPlain, title } = this.props;
    checkSource(claimant, implementation, tls);
    checkChallenge(claimant, hostname, tls);
    if (tls.challenge === Challenge.HTTP01 && hasPlain?.(hostname) === false) throw noPlain(claimant, hostname, title);
    if (tls.isIssued) checkIssuer(claimant, scope, { tls, hostname, namespace });
    const needed = secretGrant(tls, namespace, referrer);
    if (needed) checkNeeded(claimant, needed);
  }
}

function closestIn(hosts: ByName, host: string): Host | undefined {
  const [best] = [...hosts.keys()].filter((candidate) => accepts(candidate, host)).sort(bySpecificity);
  return best === undefined ? undefined : hosts.get(best);
}
