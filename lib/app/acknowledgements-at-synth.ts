import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Checks } from '../checks';
import { isPresent } from '../objects';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

type Acknowledgement = ReturnType<typeof Checks._saidIn>['acknowledgements'][number];

/** What constructs of an app acknowledge, and which findings that takes. */
export class Acknowledgements {
  private readonly all: readonly Acknowledgement[];
  private readonly used = new Set<Acknowledgement>();
  private readonly lines = new Map<ApiObject, Set<string>>();
  private readonly former = new Map<ApiObject, string>();

  public constructor(app: IConstruct) {
    this.all = Checks._saidIn(app).acknowledgements.filter(({ scope }) => isPresent(scope));
  }

  /** Whether a finding is acknowledged; then its object will say so. */
  public take({ check, construct, object }: SynthFound, written: WrittenObjects): boolean {
    const places = [construct, ...(object ? [object] : [])];
    const found = this.all.filter(
      (each) => each.check === check && places.some(({ node }) => node.scopes.includes(each.scope)),
    );
    for (const each of found) this.used.add(each);
    // The nearest scope says it best.
    const [nearest] = [...found].sort((a, b) => b.scope.node.scopes.length - a.scope.node.scopes.length);
    if (!nearest) return false;
    if (object) {
      const lines = this.lines.get(object) ?? new Set();
      this.lines.set(object, lines.add(`${check}: ${nearest.reason}`));
      this.former.set(object, written.annotationOf(object));
    }
    return true;
  }

  /** Those that no finding answers to. */
  public get unused(): Acknowledgement[] {
    return this.all.filter((each) => !this.used.has(each));
  }

  /** The annotations of the objects whose findings are acknowledged, with what stood in them before. */
  public get annotations(): ReadonlyMap<ApiObject, string> {
    return new Map(
      [...this.lines].map(([object, lines]) => {
        const former = (this.former.get(object) ?? '').split('\n').filter((line) => line.trim() !== '');
        return [object, [...new Set([...former, ...[...lines].sort()])].join('\n')];
      }),
    );
  }
}
