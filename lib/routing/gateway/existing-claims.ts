import type { IConstruct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { PerApp } from '../../objects';
import type { HostRouteKind, RouteRequest, StreamRequest } from './binding';

/** Which route has what of which Gateway. */
const TAKEN = new PerApp<Map<string, Located>>(() => new Map());

/** What the routes of an app have taken of a Gateway that others write, which the app may be told of more than once. */
export class ExistingClaims {
  public constructor(
    private readonly construct: IConstruct,
    private readonly gateway: string,
  ) {}

  /**
   * Checks what a route is about to take.
   *
   * @throws when another route has a path of a host, or it names one twice
   */
  public check({ kind, hosts, paths, route }: RouteRequest): void {
    const claims = hosts.flatMap((host) => paths.map((path) => `${path} of ${host}`));
    for (const host of hosts) this.checkKind(kind, host, route);
    for (const claim of claims) this.checkTaken(claim, route);
    const twice = claims.find((claim, index) => claims.indexOf(claim) !== index);
    if (twice === undefined) return;
    throw constructError(route, {
      law: `a route must name a path of a host once, but this one names ${twice} twice`,
      remedy: 'leave one of them out',
    });
  }

  /** Notes what a route has, after it was checked. */
  public take({ kind, hosts, paths, route }: RouteRequest): void {
    for (const host of hosts) {
      this.note(`${kind} of ${host}`, route);
      for (const path of paths) this.note(`${path} of ${host}`, route);
    }
  }

  /** Checks what a route for connections is about to take. */
  public checkStream(request: StreamRequest): void {
    for (const claim of streamClaims(request)) this.checkTaken(claim, request.route);
  }

  /** Notes what a route for connections has, after it was checked. */
  public takeStream(request: StreamRequest): void {
    for (const claim of streamClaims(request)) this.note(claim, request.route);
  }

  private checkTaken(claim: string, route: Located): void {
    const earlier = this.taker(claim);
    if (!earlier) return;
    throw constructError(route, {
      law: `what a Gateway serves must belong to one route, but [${earlier.node.path}] has ${claim} of Gateway ${this.gateway} already`,
      remedy: 'choose another path, host or listener',
    });
  }

  /** Of two kinds of routes for one host the cluster serves the older one alone. */
  private checkKind(kind: HostRouteKind, host: string, route: Located): void {
    const other: HostRouteKind = kind === 'HTTPRoute' ? 'GRPCRoute' : 'HTTPRoute';
    const earlier = this.taker(`${other} of ${host}`);
    if (!earlier) return;
    throw constructError(route, {
      law: `a host must be served by HTTPRoutes or by GRPCRoutes, but [${earlier.node.path}] is a ${other} of ${host} already`,
      remedy: 'choose another host: a cluster would serve the older one alone',
    });
  }

  private taker(claim: string): Located | undefined {
    return TAKEN.of(this.construct).get(`${this.gateway} ${claim}`);
  }

  private note(claim: string, route: Located): void {
    TAKEN.of(this.construct).set(`${this.gateway} ${claim}`, route);
  }
}

/** A listener for TCP or UDP serves one route; one for TLS serves one for each host. */
function streamClaims({ protocol, port, hosts }: StreamRequest): string[] {
  return protocol === 'TLS' ? hosts.map((host) => `TLS ${port} and ${host}`) : [`${protocol} ${port}`];
}
