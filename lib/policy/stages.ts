import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type Homed, homeOf, isPresent, PerApp } from '../objects';
import type { Direction } from '../traffic';
import type { Enforcement } from './enforcement';

/** A policy that is written as far as its namespace enforces it. */
interface StagedPolicy {
  readonly object: ApiObject;
  readonly namespace: Homed;
  /** The directions that it governs where all is enforced. */
  readonly directions: Direction[];
}

/** A namespace that enforces less than all. */
interface StagedNamespace {
  readonly name: string;
  readonly stage: Enforcement;
}

/**
 * How far the namespaces of an app enforce their policies.
 *
 * A policy that has no direction left is taken out of the tree at synth, since to Kubernetes one without directions is one
 * that lets nobody in. Whoever holds it may patch it as before.
 */
export class Stages {
  /** Those of the app that a construct belongs to. */
  public static of(scope: IConstruct): Stages {
    return Stages.stages.of(scope);
  }

  private static readonly stages = new PerApp(() => new Stages());

  private readonly byHome = new Map<string, StagedNamespace>();
  private readonly policies: StagedPolicy[] = [];
  private readonly withheld = new Set<StagedPolicy>();

  private constructor() {}

  /** The namespaces that enforce less than all, in the order of their names. */
  public get staged(): string[] {
    return [...this.byHome.values()].map(({ name }) => name).sort();
  }

  /** Says how far a namespace enforces its policies. */
  public enforce(namespace: Homed, stage: Enforcement): void {
    const home = homeOf(namespace);
    // One that couldn't be made may be made again.
    if (stage._next === undefined) this.byHome.delete(home);
    else this.byHome.set(home, { name: namespace.namespace as string, stage });
  }

  /** How far a namespace enforces its policies; undefined where it does so in full. */
  public stageOf(name: string): Enforcement | undefined {
    return [...this.byHome.values()].find((each) => each.name === name)?.stage;
  }

  /** Those of some directions that a namespace enforces. */
  public enforced(namespace: Homed, directions: Direction[]): Direction[] {
    // In most apps every namespace enforces all.
    const stage = this.byHome.size === 0 ? undefined : this.byHome.get(homeOf(namespace))?.stage;
    return stage ? directions.filter((direction) => stage.directions.includes(direction)) : directions;
  }

  /** Notes a policy that is written as far as its namespace enforces it. */
  public note(policy: StagedPolicy): void {
    this.policies.push(policy);
  }

  /** Takes what isn't enforced out of the tree; called when everything is declared. */
  public settle(): void {
    if (this.byHome.size === 0) return;
    for (const policy of this.policies) {
      const { object, namespace, directions } = policy;
      if (this.enforced(namespace, directions).length > 0 || !isPresent(object)) continue;
      this.withheld.add(policy);
      object.node.scope?.node.tryRemoveChild(object.node.id);
    }
  }

  /**
   * Does something as if a namespace were a step further.
   *
   * What was taken out of the tree stays out of it; `act` may ask what of it would be written, once the rest is.
   */
  public tryNext(name: string, act: (more: () => ApiObject[]) => void): void {
    const [home, staged] = [...this.byHome].find(([, each]) => each.name === name) ?? [];
    const next = staged?.stage._next;
    if (home === undefined || !staged || !next) return;
    this.byHome.set(home, { name, stage: next });
    try {
      act(() =>
        [...this.withheld].filter((policy) => this.isDue(policy)).flatMap(({ object }) => objectsBelow(object)),
      );
    } finally {
      this.byHome.set(home, staged);
    }
  }

  private isDue({ object, namespace, directions }: StagedPolicy): boolean {
    return this.enforced(namespace, directions).length > 0 && isPresent(object.node.scope as IConstruct);
  }
}

/** A policy, and what stands below it: what only Cilium can let in. */
function objectsBelow(object: ApiObject): ApiObject[] {
  return object.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
}
