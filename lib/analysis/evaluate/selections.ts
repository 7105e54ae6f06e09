import { appendTo } from '../append-to';
import { type Selector, selects } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';
import { type NamespaceSelection, NamespaceSelections } from './namespace-selections';
import type { PodClass } from './pod-class';

/** Classes that are selected, and those of which it isn't known; both sorted. */
export interface Selection {
  readonly certain: readonly ClassId[];
  readonly doubtful: readonly ClassId[];
}

/** What selectors select: each distinct one is asked once, and looks only where its rarest label is. */
export class Selections {
  private readonly known = new Map<string, Selection>();
  private readonly postings: ReadonlyMap<string, readonly ClassId[]>;
  /** Classes that may have a label of this key, with a value that isn't known. */
  private readonly open = new Map<string, ClassId[]>();
  /** Classes that may have any label. */
  private readonly openToAll: readonly ClassId[];
  /** Classes of which it isn't known in which namespace they are. */
  private readonly strays: readonly ClassId[];
  /** Classes that are in no namespace with a name. */
  private readonly unplaced: readonly ClassId[];
  private readonly namespaces: NamespaceSelections;

  public constructor(private readonly table: ClassTable) {
    const postings = new Map<string, ClassId[]>();
    table.classes.forEach(({ labels }, id) => {
      for (const key of Object.keys(labels)) {
        const word = wordOf(key, labels[key]);
        appendTo(postings, word, id);
      }
    });
    this.postings = postings;
    this.namespaces = new NamespaceSelections(table);
    this.unplaced = table.classes.flatMap(({ namespace }, id) => (namespace === undefined ? [id] : []));
    this.strays = table.classes.flatMap(({ namespace, isElsewhere, entity }, id) =>
      namespace === undefined && !isElsewhere && !entity ? [id] : [],
    );
    this.openToAll = table.classes.flatMap(({ unknownLabels }, id) => (unknownLabels === 'any' ? [id] : []));
    table.classes.forEach(({ unknownLabels }, id) => {
      for (const key of unknownLabels === 'any' ? [] : unknownLabels) {
        appendTo(this.open, key, id);
      }
    });
  }

  /**
   * Pods of one namespace.
   *
   * @param role - pods of which nobody says where they are may be peers in any namespace; for them to be governed there,
   * the namespace has to be the one that they may well be in: a controller is taken to be let out where it is
   */
  public inNamespace(namespace: string, pods: Selector, role: 'peer' | 'subject'): Selection {
    const key = `${role} ${namespace}\n${pods.text}`;
    const known = this.known.get(key) ?? this.withStrays(namespace, pods, role);
    this.known.set(key, known);
    return known;
  }

  private withStrays(namespace: string, pods: Selector, role: 'peer' | 'subject'): Selection {
    const placed = this.placedIn(namespace, pods);
    const strays: ClassId[] = [];
    for (const id of this.strays) {
      const { mayBeIn, labels, unknownLabels } = this.table.classes[id];
      const mayBe = mayBeIn === undefined ? role === 'peer' : mayBeIn === namespace;
      if (mayBe && selects(pods, labels, unknownLabels) !== false) strays.push(id);
    }
    if (strays.length === 0) return placed;
    if (placed.doubtful.length === 0) return { certain: placed.certain, doubtful: strays };
    return { certain: placed.certain, doubtful: [...placed.doubtful, ...strays].sort((a, b) => a - b) };
  }

  /** The pods of which it is known that they are in a namespace. */
  private placedIn(namespace: string, pods: Selector): Selection {
    const key = `placed ${namespace}\n${pods.text}`;
    const known = this.known.get(key);
    if (known) return known;
    const { start, end } = this.table.rowOf(namespace);
    const certain: ClassId[] = [];
    const doubtful: ClassId[] = [];
    for (const id of this.candidates(pods, start, end)) {
      const { labels, unknownLabels } = this.table.classes[id];
      const selected = selects(pods, labels, unknownLabels);
      if (selected !== false) (selected ? certain : doubtful).push(id);
    }
    const found = { certain, doubtful };
    this.known.set(key, found);
    return found;
  }

  /** Pods of the namespaces that are selected. */
  public inNamespaces(namespaces: Selector, pods: Selector): Selection {
    const key = `\n${namespaces.text}\n${pods.text}`;
    const known = this.known.get(key) ?? this.foundAmong(namespaces, pods);
    this.known.set(key, known);
    return known;
  }

  private foundAmong(namespaces: Selector, pods: Selector): Selection {
    const selection = this.namespaces.of(namespaces);
    const certain: ClassId[] = [];
    const doubtful: ClassId[] = [];
    for (const id of this.candidatesIn(selection, pods)) {
      const pod = this.table.classes[id];
      const inNamespace = isIn(selection, pod);
      if (inNamespace === false) continue;
      const selected = selects(pods, pod.labels, pod.unknownLabels);
      if (selected !== false) (selected && inNamespace ? certain : doubtful).push(id);
    }
    return { certain, doubtful };
  }

  /** The classes that can be in the namespaces, or those that can have the labels, whichever are fewer. */
  private candidatesIn(namespaces: NamespaceSelection, pods: Selector): readonly ClassId[] {
    const size = namespaces.size + this.unplaced.length;
    const lists = this.rarest(pods, size);
    if (lists) return sorted(new Set(lists.flat()));
    return [...this.namespaces.classesIn(namespaces), ...this.unplaced].sort((a, b) => a - b);
  }

  /** The classes in a row that can have the labels: those of the rarest one, and those that may have it. */
  private candidates(pods: Selector, start: ClassId, end: ClassId): readonly ClassId[] {
    const lists = this.rarest(pods, end - start);
    if (!lists) return rangeFrom(start, end);
    const found: ClassId[] = [];
    for (const list of lists) for (const id of list) if (id >= start && id < end) found.push(id);
    return found.length < 2 ? found : sorted(new Set(found));
  }

  /** The classes that can have the rarest of the labels; undefined where those aren't fewer than so many. */
  private rarest(pods: Selector, limit: number): readonly (readonly ClassId[])[] | undefined {
    let fewest: readonly (readonly ClassId[])[] | undefined;
    let size = limit;
    for (const { key, operator, values } of pods.requirements) {
      if (operator !== 'In' || values.length !== 1) continue;
      const certain = this.postings.get(wordOf(key, values[0])) ?? NONE;
      const open = this.open.get(key) ?? NONE;
      const count = certain.length + open.length + this.openToAll.length;
      if (count < size) [fewest, size] = [[certain, open, this.openToAll], count];
    }
    return fewest;
  }
}

/** Whether pods are in the namespaces of a selection; what is no pod is in none. */
function isIn(
  { inhabited, ofUnknown, elsewhere }: NamespaceSelection,
  { entity, isElsewhere, namespace }: PodClass,
): boolean | undefined {
  if (entity) return false;
  if (isElsewhere) return elsewhere;
  if (namespace === undefined) return ofUnknown;
  return inhabited.has(namespace) ? inhabited.get(namespace) : false;
}

const NONE: readonly ClassId[] = [];

/** What any of some selections selects. */
export function together(selections: readonly Selection[]): Selection {
  const certain = new Set(selections.flatMap((each) => each.certain));
  const doubtful = new Set(selections.flatMap((each) => each.doubtful).filter((id) => !certain.has(id)));
  return { certain: sorted(certain), doubtful: sorted(doubtful) };
}

function sorted(ids: ReadonlySet<ClassId>): ClassId[] {
  return [...ids].sort((a, b) => a - b);
}

function wordOf(key: string, value: string): string {
  return `${key}\n${value}`;
}

function rangeFrom(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
