import { NAMESPACE_NAME } from '../../traffic';
import { appendTo } from '../append-to';
import { type Selector, selects } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';

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

  public constructor(private readonly table: ClassTable) {
    const postings = new Map<string, ClassId[]>();
    table.classes.forEach(({ labels }, id) => {
      for (const key of Object.keys(labels)) {
        const word = wordOf(key, labels[key]);
        appendTo(postings, word, id);
      }
    });
    this.postings = postings;
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
    return this.once(`${role} ${namespace}\n${pods.text}`, () => {
      const { start, end } = this.table.rowOf(namespace);
      const { certain, doubtful } = this.among(this.candidates(pods, start, end), pods, () => true);
      const strays = this.strays.filter((id) => {
        const { mayBeIn, labels, unknownLabels } = this.table.classes[id];
        const mayBe = mayBeIn === undefined ? role === 'peer' : mayBeIn === namespace;
        return mayBe && selects(pods, labels, unknownLabels) !== false;
      });
      return { certain, doubtful: [...doubtful, ...strays].sort((a, b) => a - b) };
    });
  }

  /** Pods of the namespaces that are selected. */
  public inNamespaces(namespaces: Selector, pods: Selector): Selection {
    return this.once(`\n${namespaces.text}\n${pods.text}`, () => {
      const { classes } = this.table;
      const answers = new Map<string | undefined, boolean | undefined>();
      for (const namespace of [...this.table.inhabited, undefined]) {
        const { labels, unknown } = this.table.labelsOf(namespace);
        answers.set(namespace, selects(namespaces, labels, unknown));
      }
      const elsewhere = this.namesOnlyInhabited(namespaces) ? false : answers.get(undefined);
      return this.among(this.candidates(pods, 0, classes.length), pods, (id) => {
        if (classes[id].entity) return false;
        return classes[id].isElsewhere ? elsewhere : answers.get(classes[id].namespace);
      });
    });
  }

  /** Whether a selector asks for the names of namespaces that have workloads, so that it selects no other. */
  private namesOnlyInhabited({ requirements }: Selector): boolean {
    return requirements.some(
      ({ key, operator, values }) =>
        key === NAMESPACE_NAME && operator === 'In' && values.every((name) => this.table.isInhabited(name)),
    );
  }

  /** The classes in a row that can have the labels: those of the rarest one, and those that may have it. */
  private candidates(pods: Selector, start: ClassId, end: ClassId): readonly ClassId[] {
    let fewest: readonly (readonly ClassId[])[] | undefined;
    let size = end - start;
    for (const { key, operator, values } of pods.requirements) {
      if (operator !== 'In' || values.length !== 1) continue;
      const lists = [this.postings.get(wordOf(key, values[0])) ?? [], this.open.get(key) ?? [], this.openToAll];
      const count = lists.reduce((sum, list) => sum + list.length, 0);
      if (count < size) [fewest, size] = [lists, count];
    }
    if (!fewest) return rangeFrom(start, end);
    const found = fewest.flat().filter((id) => id >= start && id < end);
    return [...new Set(found)].sort((a, b) => a - b);
  }

  private among(
    candidates: readonly ClassId[],
    pods: Selector,
    namespaceOf: (id: ClassId) => boolean | undefined,
  ): Selection {
    const certain: ClassId[] = [];
    const doubtful: ClassId[] = [];
    for (const id of candidates) {
      const inNamespace = namespaceOf(id);
      if (inNamespace === false) continue;
      const { labels, unknownLabels } = this.table.classes[id];
      const selected = selects(pods, labels, unknownLabels);
      if (selected === false) continue;
      (selected && inNamespace ? certain : doubtful).push(id);
    }
    return { certain, doubtful };
  }

  private once(key: string, find: () => Selection): Selection {
    const before = this.known.get(key);
    if (before) return before;
    const found = find();
    this.known.set(key, found);
    return found;
  }
}

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
