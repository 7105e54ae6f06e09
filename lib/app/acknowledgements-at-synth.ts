import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Checks } from '../checks';
import { isPresent } from '../objects';
import type { Annotation } from './annotated';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

type Acknowledgement = ReturnType<typeof Checks._saidIn>['acknowledgements'][number];

/** What an object, or an item of a List, is about to say. */
interface Said extends Pick<Annotation, 'path'> {
  /** What it says already. */
  readonly former: string;
  readonly lines: Set<string>;
}

/** What constructs of an app acknowledge, and which findings that takes. */
export class Acknowledgements {
  private readonly all: readonly Acknowledgement[];
  private readonly used = new Set<Acknowledgement>();
  private readonly said = new Map<ApiObject, Map<string, Said>>();

  public constructor(app: IConstruct) {
    this.all = Checks._saidIn(app).acknowledgements.filter(({ scope }) => isPresent(scope));
  }

  /** Whether some of them are about a check. */
  public areOf(check: string): boolean {
    return this.all.some((each) => each.check === check);
  }

  /** Whether a finding is acknowledged; then its object will say so. */
  public take({ check, construct, object, path = [] }: SynthFound, written: WrittenObjects): boolean {
    const places = [construct, ...(object ? [object] : [])];
    const found = this.all.filter(
      (each) => each.check === check && places.some(({ node }) => node.scopes.includes(each.scope)),
    );
    for (const each of found) this.used.add(each);
    // The nearest scope says it best.
    const [nearest] = [...found].sort((a, b) => b.scope.node.scopes.length - a.scope.node.scopes.length);
    if (!nearest) return false;
    if (object) {
      const parts = this.said.get(object) ?? new Map<string, Said>();
      this.said.set(object, parts);
      const part = parts.get(path.join()) ?? { path, former: written.annotationOf(object, path), lines: new Set() };
      parts.set(path.join(), part);
      part.lines.add(`${check}: ${nearest.reason}`);
    }
    return true;
  }

  /** Those that no finding answers to. */
  public get unused(): Acknowledgement[] {
    return this.all.filter((each) => !this.used.has(each));
  }

  /** The annotations of the objects whose findings are acknowledged, with what stood in them before. */
  public get annotations(): ReadonlyMap<ApiObject, readonly Annotation[]> {
    return new Map([...this.said].map(([object, parts]) => [object, [...parts.values()].map(annotationOf)]));
  }
}

function annotationOf({ path, former, lines }: Said): Annotation {
  const before = former.split('\n').filter((line) => line.trim() !== '');
  return { path, text: [...new Set([...before, ...[...lines].sort()])].join('\n') };
}
