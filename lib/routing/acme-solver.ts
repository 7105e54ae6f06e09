import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Connections, type IConnectable } from '../policy';
import { Port, Workload } from '../traffic';
import { sharedRouting } from './shared-routing';

const LABELS = { 'acme.cert-manager.io/http01-solver': 'true' };
const SOLVER_PORT = Port.tcp(8089);

/**
 * The pods that cert-manager runs in a namespace while it proves that a host is ours.
 *
 * They answer one HTTP request on 8089, which comes through the same door as all others, and connect to nobody.
 *
 * @see https://cert-manager.io/docs/configuration/acme/http01/
 */
export class AcmeSolver extends Construct implements IConnectable {
  /** The solver pods of a namespace. */
  public static of(chart: Chart): AcmeSolver {
    const home = sharedRouting(chart);
    return (home.node.tryFindChild('AcmeSolver') as AcmeSolver | undefined) ?? new AcmeSolver(home, chart.namespace);
  }

  public readonly connections: Connections;

  private constructor(home: Construct, namespace: string | undefined) {
    const workload = Workload.of({
      namespace: namespace ?? 'default',
      name: 'acme-solver',
      labels: LABELS,
      ports: [SOLVER_PORT],
    });
    super(home, 'AcmeSolver');
    this.connections = new Connections(this, {
      workload: { workload },
      policyName: 'acme-solver',
      resolvesNames: false,
    });
  }
}
