import type { BackendPlan, RoutePlan, RulePlan } from './plan';

/** A way for requests from an entry to the pods of a workload, as it was declared. */
export interface Way {
  readonly entry: string;
  readonly workload: string;
  /** `TCP 8080`. */
  readonly port: string;
  readonly url: string;
  /** Whether nothing comes by it for now, by its weight; policies let it in nevertheless. */
  readonly isIdle: boolean;
}

/** Who gets requests, and for which path. */
export interface Receiver {
  readonly path: string;
  readonly backend: BackendPlan;
  readonly isIdle: boolean;
}

type Backends = (place: number) => BackendPlan;

/** A backend by its place, and how much it gets. */
interface Part {
  readonly backend: number;
  readonly weight: number;
}

/** Who gets requests by HTTP of the hosts of a route, or copies of them. */
export function receiversOf(route: RoutePlan, backends: Backends): Receiver[] {
  const rules = route.kind === 'exposure' ? route.rules.slice(0, 1) : route.rules;
  return rules.flatMap((rule) => {
    const path = pathOf(route, rule);
    return partsOf(route, rule).map((part) => ({ path, ...receiving(part, backends) }));
  });
}

/** Who gets the connections of a route: it has one rule, and no path. */
export function connectedBy({ rules }: RoutePlan, backends: Backends): Receiver[] {
  return rules
    .slice(0, 1)
    .flatMap((rule) => weighted(rule).map((part) => ({ path: '', ...receiving(part, backends) })));
}

/** The name of a workload of the sample, as lists call it. */
export function workloadName({ space, name }: { readonly space: number; readonly name: string }): string {
  return `s${space}/${name}`;
}

/** The gRPC service that stands for a path. */
export function serviceOf(path: string): string {
  return `acme${path.replaceAll('/', '.')}`;
}

function receiving({ backend, weight }: Part, backends: Backends): Pick<Receiver, 'backend' | 'isIdle'> {
  return { backend: backends(backend), isIdle: weight === 0 };
}

/** An Ingress and an exposure know no method; a call is named as a path is. */
function pathOf({ kind }: RoutePlan, { path, method }: RulePlan): string {
  if (kind === 'grpc') return path === '/' ? '/' : `/${serviceOf(path)}/${method ?? '*'}`;
  return kind === 'http' && method ? `${method} ${path}` : path;
}

function partsOf({ kind }: RoutePlan, rule: RulePlan): Part[] {
  const { to, mirror, release, header } = rule;
  const [first, second = first] = to;
  if (!first || !second) return [];
  if (kind === 'ingress') return [{ ...first, weight: 1 }];
  const copied = mirror === undefined ? [] : [{ backend: mirror, weight: 1 }];
  // A canary gets ten in a hundred. Of blue and green the first one is live, and a header asks for the other one.
  if (release === 'canary') return [first, second, ...copied].map(({ backend }) => ({ backend, weight: 1 }));
  if (release === 'blue-green')
    return [
      { ...first, weight: 1 },
      { ...second, weight: header ? 1 : 0 },
    ];
  return [...weighted(rule), ...(kind === 'exposure' ? [] : copied)];
}

function weighted({ to, isWeighted }: RulePlan): Part[] {
  return to.map(({ backend, weight }) => ({ backend, weight: isWeighted ? weight : 1 }));
}
