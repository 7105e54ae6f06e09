import type { IConstruct } from 'constructs';

/** What there is once in each app, made when it is first asked for. */
export class PerApp<T extends object> {
  private readonly values = new WeakMap<IConstruct, T>();

  public constructor(private readonly make: (root: IConstruct) => T) {}

  /** What the app of a construct has. */
  public of(scope: IConstruct): T {
    const { root } = scope.node;
    const known = this.values.get(root);
    if (known) return known;
    const made = this.make(root);
    this.values.set(root, made);
    return made;
  }
}
