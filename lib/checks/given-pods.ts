import type { Evidence, Member, Selector } from './facts';
import { namespacesFilled } from './makers';

/** A prefix of labels that people write themselves. */
const OWN_PREFIX = 'app.kubernetes.io/';

/** How many workloads are looked at for labels that come close to those that are asked for. */
const LOOKED_AT = 20;

/** Which pods the manifests show, so that those which aren't among them aren't there; and which come close. */
export class GivenPods {
  /** Those of some manifests, looked through once. */
  public static of(evidence: Evidence): GivenPods {
    const known = KNOWN.get(evidence) ?? new GivenPods(evidence);
    KNOWN.set(evidence, known);
    return known;
  }

  private readonly filled: ReadonlySet<string> | 'all';
  private keys?: ReadonlySet<string>;
  /** Made when something near is looked for: in most manifests nothing is. */
  private byWord?: ReadonlyMap<string, readonly Member[]>;

  private constructor(private readonly evidence: Evidence) {
    this.filled = namespacesFilled(evidence);
  }

  /** Whether the workloads of a namespace were read, and nothing that was read may make others. */
  public areWhole(namespace: string): boolean {
    const isFilled = this.filled === 'all' || this.filled.has(namespace);
    return !isFilled && this.evidence.governance.workloadsIn(namespace).length > 0;
  }

  /**
   * Whether a selector asks for a label that no pod of the manifests has, and of which the prefix shows that another
   * tool gives it: cert-manager to its solvers, an implementation of Gateways to its proxies.
   */
  public areOthers({ requirements }: Selector): boolean {
    return requirements.some(({ key }) => key.includes('/') && !key.startsWith(OWN_PREFIX) && !this.hasKey(key));
  }

  /** A workload of a namespace whose labels come close to those that are asked for: by a letter, or under another key. */
  public nearest(pods: Selector, namespace: string): Member | undefined {
    const candidates = pods.requirements.flatMap(({ key, values: [value = ''] }) => [
      ...this.at(namespace, value),
      ...variantsOf(value).flatMap((variant) => this.at(namespace, `${key}\n${variant}`)),
    ]);
    return candidates.find((member) => this.evidence.governance.isAlmost(pods, member));
  }

  private hasKey(key: string): boolean {
    this.keys ??= new Set(this.evidence.governance.workloads.flatMap(labelsOf).map(([each]) => each));
    return this.keys.has(key);
  }

  private at(namespace: string, word: string): readonly Member[] {
    this.byWord ??= byWord(this.evidence.governance.workloads);
    return this.byWord.get(`${namespace}\n${word}`) ?? [];
  }
}

const KNOWN = new WeakMap<Evidence, GivenPods>();

function labelsOf({ workload }: Member): [string, string][] {
  return (workload?.pods ?? []).flatMap(({ labels }) => Object.entries(labels));
}

/** The first workloads by their namespace with the value of a label, or with a key and what comes close to its value. */
function byWord(workloads: readonly Member[]): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const member of workloads) {
    for (const [key, value] of labelsOf(member)) {
      for (const word of [value, ...variantsOf(value).map((variant) => `${key}\n${variant}`)]) {
        const at = `${member.namespace}\n${word}`;
        const known = found.get(at);
        if (!known) found.set(at, [member]);
        else if (known.length < LOOKED_AT && known[known.length - 1] !== member) known.push(member);
      }
    }
  }
  return found;
}

/** A text without any one of its letters, and whole: two texts that differ by a letter have one of these in common. */
function variantsOf(value: string): string[] {
  return [value, ...Array.from(value, (_, at) => value.slice(0, at) + value.slice(at + 1))];
}
