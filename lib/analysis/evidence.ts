import { Addressing } from './addressing/addressing';
import { appendTo } from './append-to';
import { type Admission, admissionOf } from './entry/admission';
import { Grants } from './entry/grants';
import { certifies, commonHostname } from './entry/hostnames';
import { KnownNamespaces } from './entry/known-namespaces';
import { isListenerOwner, type Listener, listenerText } from './entry/listener';
import { conflictsOf } from './entry/listener-conflicts';
import { Listeners } from './entry/listeners';
import { urlOf } from './entry/url';
import type { EntryLeg, WayIn } from './entry/way-in';
import { Governance } from './governance';
import type { Model } from './model';
import type { Network } from './network/network';
import { type FieldPath, nameOf, type ObjectRef } from './network/place';
import type { ListenerFacts, ParentRefFacts, Reference, RouteFacts } from './network/routes';
import { type Requirement, type Selector, selectorOf, selects } from './network/selector';
import type { Labels } from './network/workloads';
import type { ManifestObject } from './read/manifest-object';
import type { Reading } from './read/read';
import { isNear } from './why/dead-policies';

/** What was read, as checks look at it: the facts, the objects as they stand there, and who admits and grants what. */
export class Evidence {
  public readonly network: Network;
  public readonly objects: readonly ManifestObject[];
  public readonly addressing: Addressing;
  public readonly grants: Grants;
  public readonly namespaces: KnownNamespaces;
  private readonly listeners: Listeners;
  /** By the path, which is a value of its own for each object. */
  private readonly bodies: ReadonlyMap<FieldPath, any>;
  private readonly shown: ReadonlySet<string>;
  private governing?: Governance;
  private byKind?: ReadonlyMap<string, readonly ManifestObject[]>;
  private versions?: ReadonlySet<string>;

  /**
   * @param model - makes the input ready for questions; asked only if a check has one
   */
  constructor(
    { network, objects }: Reading,
    private readonly model: () => Model,
  ) {
    this.network = network;
    this.objects = objects;
    this.addressing = Addressing.of(network);
    this.grants = new Grants(network.grants);
    this.namespaces = new KnownNamespaces(network);
    this.listeners = new Listeners(network, this.grants, this.namespaces);
    this.bodies = new Map(objects.map(({ path, body }) => [path, body]));
    this.shown = new Set([...network.services, ...network.workloads].map(({ object }) => object.namespace));
  }

  /** Policies and what they let pass, made ready when it is first asked for. */
  public get governance(): Governance {
    this.governing ??= new Governance(this.model());
    return this.governing;
  }

  /** How requests come into the cluster. */
  public get waysIn(): readonly WayIn[] {
    return this.model().waysIn;
  }

  /** The objects of some kinds, of whatever group, in the order in which they were read. */
  public ofKinds(...kinds: readonly string[]): readonly ManifestObject[] {
    this.byKind ??= byKind(this.objects);
    const there = kinds.filter((kind) => this.byKind?.has(kind));
    if (there.length > 1) return this.objects.filter(({ kind }) => there.includes(kind));
    return this.byKind.get(there[0] ?? '') ?? [];
  }

  /** The objects of the versions of APIs that are meant, in the order in which they were read. */
  public ofVersions(areMeant: (type: Pick<ObjectRef, 'apiVersion'>) => boolean): readonly ManifestObject[] {
    this.versions ??= new Set(this.objects.map(({ apiVersion }) => apiVersion));
    const meant = new Set([...this.versions].filter((apiVersion) => areMeant({ apiVersion })));
    return meant.size === 0 ? [] : this.objects.filter(({ apiVersion }) => meant.has(apiVersion));
  }

  /** What stands in an object. */
  public bodyOf({ path }: ObjectRef): any {
    return this.bodies.get(path);
  }

  /** `NetworkPolicy shop/api`. */
  public nameOf(object: ObjectRef): string {
    return nameOf(object);
  }

  /** `listener "https" of Gateway gateways/edge`. */
  public listenerText(listener: Pick<Listener, 'owner' | 'facts'>): string {
    return listenerText(listener);
  }

  /** `https://shop.example.com/v2`: what a client asks of a listener, for a host that is empty for every one. */
  public urlOf(protocol: string, hostname: string, port: number, match: string): string {
    return urlOf(protocol, hostname, port, match);
  }

  /** The hostnames that both of two names mean; undefined where they mean none in common. */
  public commonHostname(one: string, other: string): string | undefined {
    return commonHostname(one.toLowerCase(), other.toLowerCase());
  }

  /** Whether a certificate for one name serves a host. */
  public certifies(name: string, host: string): boolean {
    return certifies(name.toLowerCase(), host.toLowerCase());
  }

  /** A selector of these conditions, in any order. */
  public selectorOf(requirements: readonly Requirement[]): Selector {
    return selectorOf(requirements);
  }

  /** Whether an object with these labels is selected. */
  public selects(selector: Selector, labels: Labels): boolean {
    return selects(selector, labels) === true;
  }

  /** Whether one text becomes the other by one letter more, less or other, or two that change places. */
  public isNear(one: string, other: string): boolean {
    return isNear(one, other);
  }

  /** Whether Services or workloads of a namespace were read, so that what isn't among them isn't there. */
  public isShown(namespace: string): boolean {
    return this.shown.has(namespace);
  }

  /** The listeners of a Gateway or ListenerSet; undefined where it wasn't read, or is neither. */
  public listenersOf(owner: Reference): readonly Listener[] | undefined {
    return isListenerOwner(owner) ? this.listeners.of(owner) : undefined;
  }

  /** All listeners, those of Gateways first. */
  public allListeners(): readonly Listener[] {
    const owners = [...this.network.gateways, ...this.network.listenerSets];
    return owners.flatMap(({ object }) => this.ownListenersOf(object));
  }

  /** The listeners that a parentRef means; undefined where it means none that was read. */
  public meantBy(parent: ParentRefFacts): readonly Listener[] | undefined {
    return this.listenersOf(parent)?.filter(
      ({ facts }) =>
        (parent.sectionName === undefined || facts.name === parent.sectionName) &&
        (parent.port === undefined || facts.port === parent.port),
    );
  }

  /** Whether a listener takes a route, whatever may be wrong with the listener itself. */
  public admission(listener: Listener, route: RouteFacts): Admission {
    const { fault, ...sound } = listener;
    return { ...admissionOf(sound, route, this.namespaces), listener };
  }

  /** The listeners that can't be told from others, with why. */
  public conflicts(): ReadonlyMap<ListenerFacts, EntryLeg> {
    const { gateways, listenerSets } = this.network;
    const families = gateways.map(({ object, listenerSets: admitted }) => {
      const sets = listenerSets.filter(
        ({ object: set, parent }) =>
          parent.kind === 'Gateway' &&
          parent.namespace === object.namespace &&
          parent.name === object.name &&
          this.namespaces.areAdmitted(admitted, object.namespace, set.namespace) !== false,
      );
      return [object, ...sets.map((set) => set.object)].flatMap((owner) => this.ownListenersOf(owner));
    });
    return new Map(families.flatMap((family) => [...conflictsOf(family)]));
  }

  /** The listeners that are written in an object; none where it is no Gateway or ListenerSet. */
  public ownListenersOf({ apiVersion, kind, namespace, name }: ObjectRef): readonly Listener[] {
    return this.listenersOf({ group: apiVersion.split('/')[0] ?? '', kind, namespace, name }) ?? [];
  }
}

function byKind(objects: readonly ManifestObject[]): Map<string, ManifestObject[]> {
  const found = new Map<string, ManifestObject[]>();
  for (const object of objects) appendTo(found, object.kind, object);
  return found;
}
