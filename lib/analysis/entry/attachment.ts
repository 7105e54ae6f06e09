import { Answer } from '../answer';
import { nameOf } from '../network/place';
import type { ParentRefFacts, RouteFacts } from '../network/routes';
import { type Admission, admissionOf } from './admission';
import type { EntryPoints } from './entry-points';
import type { KnownNamespaces } from './known-namespaces';
import { answerOf, fails, fieldOf, leavesOpen, listText } from './legs';
import { isListenerOwner, type Listener } from './listener';
import type { Listeners } from './listeners';
import type { EntryLeg, EntryPoint } from './way-in';

/** A route at a listener: on which hostnames requests come to it, or why they don't. */
export interface Attached {
  readonly entry: EntryPoint;
  /** The protocol and port of the listener, as far as they are known. */
  readonly protocol?: string;
  readonly port?: number;
  /** Empty strings for every host; at least one. */
  readonly hostnames: readonly string[];
  readonly legs: readonly EntryLeg[];
}

/**
 * Attaches routes to listeners.
 *
 * A parentRef means one listener, all of a Gateway, or all of a ListenerSet; those that take the route carry it. Where
 * none does, the one that comes nearest says why. No ReferenceGrant is ever asked here.
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways
 */
export class Attachment {
  constructor(
    private readonly listeners: Listeners,
    private readonly entries: EntryPoints,
    private readonly namespaces: KnownNamespaces,
  ) {}

  /** Where a route is attached, in the order of its parents. A Service as a parent means the mesh, and is no way in. */
  public attach(route: RouteFacts): Attached[] {
    if (route.parents.length === 0) return [this.unattached(route)];
    const attached = route.parents.filter((parent) => !isService(parent)).flatMap((parent) => this.at(parent, route));
    const lost = this.unservedHostnames(route, attached);
    return lost ? [...attached, lost] : attached;
  }

  private unattached(route: RouteFacts): Attached {
    const text = `${nameOf(route.object)} has no parentRefs, so nothing brings it requests; name a Gateway there`;
    const leg = fails('listener', text, fieldOf(route.object, ['spec', 'parentRefs']));
    return { entry: this.entries.noGateway(), hostnames: namesOf(route), legs: [leg] };
  }

  private at(parent: ParentRefFacts, route: RouteFacts): Attached[] {
    const listeners = isListenerOwner(parent) ? this.listeners.of(parent) : undefined;
    const field = fieldOf(route.object, parent.path);
    if (!listeners) {
      const { entry, leg } = this.entries.gateway(parent);
      return [{ entry, ...portOf(parent), hostnames: namesOf(route), legs: [leg, unread(parent, route)] }];
    }
    const meant = listeners.filter(
      ({ facts }) =>
        (parent.sectionName === undefined || facts.name === parent.sectionName) &&
        (parent.port === undefined || facts.port === parent.port),
    );
    if (meant.length === 0) {
      const { entry, leg } = this.entries.gateway(listeners[0]?.gateway ?? parent, listeners[0]?.className);
      return [
        { entry, ...portOf(parent), hostnames: namesOf(route), legs: [leg, noListener(parent, listeners, field)] },
      ];
    }
    const admissions = meant.map((listener) => admissionOf(listener, route, this.namespaces));
    const taken = admissions.filter(({ legs }) => answerOf(legs) !== Answer.DENIED);
    const shown = taken.length > 0 ? taken : [nearest(admissions)];
    return shown.map((admission) => this.attachedBy(admission, route));
  }

  private attachedBy({ listener, hostnames, legs }: Admission, route: RouteFacts): Attached {
    const { entry, leg } = this.entries.gateway(listener.gateway, listener.className);
    const { protocol, port } = listener.facts;
    return {
      entry,
      protocol,
      port,
      hostnames: hostnames.length > 0 ? hostnames : namesOf(route),
      legs: [leg, ...legs],
    };
  }

  /** Hostnames of a route that no listener takes, while others are served: an error that nothing else shows. */
  private unservedHostnames(route: RouteFacts, attached: readonly Attached[]): Attached | undefined {
    const carriers = attached.filter(({ legs }) => answerOf(legs) !== Answer.DENIED);
    const [first] = carriers;
    if (!first || attached.some(({ protocol }) => protocol === undefined)) return undefined;
    const served = carriers.flatMap(({ hostnames }) => hostnames);
    const hostnames = route.hostnames.filter((name) => !served.some((other) => isPartOf(other, name)));
    if (hostnames.length === 0) return undefined;
    const text = `no listener that takes ${nameOf(route.object)} serves ${listText(hostnames)}; give one of them that hostname, or take it from the route`;
    const [controller] = first.legs;
    const leg = fails('listener', text, fieldOf(route.object, ['spec', 'hostnames']));
    return { ...first, hostnames, legs: controller ? [controller, leg] : [leg] };
  }
}

function isPartOf(served: string, name: string): boolean {
  return served === name || (name.startsWith('*.') && served.endsWith(name.slice(1)));
}

function isService({ group, kind }: ParentRefFacts): boolean {
  return group === '' && kind === 'Service';
}

function namesOf({ hostnames }: RouteFacts): readonly string[] {
  return hostnames.length > 0 ? hostnames : [''];
}

function portOf({ port }: ParentRefFacts): { readonly port?: number } {
  return port === undefined ? {} : { port };
}

function unread(parent: ParentRefFacts, route: RouteFacts): EntryLeg {
  const { kind, namespace, name } = parent;
  const text = isListenerOwner(parent)
    ? `${kind} ${namespace}/${name} isn't among the manifests, so whether it admits ${nameOf(route.object)} isn't known`
    : `${kind} ${namespace}/${name} is no Gateway or ListenerSet, so whether it brings requests isn't known`;
  return leavesOpen('listener', text, fieldOf(route.object, parent.path));
}

function noListener(parent: ParentRefFacts, listeners: readonly Listener[], field: EntryLeg['decidedBy'][number]) {
  const { kind, namespace, name, sectionName, port } = parent;
  const asked = [sectionName && `named "${sectionName}"`, port && `on port ${port}`].filter(Boolean).join(' ');
  const there = listeners.map(({ facts }) => `"${facts.name}" on port ${facts.port}`);
  const has = there.length > 0 ? `it has ${listText(there)}` : 'it has none';
  return fails('listener', `${kind} ${namespace}/${name} has no listener${asked && ` ${asked}`}; ${has}`, field);
}

/** The listener that comes nearest to taking the route: the one at which most of the conditions hold. */
function nearest(admissions: readonly Admission[]): Admission {
  return admissions.reduce((best, admission) => (admission.passed > best.passed ? admission : best));
}
