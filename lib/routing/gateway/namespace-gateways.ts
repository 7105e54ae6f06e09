import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError } from '../../errors';
import { clusterOf } from '../../objects';
import { PerNamespace, sharedRouting } from '../shared-routing';

/** A Gateway as far as namespaces are concerned. */
interface Named {
  readonly displayName: string;
}

/** Which Gateway serves the apps of a namespace that name none. */
export class NamespaceGateways<T extends Named> {
  private readonly given = new PerNamespace<T>();

  /** The one that the namespace of a chart was given. */
  public givenTo(chart: Chart): T | undefined {
    return this.given.of(chart);
  }

  /**
   * Gives one to the namespace of a chart.
   *
   * @throws when the namespace was given another one
   */
  public give(chart: Chart, gateway: T): void {
    const given = this.given.of(chart);
    if (given && given !== gateway) {
      throw constructError(chart, {
        law: `a namespace must be given one Gateway at most, and ${given.displayName} serves this one already`,
        got: gateway.displayName,
        remedy: 'give all charts of the namespace the same, or name the `gateway` where an app is exposed',
      });
    }
    this.given.give(chart, gateway);
  }

  /** The one given to the namespace of a chart, else one that its apps share, made for the first that asks. */
  public serving(chart: Chart, entry: string | undefined, make: (home: Construct, id: string) => T): T {
    const given = this.given.of(chart);
    if (given && entry === undefined) return given;
    const home = sharedRouting(chart);
    // Called after its entry unless that is the first one by Gateway, whether or not it is the default one: so it keeps its
    // name, and its address, when an ingress controller before it goes.
    const first = clusterOf(chart).entries.find(({ implementation }) => implementation !== undefined);
    const id = entry === undefined || entry === first?.name ? 'gateway' : `${entry}-gateway`;
    return (home.node.tryFindChild(id) as (Construct & T) | undefined) ?? make(home, id);
  }
}
