import { type Connectivity, EndKind, type ListedEnd } from '../../lib/analysis';
import type { Box, BoxKind } from './picture';

type Scenery = Connectivity['_scenery'];
type DrawnWorkload = Scenery['workloads'][number];

/** A box that has no id yet. */
export type Draft = Omit<Box, 'id'>;

const OPEN = 'open to everyone';
const REACHES_ALL = 'may reach everyone';

const ENTRY_KINDS: { readonly [kind in ReturnType<Scenery['entries']['get']> & string]: string } = {
  gateway: 'Gateway',
  'ingress-controller': 'ingress controller',
  'load-balancer': 'load balancer',
  'node-port': 'port of the nodes',
};

/** Makes the boxes of ends: those of a namespace that is drawn as one are the same box. */
export class Boxes {
  private readonly found = new Map<string, Draft>();
  private readonly workloads: ReadonlyMap<string, DrawnWorkload>;

  public constructor(
    private readonly scenery: readonly Scenery[],
    private readonly collapsed: ReadonlySet<string>,
  ) {
    // Where one workload is in several versions, it is drawn as in the first.
    this.workloads = new Map(
      [...scenery].reverse().flatMap(({ workloads }) => workloads.map((each) => [each.name, each])),
    );
  }

  /** All boxes that were asked for, sorted: those with a namespace by it. */
  public get all(): readonly Draft[] {
    return [...this.found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, box]) => box);
  }

  /** The box of an end; undefined for what isn't drawn, such as a Service. */
  public of(end: ListedEnd, side: 'source' | 'destination'): Draft | undefined {
    switch (end.kind) {
      case EndKind.WORKLOAD: {
        const workload = this.workloads.get(end.name);
        return workload && this.workload(workload);
      }
      case EndKind.OUTSIDE:
        return this.outside(end.name, side === 'source' ? 'caller' : 'outside');
      case EndKind.ENTRY:
        return this.entry(end.name);
      default:
        return undefined;
    }
  }

  public workload(workload: DrawnWorkload): Draft {
    const { name, namespace, kind, isOpen, reachesAll } = workload;
    if (this.collapsed.has(namespace)) return this.namespace(namespace);
    return this.keep(`${namespace}\n${name}`, {
      kind: 'workload',
      name,
      label: name.slice(namespace.length + 1),
      detail: kind,
      namespace,
      marks: [...(isOpen ? [OPEN] : []), ...(reachesAll ? [REACHES_ALL] : [])],
    });
  }

  private namespace(name: string): Draft {
    const inside = [...this.workloads.values()].filter(({ namespace }) => namespace === name);
    const marks = [
      { mark: OPEN, count: inside.filter(({ isOpen }) => isOpen).length },
      { mark: REACHES_ALL, count: inside.filter(({ reachesAll }) => reachesAll).length },
    ].filter(({ count }) => count > 0);
    return this.keep(`${name}\n`, {
      kind: 'namespace',
      name: `${name}/*`,
      label: name,
      detail: `namespace of ${inside.length} ${inside.length === 1 ? 'workload' : 'workloads'}`,
      marks: marks.map(({ mark, count }) => (count === inside.length ? mark : `${count} ${mark}`)),
    });
  }

  private entry(name: string): Draft {
    const kind = this.scenery.map(({ entries }) => entries.get(name)).find((each) => each !== undefined);
    return this.keep(`\n${name}`, {
      kind: 'entry',
      name,
      label: name,
      detail: kind === undefined ? 'way in' : ENTRY_KINDS[kind],
      marks: [],
    });
  }

  private outside(name: string, kind: BoxKind & ('caller' | 'outside')): Draft {
    const addresses = name.replace(/^external:/, '');
    const { label, detail } = addressWords(addresses);
    return this.keep(`\n\n${kind}\n${name}`, { kind, name, label, detail, marks: [] });
  }

  private keep(key: string, box: Draft): Draft {
    const known = this.found.get(key) ?? box;
    this.found.set(key, known);
    return known;
  }
}

/** Addresses in few words: all of them, all but some, or a short list. */
function addressWords(addresses: string): { readonly label: string; readonly detail: string } {
  const detail = 'addresses outside';
  if (addresses === '0.0.0.0/0, ::/0') return { label: 'anywhere', detail };
  const isNearlyAll = /^(0\.0\.0\.0|::)\/0 \(except /.test(addresses);
  if (!isNearlyAll) return { label: addresses, detail };
  const excepted = [...addresses.matchAll(/\(except ([^)]*)\)/g)].flatMap(([, list]) => list.split(', '));
  const whole = addresses.replace(/ \(except [^)]*\)/g, '');
  return { label: whole, detail: `except ${excepted.length === 1 ? excepted[0] : `${excepted.length} networks`}` };
}
