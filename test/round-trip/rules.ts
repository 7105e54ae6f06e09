import {
  type ExposureProps,
  GrpcMatch,
  type GrpcRouteRule,
  HttpFilter,
  HttpMatch,
  HttpMethod,
  type HttpRouteRule,
  type IBackend,
  Release,
  ReleaseColor,
} from '../../lib';
import { serviceOf } from './declared';
import type { RulePlan } from './plan';

type Delivery = Pick<HttpRouteRule, 'backends' | 'split' | 'filters'>;

/** Turns planned rules into those of routes. */
export class Rules {
  public constructor(private readonly backend: (place: number) => IBackend) {}

  /** Who answers an exposure, which has one rule. */
  public answering(rule: RulePlan): Partial<ExposureProps> {
    const { to, isWeighted } = rule;
    const release = this.releaseOf(rule);
    if (release) return { release };
    const [first] = to;
    if (first && to.length === 1 && !isWeighted) return { backend: this.backend(first.backend) };
    return { split: to.map(({ backend, weight }) => ({ to: this.backend(backend), weight: isWeighted ? weight : 1 })) };
  }

  public http(rule: RulePlan): HttpRouteRule[] {
    const { path, exact, method, header, query, to } = rule;
    let match = exact ? HttpMatch.exactPath(path) : HttpMatch.path(path);
    if (method) match = match.method(HttpMethod[method]);
    if (query) match = match.query('page', '2');
    if (to.length === 0) {
      return [{ matches: [match], filters: [HttpFilter.redirect({ hostname: 'www.example.org' })] }];
    }
    const release = this.releaseOf(rule);
    if (release) return release.rules(match);
    return [{ matches: [header ? match.header('x-beta', 'yes') : match], ...this.delivery(rule) }];
  }

  public grpc(rule: RulePlan): GrpcRouteRule[] {
    const { path, method, header } = rule;
    const match = path === '/' ? GrpcMatch.everything() : callsOf(serviceOf(path), method);
    const release = this.releaseOf(rule);
    if (release) return release.grpcRules(match);
    return [{ matches: [header ? match.header('x-beta', 'yes') : match], ...this.delivery(rule) }];
  }

  /** To whom connections go: nobody has copies of them. */
  public stream(rule: RulePlan): Pick<Delivery, 'backends' | 'split'> {
    const { backends, split } = this.delivery({ ...rule, mirror: undefined });
    return split ? { split } : { backends };
  }

  private delivery({ to, isWeighted, mirror }: RulePlan): Delivery {
    const filters = mirror === undefined ? [] : [HttpFilter.mirror(this.backend(mirror))];
    if (!isWeighted) return { backends: to.map(({ backend }) => this.backend(backend)), filters };
    return { split: to.map(({ backend, weight }) => ({ to: this.backend(backend), weight })), filters };
  }

  private releaseOf({ release, to, header: asks, mirror }: RulePlan): Release | undefined {
    const [first, second = first] = to;
    if (!release || !first || !second) return undefined;
    const [one, other] = [this.backend(first.backend), this.backend(second.backend)];
    const header = asks ? { name: 'x-try', value: 'yes' } : undefined;
    if (release === 'blue-green') {
      return Release.blueGreen({ blue: one, green: other, live: ReleaseColor.BLUE, preview: header });
    }
    const mirrorTo = mirror === undefined ? undefined : this.backend(mirror);
    return Release.canary({ stable: one, canary: other, percent: 10, header, mirrorTo });
  }
}

function callsOf(service: string, method?: string): GrpcMatch {
  return method ? GrpcMatch.method(service, method) : GrpcMatch.service(service);
}
