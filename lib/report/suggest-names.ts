import { SuggestedPeerKind, type Suggestion, type SuggestReport } from '../analysis';

/** Words that no variable of the program may have: those of the language and of CommonJS, and those that it has itself. */
const TAKEN =
  'AdoptedWorkload Chart Enforcement Include IsolatedNamespace Peer Platform PodSecurity Port Protocol apiObjects platform ' +
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default ' +
  'delete do each else enum eval export exports extends false finally for from function get global globalThis if implements ' +
  'import in instanceof interface let module namespace new node null number object of package private process protected ' +
  'public require return set static string super switch symbol this throw true try type typeof undefined unknown url using ' +
  'var void while with yield';

/** The variables of a program, each with a name of its own. */
export class CodeNames {
  private readonly taken = new Set(TAKEN.split(' '));
  private readonly charts = new Map<string, string>();
  private readonly chartsByFile = new Map<string, string>();
  private readonly workloads = new Map<string, string>();
  private readonly obstacles = new Set<string>();
  private readonly used = new Set<string>();

  constructor({ namespaces, workloads, suggestions }: SuggestReport) {
    for (const { workload, peer } of suggestions) {
      this.used.add(workload);
      if (peer.kind === SuggestedPeerKind.WORKLOAD) this.used.add(peer.name);
    }
    for (const { name, files } of namespaces) {
      const chart = this.free(name === '' ? 'cluster' : name, `${name}-namespace`);
      this.charts.set(name, chart);
      for (const file of files) this.chartsByFile.set(file, chart);
    }
    for (const { name, objectName, kind, obstacle } of workloads) {
      if (!this.used.has(name)) continue;
      this.workloads.set(name, this.free(objectName, `${objectName}-${kind}`));
      if (obstacle !== undefined) this.obstacles.add(name);
    }
  }

  /** The chart of a namespace. */
  public chart(namespace: string): string {
    return this.charts.get(namespace) as string;
  }

  /** The chart into which a file is included. */
  public chartWith(file: string): string {
    return this.chartsByFile.get(file) as string;
  }

  /** A workload that takes part. */
  public workload(name: string): string {
    return this.workloads.get(name) as string;
  }

  /** Whether a workload takes part in a connection. */
  public isUsed(name: string): boolean {
    return this.used.has(name);
  }

  /** Whether the workloads of a suggestion can be adopted. */
  public areAdopted({ workload, peer }: Suggestion): boolean {
    const other = peer.kind === SuggestedPeerKind.WORKLOAD ? peer.name : workload;
    return !this.obstacles.has(workload) && !this.obstacles.has(other);
  }

  /** The first of these that is free, or the last with a number behind. */
  private free(...wanted: readonly string[]): string {
    const spelled = wanted.map(camelCase);
    let name = spelled.find((each) => !this.taken.has(each));
    for (let number = 2; name === undefined; number++) {
      const numbered = `${spelled.at(-1)}${number}`;
      if (!this.taken.has(numbered)) name = numbered;
    }
    this.taken.add(name);
    return name;
  }
}

/** `cart-db` is `cartDb`, and `3scale` is `n3scale`. */
function camelCase(name: string): string {
  const [first = '', ...others] = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = [lowerStart(first), ...others.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join(
    '',
  );
  return /^[a-z]/.test(joined) ? joined : `n${joined}`;
}

function lowerStart(word: string): string {
  return `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}
