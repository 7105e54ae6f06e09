import { Protocol } from '../../traffic';
import type { ClassId, ClassTable } from './class-table';
import type { CompiledRule } from './compiled-policy';
import type { PortSetId, PortSets } from './port-sets';

/** What names of ports stand for at a destination, as a number: destinations with one number resolve all names alike. */
export type NamesId = number;

/** Addresses have no named ports. */
export const NO_NAMES: NamesId = 0;

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];

/** The ports of a rule at one destination. */
export interface RulePorts {
  readonly certain: PortSetId;
  /** The same and those that it may speak of besides. */
  readonly possible: PortSetId;
}

/** Resolves the ports of rules at their destinations, egress as well as ingress. */
export class NamedPorts {
  private readonly byClass: readonly NamesId[];
  /** Undefined where the ports of the pods aren't known. */
  private readonly meanings: (ReadonlyMap<string, PortSetId> | undefined)[] = [new Map()];
  private readonly resolved = new Map<string, RulePorts>();

  public constructor(
    table: ClassTable,
    rules: readonly CompiledRule[],
    private readonly ports: PortSets,
  ) {
    const used = new Set(rules.flatMap(({ names }) => names.map(({ name }) => name)));
    const known = new Map<string, NamesId>([['', NO_NAMES]]);
    this.byClass = table.classes.map((pod) => {
      const named = pod.ports?.filter(({ name }) => name !== undefined && used.has(name));
      const key = named
        ? [...new Set(named.map((port) => `${port.name}=${port.protocol}/${port.number}`))].sort().join()
        : '?';
      const before = known.get(key);
      if (before !== undefined) return before;
      const meaning = new Map<string, PortSetId>();
      for (const { name, protocol, number } of named ?? []) {
        const at = ports.range(protocol, number, number);
        for (const word of [`${protocol} ${name}`, `any ${name}`]) {
          meaning.set(word, ports.union(meaning.get(word) ?? ports.none, at));
        }
      }
      const id = this.meanings.push(named && meaning) - 1;
      known.set(key, id);
      return id;
    });
  }

  /** How a class of pods resolves names. */
  public of(id: ClassId): NamesId {
    return this.byClass[id] ?? NO_NAMES;
  }

  /** How many ways there are to resolve names. */
  public get count(): number {
    return this.meanings.length;
  }

  /** The ports of a rule at a destination. */
  public portsOf(rule: CompiledRule, names: NamesId): RulePorts {
    // A rule that is about some requests only decides for none of them for certain.
    const isWhole = rule.facts.inPart === undefined && rule.facts.doubt === undefined;
    if (rule.names.length === 0) return { certain: isWhole ? rule.ports : this.ports.none, possible: rule.ports };
    const key = `${rule.id} ${names}`;
    const before = this.resolved.get(key);
    if (before) return before;
    const resolved = this.resolve(rule, names);
    const found = isWhole ? resolved : { ...resolved, certain: this.ports.none };
    this.resolved.set(key, found);
    return found;
  }

  private resolve({ ports: numbers, names: wanted }: CompiledRule, names: NamesId): RulePorts {
    const { ports } = this;
    const meaning = this.meanings[names];
    let [certain, possible] = [numbers, numbers];
    for (const { protocol, name } of wanted) {
      if (meaning) {
        const found = meaning.get(`${protocol} ${name}`) ?? ports.none;
        [certain, possible] = [ports.union(certain, found), ports.union(possible, found)];
      } else {
        for (const each of PROTOCOLS) {
          if (protocol === 'any' || protocol === each) possible = ports.union(possible, ports.range(each));
        }
      }
    }
    return { certain, possible };
  }
}
