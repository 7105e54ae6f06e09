import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type Entry,
  Exposure,
  Gateway,
  GrpcRoute,
  HttpRoute,
  type IGateway,
  Ingress,
  Routing,
  type SharedGateway,
  TcpRoute,
  TlsRoute,
  UdpRoute,
  WebApp,
} from '../../lib';
import { IMAGE } from './backends';
import type { Builder } from './build';
import { CERTIFICATES } from './cluster';
import type { Served } from './declarations';
import { connectedBy, type Receiver, receiversOf } from './declared';
import type { RoutePlan, RulePlan } from './plan';
import { Rules } from './rules';

/** Makes routes, and notes of each that was made what it declares. */
export class Routes {
  private readonly rules: Rules;

  public constructor(private readonly app: Builder) {
    this.rules = new Rules((place) => app.backend(place));
  }

  public make(route: RoutePlan): unknown {
    switch (route.kind) {
      case 'web':
      case 'exposure':
        return this.makeExposure({ ...route, hosts: route.hosts.slice(0, 1) });
      case 'ingress':
        return this.makeIngress(route);
      case 'http':
      case 'grpc':
        return this.makeRequests(route);
      default:
        return this.makeStream(route);
    }
  }

  private makeExposure(route: RoutePlan): Construct {
    const { kind, name, space, hosts, rules, via } = route;
    const home = this.home(route);
    const [rule] = rules as [RulePlan];
    const [host] = hosts as [string];
    const { path, exact } = rule;
    const routing = via === 'both' ? Routing.both() : undefined;
    const options = { host, path, tls: tlsOf(route), routing, ...this.namedWay(route) };
    const made =
      kind === 'web'
        ? new WebApp(home, name, { image: IMAGE, port: 8080, ...options })
        : new Exposure(home, name, { exact, ...options, ...this.rules.answering(rule) });
    const itself = { path, backend: { name, kind: 'internal' as const, space, port: 8080 }, isIdle: false };
    const receivers = kind === 'web' ? [itself] : this.receivers(route);
    this.app.declarations.requests(route, this.servedBy(route), receivers, isRedirected(made));
    return made;
  }

  private makeIngress(route: RoutePlan): Ingress {
    const { hosts, rules, via, entry, hasDefault } = route;
    const paths = rules.flatMap(({ path, exact, to: [first] }) =>
      first ? [{ path, exact, backend: this.app.backend(first.backend) }] : [],
    );
    const named = via === 'entry' ? this.entryAt(entry).name : undefined;
    const [first] = paths;
    const made = new Ingress(this.home(route), route.name, {
      rules: hosts.map((host) => ({ host, paths })),
      defaultBackend: hasDefault && first ? { backend: first.backend } : undefined,
      anyHost: hasDefault ? { reason: 'a sample' } : undefined,
      tls: tlsOf(route),
      entry: named,
    });
    const { declarations, cluster } = this.app;
    const ingress = cluster.entry(named);
    const receivers = this.receivers(route);
    declarations.requests(route, [{ ingress }], receivers, isRedirected(made));
    const [receiver] = receivers;
    if (hasDefault && receiver) declarations.otherHosts(route, ingress, receiver, isRedirected(made));
    return made;
  }

  private makeRequests(route: RoutePlan): ApiObject {
    const { name, kind, rules, hosts } = route;
    const gateway = this.gatewayOf(route);
    const props = { gateway, hostnames: [...hosts], tls: tlsOf(route) };
    const made =
      kind === 'http'
        ? new HttpRoute(this.home(route), name, { ...props, rules: rules.flatMap((rule) => this.rules.http(rule)) })
        : new GrpcRoute(this.home(route), name, { ...props, rules: rules.flatMap((rule) => this.rules.grpc(rule)) });
    this.app.declarations.requests(route, [{ gateway }], this.receivers(route), false);
    return made;
  }

  private makeStream(route: RoutePlan): ApiObject {
    const { name, kind, rules, hosts, port } = route;
    const gateway = this.gatewayOf(route);
    const home = this.home(route);
    const [rule] = rules as [RulePlan];
    const servicePort = kind === 'udp' ? 5353 : undefined;
    const props = { gateway, port, servicePort, ...this.rules.stream(rule) };
    const made =
      kind === 'tcp'
        ? new TcpRoute(home, name, props)
        : kind === 'udp'
          ? new UdpRoute(home, name, props)
          : new TlsRoute(home, name, { ...props, hostnames: [...hosts], tls: tlsOf(route) });
    const receivers = connectedBy(route, (place) => this.app.backendPlan(place));
    this.app.declarations.connections(route, gateway, receivers);
    return made;
  }

  private home({ space, name }: RoutePlan): Construct {
    return this.app.home(space, `at-${name}`);
  }

  private receivers(route: RoutePlan): Receiver[] {
    return receiversOf(route, (place) => this.app.backendPlan(place));
  }

  /** The Gateway that a route of the Gateway API names. */
  private gatewayOf(route: RoutePlan): IGateway {
    const { via, space, entry } = route;
    if (via === 'entry') return this.app.part(`gateway ${space} ${this.entryAt(entry).name}`);
    const { gateway = this.usualGateway(space) } = this.namedWay(route);
    return gateway;
  }

  /** The Gateway or the entry that a route names, if any. */
  private namedWay({ via, space, entry, hosts }: RoutePlan): { readonly gateway?: IGateway; readonly entry?: string } {
    switch (via) {
      case 'unsaid':
      case 'both':
        return {};
      case 'entry':
        return { entry: this.entryAt(entry).name };
      case 'namespace':
        return { gateway: this.usualGateway(space) };
      case 'edge':
        return { gateway: this.app.part('edge') };
      case 'set':
        return { gateway: this.app.part(`set ${space}`) };
      default:
        return { gateway: this.app.part<SharedGateway>('shared').forHosts(...hosts) };
    }
  }

  /** That of a namespace; by name where the default entry is one by Ingress. */
  private usualGateway(space: number): IGateway {
    const isFound = this.app.givenTo(space) || this.app.cluster.entry().implementation;
    return this.app.part(`gateway ${space}${isFound ? '' : ` ${this.app.gatewayEntry.name}`}`);
  }

  private entryAt(place: number): Entry {
    const { entries } = this.app.cluster;
    return entries[place % entries.length] as Entry;
  }

  /** Who serves an exposure that was made, by what the API says. */
  private servedBy(route: RoutePlan): Served[] {
    const { space, via } = route;
    const { gateway, entry } = this.namedWay(route);
    if (gateway) return [{ gateway }];
    const { cluster } = this.app;
    const given = this.app.givenTo(space);
    const own = (name?: string) => Gateway.shared(this.app.part(`space ${space}`), name);
    const routing = via === 'both' ? 'both' : via === 'unsaid' ? this.app.spacePlan(space).routing : undefined;
    if (routing) {
      const ingress = { ingress: cluster.entries.find(({ controller }) => controller) as Entry };
      if (routing === 'ingress') return [ingress];
      const first = { gateway: given ?? own(this.app.gatewayEntry.name) };
      return routing === 'both' ? [first, ingress] : [first];
    }
    if (given && entry === undefined) return [{ gateway: given }];
    const served = cluster.entry(entry);
    return served.controller ? [{ ingress: served }] : [{ gateway: own(entry) }];
  }
}

function tlsOf({ certificate }: RoutePlan) {
  return certificate && CERTIFICATES[certificate];
}

/** Whether plain HTTP is redirected by an Ingress of its own. */
function isRedirected({ node }: Construct): boolean {
  const objects = node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  return objects.some(({ kind, node: own }) => kind === 'Ingress' && own.id === 'Redirect');
}
