import { NAMESPACE_NAME } from '../../traffic';
import { appendTo } from '../append-to';
import { type Requirement, type Selector, selects } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';

/** Which namespaces a selector selects. */
export interface NamespaceSelection {
  /** Those with pods that it selects, or may select, where the answer is undefined. */
  readonly inhabited: ReadonlyMap<string, true | undefined>;
  /** How many classes of pods these have. */
  readonly size: number;
  /** Whether it selects a namespace of which nothing is known. */
  readonly ofUnknown: boolean | undefined;
  /** Whether it selects a namespace that has no workloads. */
  readonly elsewhere: boolean | undefined;
}

/** What selectors select among namespaces: each is asked once, and looks only where its rarest label is. */
export class NamespaceSelections {
  private readonly known = new Map<string, NamespaceSelection>();
  private readonly all: readonly string[];
  /** Those that may have any label beside their name. */
  private readonly open: readonly string[];
  /** The namespaces by the values of a label, for each key that a selector asks for. */
  private readonly byKey = new Map<string, ReadonlyMap<string, readonly string[]>>();

  public constructor(private readonly table: ClassTable) {
    this.all = [...table.inhabited];
    this.open = this.all.filter((each) => table.labelsOf(each).unknown.length > 0);
  }

  public of(selector: Selector): NamespaceSelection {
    const before = this.known.get(selector.text);
    if (before) return before;
    const inhabited = new Map<string, true | undefined>();
    let size = 0;
    for (const namespace of this.candidates(selector)) {
      const { labels, unknown } = this.table.labelsOf(namespace);
      const answer = selects(selector, labels, unknown);
      if (answer === false || inhabited.has(namespace)) continue;
      inhabited.set(namespace, answer);
      const { start, end } = this.table.rowOf(namespace);
      size += end - start;
    }
    const { labels, unknown } = this.table.labelsOf(undefined);
    const ofUnknown = selects(selector, labels, unknown);
    const elsewhere = this.namesOnlyInhabited(selector) ? false : ofUnknown;
    const found = { inhabited, size, ofUnknown, elsewhere };
    this.known.set(selector.text, found);
    return found;
  }

  /** The classes of the pods in the namespaces of a selection. */
  public classesIn({ inhabited }: NamespaceSelection): ClassId[] {
    const found: ClassId[] = [];
    for (const namespace of inhabited.keys()) {
      const { start, end } = this.table.rowOf(namespace);
      for (let id = start; id < end; id++) found.push(id);
    }
    return found;
  }

  /** The namespaces that can have the labels: those of the rarest one, and those that may have it. */
  private candidates({ requirements }: Selector): readonly string[] {
    let fewest = this.all;
    for (const requirement of requirements) {
      if (requirement.operator !== 'In') continue;
      const found = this.withLabel(requirement);
      if (found.length < fewest.length) fewest = found;
    }
    return fewest;
  }

  private withLabel({ key, values }: Requirement): readonly string[] {
    const byValue = this.byKey.get(key) ?? this.byValueOf(key);
    this.byKey.set(key, byValue);
    const certain = values.flatMap((value) => byValue.get(value) ?? []);
    return key === NAMESPACE_NAME ? certain : [...certain, ...this.open];
  }

  private byValueOf(key: string): Map<string, string[]> {
    const byValue = new Map<string, string[]>();
    for (const namespace of this.all) {
      const { labels } = this.table.labelsOf(namespace);
      if (Object.hasOwn(labels, key)) appendTo(byValue, labels[key], namespace);
    }
    return byValue;
  }

  /** Whether a selector asks for the names of namespaces that have workloads, so that it selects no other. */
  private namesOnlyInhabited({ requirements }: Selector): boolean {
    return requirements.some(
      ({ key, operator, values }) =>
        key === NAMESPACE_NAME && operator === 'In' && values.every((name) => this.table.isInhabited(name)),
    );
  }
}
