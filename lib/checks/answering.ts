import { appendTo } from './append-to';
import { type Asked, askedBy, hostsOf, namesOver, pathsOver } from './asked';
import { attachmentsIn, takenBy } from './attachments';
import type { Evidence, Listener } from './facts';

/** A rule that gets requests at a listener, on one of its hosts. */
export interface Server {
  readonly asked: Asked;
  readonly listener: Listener;
  /** False where labels that weren't read, or a fault of the listener, may keep the requests away. */
  readonly isCertain: boolean;
}

/** Who answers a request at a Gateway. */
export type Answering =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'rule'; readonly server: Server }
  /** It depends on the age of routes, on what the implementation does, or on what wasn't read. */
  | { readonly kind: 'unclear'; readonly among: readonly Server[] };

/** A host at a port: what is asked for there by whole paths, by their beginnings, and by expressions. */
interface Host {
  readonly exact: Map<string, Server[]>;
  readonly prefixes: Map<string, Server[]>;
  readonly expressions: Server[];
  /** The hostnames of its routes: whether they count as they stand there, is up to the implementation. */
  readonly hostnames: Set<string>;
}

interface Port {
  readonly hosts: Map<string, Host>;
  /** The hostnames of its listeners. */
  readonly listened: Set<string>;
  /** Wildcards of which a narrower name is known. */
  readonly divided: Set<string>;
}

/** With more rules for one path nobody counts which is first. */
const COMPARED = 20;

/**
 * Who answers requests at the Gateways that were read: each rule by its listener's port, host and path, so that a question
 * costs as much as its path is deep.
 *
 * Gateways of one class may share their addresses, and an Ingress the data plane of a Gateway: where these name the same
 * host, nobody can say.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
export class Answers {
  /** Those of what was read. */
  public static of(evidence: Evidence): Answers {
    const known = KNOWN.get(evidence) ?? new Answers(evidence);
    KNOWN.set(evidence, known);
    return known;
  }

  private readonly ports = new Map<string, Port>();
  /** Those of Ingresses, and the wildcards over them. */
  private readonly otherHosts: ReadonlySet<string>;
  private readonly othersOver: ReadonlySet<string>;

  private constructor(private readonly evidence: Evidence) {
    const hosts = evidence.network.ingresses.flatMap(({ rules, defaultBackend }) => [
      ...rules.map(({ host }) => host.toLowerCase()),
      ...(defaultBackend ? [''] : []),
    ]);
    this.otherHosts = new Set(hosts);
    this.othersOver = new Set(hosts.flatMap(namesOver));
    for (const listener of evidence.allListeners()) {
      const hostname = listener.facts.hostname.toLowerCase();
      const port = this.portOf(listener);
      port.listened.add(hostname);
      divide(port, hostname);
    }
    for (const attachment of attachmentsIn(evidence)) {
      const { route } = attachment;
      const asked = route.rules.flatMap((rule) => askedBy(route, rule, evidence));
      for (const { listener, legs } of takenBy(attachment)) {
        const isCertain = listener.fault === undefined && legs.every(({ answer }) => answer === 'allowed');
        for (const hostname of hostsOf(route)) {
          const host = evidence.commonHostname(hostname, listener.facts.hostname);
          if (host !== undefined) this.add(host, { listener, isCertain }, hostname.toLowerCase(), asked);
        }
      }
    }
  }

  /**
   * Who answers what is asked of a listener for a host.
   *
   * @param counts - which rules are there; all unless given
   */
  public to(asked: Asked, host: string, listener: Listener, counts: (server: Server) => boolean = isThere): Answering {
    const port = this.portOf(listener);
    const names = namesOver(host.toLowerCase());
    const hosts = names.flatMap((name) => port.hosts.get(name) ?? []);
    const found = hosts.map((each) => serversAt(each, asked, counts));
    const at = found.findIndex((servers) => servers.length > 0);
    const matching = found[at] ?? [];
    const expressions = hosts.flatMap((each) => each.expressions.slice(0, COMPARED).filter(counts));
    const isOpen =
      asked.pathType === 'RegularExpression' ||
      expressions.length > 0 ||
      hosts.some((each) => areMany(each, asked)) ||
      port.divided.has(names[0] as string) ||
      at > 0 ||
      (hosts[at]?.hostnames.size ?? 0) > 1 ||
      this.evidence.network.opaqueRoutes.length > 0 ||
      this.othersOver.has(names[0] as string) ||
      names.some((name) => this.otherHosts.has(name));
    if (isOpen) return { kind: 'unclear', among: [...matching, ...expressions] };
    if (matching.length === 0) return { kind: 'nobody' };
    const nearest = names.find((name) => port.listened.has(name));
    return judged(matching, asked, listener, nearest);
  }

  private add(host: string, server: Omit<Server, 'asked'>, hostname: string, all: readonly Asked[]): void {
    const port = this.portOf(server.listener);
    divide(port, host);
    const made = { exact: new Map(), prefixes: new Map(), expressions: [], hostnames: new Set<string>() };
    const known: Host = port.hosts.get(host) ?? made;
    known.hostnames.add(hostname);
    port.hosts.set(host, known);
    for (const asked of all) {
      const served = { asked, ...server };
      if (asked.pathType === 'Exact') appendTo(known.exact, asked.path, served);
      else if (asked.pathType === 'PathPrefix') appendTo(known.prefixes, asked.path, served);
      else known.expressions.push(served);
    }
  }

  private portOf({ className = '', facts: { protocol, port } }: Listener): Port {
    const key = `${className} ${protocol === 'UDP' ? 'udp' : 'tcp'} ${port}`;
    const known: Port = this.ports.get(key) ?? { hosts: new Map(), listened: new Set(), divided: new Set() };
    this.ports.set(key, known);
    return known;
  }
}

const KNOWN = new WeakMap<Evidence, Answers>();

function isThere(): boolean {
  return true;
}

function divide({ divided }: Port, host: string): void {
  for (const name of namesOver(host)) if (name !== host) divided.add(name);
}

/** What matches a request, of those that ask for most of its path. */
function serversAt(host: Host, asked: Asked, counts: (server: Server) => boolean): Server[] {
  for (const servers of listsAt(host, asked)) {
    const found = servers.slice(0, COMPARED).filter((server) => mayMatch(server.asked, asked) && counts(server));
    if (found.length > 0) return found;
  }
  return [];
}

/** The rules for a path and for its beginnings, from the longest to the shortest. */
function listsAt({ exact, prefixes }: Host, { path }: Asked): readonly (readonly Server[])[] {
  return [exact.get(path) ?? [], ...pathsOver(path).map((each) => prefixes.get(each) ?? [])];
}

/** Whether more rules are there than are compared. */
function areMany(host: Host, asked: Asked): boolean {
  return host.expressions.length > COMPARED || listsAt(host, asked).some((servers) => servers.length > COMPARED);
}

/** A request without a method is a GET, and has no headers but those that are asked for. */
function mayMatch({ method, conditions }: Asked, asked: Asked): boolean {
  if (method !== undefined && method !== (asked.method ?? 'GET')) return false;
  return conditions.every((condition) => asked.conditions.some((own) => own === condition || isMaybe(condition, own)));
}

/** Whether an expression is about the same header. */
function isMaybe(condition: string, own: string): boolean {
  const [name] = condition.split('~');
  return condition.includes('~') && (own.startsWith(`${name}=`) || own.startsWith(`${name}~`));
}

/** Of rules for one path the one that asks for a method, then for most headers, then for most parameters. */
function judged(matching: readonly Server[], asked: Asked, listener: Listener, nearest: string | undefined): Answering {
  const ranked = matching.map((server) => ({ server, rank: rankOf(server.asked) }));
  const best = ranked.reduce((one, other) => (isBefore(other.rank, one.rank) ? other : one));
  const ties = ranked.filter(({ rank }) => !isBefore(best.rank, rank)).map(({ server }) => server);
  const isClear =
    matching.every(({ asked: { route, conditions }, isCertain, listener: by }) => {
      return (
        isCertain &&
        route.kind === asked.route.kind &&
        by.facts.hostname.toLowerCase() === nearest &&
        isSameGateway(by, listener) &&
        conditions.every((condition) => asked.conditions.includes(condition))
      );
    }) && ties.every((server) => server.asked.route === best.server.asked.route);
  return isClear ? { kind: 'rule', server: best.server } : { kind: 'unclear', among: matching };
}

function rankOf({ method, conditions }: Asked): readonly number[] {
  const parameters = conditions.filter((condition) => condition.startsWith('?')).length;
  return [method === undefined ? 0 : 1, conditions.length - parameters, parameters];
}

/** In one route the first of rules that ask for as much. */
function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] as number) > (other[at] as number);
}

/** Whether two listeners are of one Gateway. */
export function isSameGateway({ gateway: one }: Listener, { gateway: other }: Listener): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}
