import { Answer } from '../answer';
import { nameOf } from '../network/place';
import type { RouteFacts, RouteKind } from '../network/routes';
import { GATEWAY_GROUP } from '../network/routes';
import { commonHostname } from './hostnames';
import { admittedText, type KnownNamespaces } from './known-namespaces';
import { fails, fieldOf, holds, leavesOpen, listText } from './legs';
import { type Listener, listenerText } from './listener';
import type { EntryLeg } from './way-in';

/** Whether a listener takes a route. */
export interface Admission {
  readonly listener: Listener;
  /** The hostnames that both mean; empty where they have none in common. */
  readonly hostnames: readonly string[];
  /** What decides it: all that isn't known, up to what fails; or the one that admits. */
  readonly legs: readonly EntryLeg[];
  /** How many conditions hold before the one that fails. */
  readonly passed: number;
}

const PROTOCOLS: { readonly [kind in RouteKind]: readonly string[] } = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP'],
  UDPRoute: ['UDP'],
};

/** The protocols that the API defines; an implementation may have its own. */
const KNOWN_PROTOCOLS = new Set(Object.values(PROTOCOLS).flat());

/** Asks all conditions under which a listener takes a route, from the one that says least to the one that says most. */
export function admissionOf(listener: Listener, route: RouteFacts, namespaces: KnownNamespaces): Admission {
  const hostnames = commonHostnames(listener, route);
  const conditions = [
    () => protocolLeg(listener, route),
    () => kindLeg(listener, route),
    () => hostnameLeg(listener, route, hostnames),
    () => namespaceLeg(listener, route, namespaces),
    () => listener.fault,
  ];
  const unclear: EntryLeg[] = [];
  for (const [passed, condition] of conditions.entries()) {
    const leg = condition();
    if (leg) unclear.push(leg);
    if (leg?.answer === Answer.DENIED) return { listener, hostnames, legs: unclear, passed };
  }
  const legs = unclear.length > 0 ? unclear : [admits(listener, route)];
  return { listener, hostnames, legs, passed: conditions.length };
}

function admits(listener: Listener, route: RouteFacts): EntryLeg {
  const text = `${listenerText(listener)} admits routes of namespace ${route.object.namespace}`;
  return holds('listener', text, fieldOf(listener.owner, listener.facts.path));
}

function protocolLeg(listener: Listener, { object, kind }: RouteFacts): EntryLeg | undefined {
  const { protocol, path, tlsMode } = listener.facts;
  const field = fieldOf(listener.owner, [...path, 'protocol']);
  // Of the routes behind TLS that a listener ends itself, the API leaves both kinds to implementations.
  const isOpen = kind === 'TCPRoute' || (kind === 'TLSRoute' && !listener.endsTls);
  const isTerminated = protocol === 'TLS' && tlsMode === 'Terminate' && isOpen;
  if (isTerminated || !KNOWN_PROTOCOLS.has(protocol)) {
    const does = isTerminated ? `${protocol} and terminates it` : protocol;
    const text = `whether ${listenerText(listener)}, which is ${does}, takes ${kind}s is up to the implementation`;
    return leavesOpen('listener', text, field);
  }
  if (PROTOCOLS[kind].includes(protocol)) return undefined;
  const text = `${listenerText(listener)} is ${protocol} and takes no ${kind}, as ${nameOf(object)} is; attach it to a listener that is ${PROTOCOLS[kind].join(' or ')}`;
  return fails('listener', text, field);
}

function kindLeg(listener: Listener, { object, kind }: RouteFacts): EntryLeg | undefined {
  const { kinds, path } = listener.facts;
  if (!kinds || kinds.some((admitted) => admitted.group === GATEWAY_GROUP && admitted.kind === kind)) return undefined;
  const only = listText(kinds.map((admitted) => admitted.kind));
  const text = `${listenerText(listener)} takes only ${only}, not ${nameOf(object)}; add ${kind} to its allowedRoutes.kinds`;
  return fails('listener', text, fieldOf(listener.owner, [...path, 'allowedRoutes', 'kinds']));
}

/** What both mean, each once. Routes without hostnames, TCP and UDP, take those of the listener. */
function commonHostnames({ facts }: Listener, { hostnames }: RouteFacts): string[] {
  const own = hostnames.length > 0 ? hostnames : [''];
  const common = own.map((hostname) => commonHostname(hostname.toLowerCase(), facts.hostname.toLowerCase()));
  return [...new Set(common.filter((hostname) => hostname !== undefined))];
}

function hostnameLeg(listener: Listener, route: RouteFacts, hostnames: readonly string[]): EntryLeg | undefined {
  if (hostnames.length > 0) return undefined;
  const { hostname, path } = listener.facts;
  const text = `${listenerText(listener)} serves ${hostname}, none of the hostnames of ${nameOf(route.object)} (${listText(route.hostnames)}); give both a hostname in common`;
  const own = fieldOf(listener.owner, [...path, 'hostname']);
  return fails('listener', text, fieldOf(route.object, ['spec', 'hostnames']), own);
}

function namespaceLeg(listener: Listener, { object }: RouteFacts, known: KnownNamespaces): EntryLeg | undefined {
  const { namespaces, path } = listener.facts;
  const answer = known.areAdmitted(namespaces, listener.owner.namespace, object.namespace);
  if (answer) return undefined;
  const field = fieldOf(listener.owner, [...path, 'allowedRoutes', 'namespaces']);
  const whose = `whose allowedRoutes.namespaces.from ${admittedText(namespaces)}`;
  if (answer === undefined) {
    const text = `whether ${listenerText(listener)}, ${whose}, admits namespace ${object.namespace} depends on its labels, which aren't among the manifests`;
    return leavesOpen('listener', text, field);
  }
  const text = `the route's namespace ${object.namespace} is not admitted by ${listenerText(listener)}, ${whose}; set it to All, or to a Selector that matches the namespace`;
  return fails('listener', text, field);
}
