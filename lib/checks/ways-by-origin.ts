import { appendTo } from './append-to';
import type { Evidence, FieldPath, Place, WayIn } from './facts';
import { fewFrom } from './stakes';

/** The ways in that an object brings: an Ingress, a route, or a Service. */
export function waysOf(origin: Place, evidence: Evidence): readonly WayIn[] {
  const known = KNOWN.get(evidence) ?? byOrigin(evidence);
  KNOWN.set(evidence, known);
  return known.get(origin) ?? [];
}

const KNOWN = new WeakMap<Evidence, Map<Place, WayIn[]>>();

function byOrigin({ waysIn }: Evidence): Map<Place, WayIn[]> {
  const found = new Map<Place, WayIn[]>();
  for (const way of waysIn) appendTo(found, way.origin, way);
  return found;
}

/** `https://shop.example.com/ -> shop/web TCP 3000 comes by it`, for each URL and each end of ways. */
export function wayTexts(ways: readonly WayIn[], evidence: Evidence, saying: string): string[] {
  return fewFrom(
    (function* () {
      for (const { url, targets } of ways) {
        for (const { workload, protocol, port } of targets) {
          yield `${url} -> ${evidence.governance.memberOf(workload).name} ${protocol} ${port} ${saying}`;
        }
      }
    })(),
  );
}

/** The ways of an object that one of its fields decides, such as a backend. */
export function waysBy(origin: Place, path: FieldPath, evidence: Evidence): WayIn[] {
  return waysOf(origin, evidence).filter(({ legs }) =>
    legs.some(({ decidedBy }) => decidedBy.some((field) => field.object === origin && field.path === path)),
  );
}
