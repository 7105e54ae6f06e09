import type { Construct } from 'constructs';
import { constructError } from '../errors';
import { type IWorkload, namespaceOf, ReadOnce } from '../objects';
import type { Port, Workload } from '../traffic';
import type { Party } from './party';

/** What is known of a workload of ours. */
export interface OwnWorkloadProps {
  readonly workload: IWorkload;
  /** The ports that are meant when a connection to it names none; all of its ports unless given. */
  readonly defaultPorts?: Port[];
}

/** A workload made with this library, or with a construct that has `Connections`. */
export class OwnWorkload implements Party {
  public readonly id: string;
  public readonly namespace?: string;
  public readonly declaresAllPorts = true;
  private readonly pods: ReadOnce<Workload>;

  public constructor(
    public readonly construct: Construct,
    private readonly props: OwnWorkloadProps,
  ) {
    this.id = `construct ${construct.node.path}`;
    this.namespace = namespaceOf(construct);
    this.pods = new ReadOnce(construct, () => this.read());
  }

  public govern(): void {
    // Its policy is there from the start.
  }

  public defaultPorts(): Port[] {
    return this.props.defaultPorts ?? this.workload().ports;
  }

  public workload(): Workload {
    return this.pods.value;
  }

  private read(): Workload {
    const { workload } = this.props.workload;
    const namespace = this.namespace ?? 'default';
    if (workload.namespace !== namespace) {
      throw constructError(this.construct, {
        law: `a policy must be in the namespace of the pods that it governs, and is in ${namespace}, but the workload is ${workload}`,
        remedy: "make the Connections in the workload's chart",
      });
    }
    return workload;
  }
}
