import { Construct } from 'constructs';
import {
  AllowedNamespaces,
  type ClusterProfile,
  type Entry,
  Gateway,
  type IBackend,
  type IGateway,
  IsolatedNamespace,
  ListenerSet,
  Platform,
  PodSecurity,
  Routing,
  SharedGateway,
} from '../../lib';
import { judge } from '../../lib/app/judgement';
import { Rendering } from '../../lib/app/rendering';
import { onDemand } from '../../lib/traffic';
import { makeBackend } from './backends';
import { clusterOf } from './cluster';
import { Declarations } from './declarations';
import { type Way, workloadName } from './declared';
import type { BackendPlan, Plan, RoutePlan, SpacePlan } from './plan';
import { Routes } from './routes';

/** How an app is built. */
export interface Building {
  /** The parts to make, in this order; without it all, in the order of the plan. */
  readonly parts?: readonly string[];
  /** Whether backends and routes are made in constructs below the chart of their namespace. */
  readonly isNested?: boolean;
}

/** An app, and what was declared of it. */
export interface Built {
  readonly cluster: ClusterProfile;
  /** What is written; nothing where the app can't hold. */
  readonly objects: readonly any[];
  /** Why the app can't hold, by its own validation. */
  readonly faults: readonly string[];
  readonly ways: readonly Way[];
  /** The parts that were made, in their order. */
  readonly made: readonly string[];
  /** The errors by which other ones were refused. */
  readonly refusals: readonly unknown[];
  /** All workloads, as lists call them. */
  readonly workloads: readonly string[];
  /** Why a synth would refuse to write it. */
  judged(): string[];
}

/** Builds the app of a plan. What the library refuses is left out of it. */
export function built(plan: Plan, building: Building = {}): Built {
  const app = new Builder(plan, building).build();
  if (app.faults.length === 0) return app;
  // A set of listeners without routes can't hold, and each of its routes may have been refused.
  const parts = app.made.filter((part) => !part.startsWith('set '));
  return parts.length === app.made.length ? app : built(plan, { ...building, parts });
}

/** A part that can't be made since another one wasn't. */
class Missing extends Error {}

const PODS = PodSecurity.baseline({ reason: 'the pods of some data planes' });
const HOSTS = ['*.example.com', '*.wild.example.com', 'd.test'];
const ROUTINGS = { both: Routing.both(), gateway: Routing.byGateway(), ingress: Routing.byIngress() };

/** Makes the parts of an app, each after those that it needs. */
export class Builder {
  public readonly cluster: ClusterProfile;
  public readonly declarations: Declarations;
  private readonly platform: Platform;
  private readonly parts = new Map<string, unknown>();
  private readonly refusals: unknown[] = [];
  private readonly routes: Routes;

  public constructor(
    private readonly plan: Plan,
    private readonly building: Building,
  ) {
    this.cluster = clusterOf(plan.cluster);
    this.platform = new Platform({ cluster: this.cluster });
    this.declarations = new Declarations(this.cluster, plan.httpsPort, () => new Set(this.workloads));
    this.routes = new Routes(this);
  }

  public build(): Built {
    const { spaces, backends, routes } = this.plan;
    const all = [
      ...spaces.map((_, place) => `space ${place}`),
      ...backends.map((_, place) => `backend ${place}`),
      ...routes.map((_, place) => `route ${place}`),
    ];
    for (const key of this.building.parts ?? all) this.attempt(key);
    const faults = this.platform.node.findAll().flatMap(({ node }) => node.validate());
    const rendering = onDemand(() => Rendering.of(this.platform));
    const objects = onDemand(() => (faults.length > 0 ? [] : rendering().all.map(({ json }) => json)));
    return {
      cluster: this.cluster,
      get objects() {
        return objects();
      },
      faults,
      ways: this.declarations.ways,
      made: this.made,
      refusals: this.refusals,
      workloads: this.workloads,
      judged: () => judge(this.platform, rendering()).errors.map(({ text }) => text),
    };
  }

  /** A part, made when it is asked for first. */
  public part<T>(key: string): T {
    if (!this.parts.has(key)) {
      if (this.building.parts && !this.building.parts.includes(key)) throw new Missing(key);
      this.parts.set(key, this.tried(key));
    }
    const found = this.parts.get(key);
    if (found instanceof Error) throw new Missing(key);
    return found as T;
  }

  /** The first entry by Gateway. */
  public get gatewayEntry(): Entry {
    const found = this.cluster.entries.find(({ implementation }) => implementation);
    if (!found) throw new Missing('an entry by Gateway');
    return found;
  }

  /** The Gateway that a namespace is given; undefined where its apps share one of its own. */
  public givenTo(space: number): IGateway | undefined {
    const { gateway } = this.spacePlan(space);
    if (gateway === 'own' || !this.cluster.entries.some(({ implementation }) => implementation)) return undefined;
    return this.part(gateway === 'edge' ? 'edge' : `delegated ${space}`);
  }

  public spacePlan(space: number): SpacePlan {
    return this.plan.spaces[space] as SpacePlan;
  }

  public backendPlan(place: number): BackendPlan {
    const { backends } = this.plan;
    return this.inSpace(backends[place % backends.length] as BackendPlan);
  }

  public backend(place: number): IBackend {
    return this.part(`backend ${place % this.plan.backends.length}`);
  }

  /** Where something of a namespace is made. */
  public home(space: number, id: string): Construct {
    const chart = this.part<IsolatedNamespace>(`space ${space}`);
    if (!this.building.isNested) return chart;
    const group = chart.node.tryFindChild(id) ?? new Construct(chart, id);
    return (group.node.tryFindChild('inner') as Construct | undefined) ?? new Construct(group as Construct, 'inner');
  }

  private attempt(key: string): void {
    try {
      this.part(key);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
    }
  }

  /** A part, or why there is none. */
  private tried(key: string): unknown {
    try {
      return this.make(key);
    } catch (error) {
      if (!(error instanceof Missing)) this.refusals.push(error);
      return error;
    }
  }

  private make(key: string): unknown {
    const [kind, at, entry] = key.split(' ');
    const place = Number(at);
    switch (kind) {
      case 'space':
        return this.makeSpace(place);
      case 'edge-space':
        return new IsolatedNamespace(this.platform, 'edge', { podSecurity: PODS });
      case 'edge':
        return this.makeEdge();
      case 'shared':
        return this.makeShared();
      case 'delegated':
        return this.part<SharedGateway>('shared').forHosts(...this.spacePlan(place).hosts);
      case 'set':
        return new ListenerSet(this.home(place, 'set'), 'listeners', { gateway: this.part('edge') });
      case 'gateway':
        return Gateway.shared(this.part(`space ${place}`), entry);
      case 'backend': {
        const backend = this.backendPlan(place);
        return makeBackend(this.home(backend.space, `at-${backend.name}`), backend);
      }
      default:
        return this.routes.make(this.inSpace(this.plan.routes[place] as RoutePlan));
    }
  }

  private makeSpace(place: number): IsolatedNamespace {
    const gateway = this.givenTo(place);
    const space = new IsolatedNamespace(this.platform, `s${place}`, { podSecurity: PODS, gateway });
    const { routing } = this.spacePlan(place);
    if (routing) Routing.attach(space, ROUTINGS[routing]);
    return space;
  }

  private makeEdge(): Gateway {
    const { isClosed, httpsPort, takesSets, spaces } = this.plan;
    const names = spaces.map((_, place) => `s${place}`);
    return new Gateway(this.part('edge-space'), 'public', {
      hostnames: isClosed ? HOSTS : undefined,
      httpsPort,
      entry: this.gatewayEntry.name,
      listenerSets: takesSets ? AllowedNamespaces.named(...names) : undefined,
    });
  }

  private makeShared(): SharedGateway {
    const entry = this.gatewayEntry.name;
    return new SharedGateway(this.platform, 'shared', {
      namespace: 'gateways',
      hostnames: HOSTS,
      podSecurity: PODS,
      entry,
    });
  }

  private inSpace<T extends { readonly space: number }>(plan: T): T {
    return { ...plan, space: plan.space % this.plan.spaces.length };
  }

  private get made(): string[] {
    return [...this.parts].filter(([, value]) => !(value instanceof Error)).map(([key]) => key);
  }

  private get workloads(): string[] {
    return this.made.flatMap((key) => {
      const [kind, at] = key.split(' ');
      if (kind === 'backend') return [workloadName(this.backendPlan(Number(at)))];
      const route = kind === 'route' && this.plan.routes[Number(at)];
      return route && route.kind === 'web' ? [workloadName(this.inSpace(route))] : [];
    });
  }
}
