import { Protocol } from '../../traffic';
import { HBONE_PORT } from '../evaluate/carriage';
import type { ClassId } from '../evaluate/class-table';
import type { Judgement } from '../evaluate/judgement';
import type { Population } from '../evaluate/population';
import { type Profile, profileOf } from '../evaluate/profiles';
import type { Reach } from '../evaluate/reach';
import type { WaypointPolicyFacts } from '../network/mesh';
import type { OpaquePolicy } from '../network/policies';
import type { ServiceFacts } from '../network/services';
import { standInOf, type Waypoint } from './waypoint';

/** Whether a caller comes to a waypoint, certainly or perhaps. */
export interface Entrance {
  readonly isCertain: boolean;
  readonly isPossible: boolean;
}

/**
 * Whom waypoints let in: at their port, where the network decides, and behind it, where their policies do.
 *
 * Policies for a waypoint and those for the Service together are one list. Those that select its pods by labels it asks
 * only where Istio was told to, about connections as a whole.
 */
export class Doors {
  private readonly classes = new Map<string, ClassId>();
  private readonly profiles = new Map<string, Profile>();
  private readonly entrances = new Map<string, Entrance>();
  private readonly byTarget = new Map<string, WaypointPolicyFacts[]>();

  public constructor(
    private readonly reach: Reach,
    private readonly population: Population,
  ) {
    for (const facts of reach.network.waypointPolicies) {
      for (const { kind, namespace, name } of facts.targets) {
        const key = kind === 'GatewayClass' ? kind : `${kind} ${namespace}/${name}`;
        const known = this.byTarget.get(key) ?? [];
        if (!known.includes(facts)) known.push(facts);
        this.byTarget.set(key, known);
      }
    }
  }

  /** The class of the pods of a waypoint. */
  public classOf(waypoint: Waypoint): ClassId {
    const known = this.classes.get(waypoint.name);
    if (known !== undefined) return known;
    const [id] = this.population.standIn(standInOf(waypoint)).classes;
    this.classes.set(waypoint.name, id);
    return id;
  }

  /** Whether the network lets a caller come to a waypoint, and nothing that may be asked there refuses it. */
  public entrance(from: ClassId, waypoint: Waypoint): Entrance {
    const key = `${from} ${waypoint.name}`;
    const before = this.entrances.get(key);
    if (before) return before;
    const { reach } = this;
    const { ports } = reach;
    const at = this.classOf(waypoint);
    const hbone = ports.range(Protocol.TCP, HBONE_PORT, HBONE_PORT);
    const sides = [reach.outOf(from, at), reach.into(from, at)];
    const found = {
      isCertain: sides.every(({ allowed }) => ports.contains(allowed, hbone)) && !this.isLayered(from, waypoint),
      isPossible: sides.every(({ possible }) => ports.contains(possible, hbone)),
    };
    this.entrances.set(key, found);
    return found;
  }

  /** Whether policies that select the pods of a waypoint would refuse a caller, if they were asked. */
  public isLayered(from: ClassId, waypoint: Waypoint): boolean {
    const { ports } = this.reach;
    const { allowed } = this.reach.asked(from, this.classOf(waypoint));
    return !ports.contains(allowed, ports.range(Protocol.TCP));
  }

  /** What a waypoint lets through to a Service, on its ports; to a pod's own address where there is no Service. */
  public letsThrough(from: ClassId, waypoint: Waypoint, service?: ServiceFacts): Judgement {
    return this.reach.admittedBy(this.profileOf(waypoint, service), from);
  }

  /** What decides about a Service, or about a pod's own address. */
  public profileOf(waypoint: Waypoint, service?: ServiceFacts): Profile {
    const { object } = waypoint.gateway;
    const behind = service && `Service ${service.object.namespace}/${service.object.name}`;
    const key = `${waypoint.name} ${behind}`;
    const before = this.profiles.get(key);
    if (before) return before;
    const keys = ['GatewayClass', `Gateway ${object.namespace}/${object.name}`, ...(behind ? [behind] : [])];
    const facts = [...new Set(keys.flatMap((each) => this.byTarget.get(each) ?? []))];
    const { atWaypoints } = this.reach.compiled;
    const policies = facts.flatMap((each) => {
      const policy = each.doubt === undefined ? atWaypoints.get(each) : undefined;
      return policy ? [{ policy, isCertain: true }] : [];
    });
    const opaque = facts.flatMap(({ object: own, doubt }): OpaquePolicy[] =>
      doubt === undefined ? [] : [{ object: own, onlyDenies: true, direction: 'identity', why: doubt }],
    );
    const profile = profileOf(-1, 'identity', policies, opaque);
    this.profiles.set(key, profile);
    return profile;
  }
}
