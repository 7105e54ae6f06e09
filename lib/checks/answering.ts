import { appendTo } from './append-to';
import { type Asked, askedBy, namesOver, pathsOver } from './asked';
import { attachmentsIn, takenBy } from './attachments';
import type { Evidence, Listener } from './facts';

/** A rule that gets requests at a listener, on one of its hosts. */
export interface Server {
  readonly asked: Asked;
  readonly listener: Listener;
  /** The hostname of the route, of which the host is what the listener leaves. */
  readonly hostname: string;
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
  private readonly otherHosts: ReadonlySet<string>;

  private constructor(private readonly evidence: Evidence) {
    const { ingresses } = evidence.network;
    this.otherHosts = new Set(ingresses.flatMap(({ rules }) => rules.map(({ host }) => host.toLowerCase())));
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
        for (const hostname of route.hostnames.length > 0 ? route.hostnames : ['']) {
          const host = evidence.commonHostname(hostname, listener.facts.hostname);
          if (host !== undefined) this.add(host, { listener, hostname: hostname.toLowerCase(), isCertain }, asked);
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
    const matching = found.find((servers) => servers.length > 0) ?? [];
    const expressions = hosts.flatMap((each) => each.expressions.filter(counts));
    const isOpen =
      asked.pathType === 'RegularExpression' ||
      expressions.length > 0 ||
      port.divided.has(names[0] as string) ||
      found.findIndex((servers) => servers.length > 0) > 0 ||
      this.evidence.network.opaqueRoutes.length > 0 ||
      names.some((name) => this.otherHosts.has(name));
    if (isOpen) return { kind: 'unclear', among: [...matching, ...expressions] };
    if (matching.length === 0) return { kind: 'nobody' };
    const nearest = names.find((name) => port.listened.has(name));
    return judged(matching, asked, listener, nearest);
  }

  private add(host: string, { listener, ...server }: Omit<Server, 'asked'>, all: readonly Asked[]): void {
    const port = this.portOf(listener);
    divide(port, host);
    const known: Host = port.hosts.get(host) ?? { exact: new Map(), prefixes: new Map(), expressions: [] };
    port.hosts.set(host, known);
    for (const asked of all) {
      const served = { asked, listener, ...server };
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

/** What matches a request, from what asks for most to what asks for least. */
function serversAt({ exact, prefixes }: Host, asked: Asked, counts: (server: Server) => boolean): Server[] {
  const all = [exact.get(asked.path) ?? [], ...pathsOver(asked.path).map((path) => prefixes.get(path) ?? [])];
  const found = all.map((servers) =>
    servers.slice(0, COMPARED + 1).filter((server) => mayMatch(server.asked, asked) && counts(server)),
  );
  return found.find((servers) => servers.length > 0) ?? [];
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
  const among = matching;
  const ties = ranked.filter(({ rank }) => !isBefore(best.rank, rank)).map(({ server }) => server);
  const isClear =
    matching.length <= COMPARED &&
    matching.every(({ asked: { route, conditions }, isCertain, hostname, listener: by }) => {
      return (
        isCertain &&
        route.kind === asked.route.kind &&
        hostname === best.server.hostname &&
        by.facts.hostname.toLowerCase() === nearest &&
        isSameGateway(by, listener) &&
        conditions.every((condition) => asked.conditions.includes(condition))
      );
    }) &&
    ties.every((server) => server.asked.route === best.server.asked.route);
  return isClear ? { kind: 'rule', server: best.server } : { kind: 'unclear', among };
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

function isSameGateway({ gateway: one }: Listener, { gateway: other }: Listener): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}
