import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, type Fault, located } from '../errors';
import { namespaceOf, ReadOnce } from '../objects';
import { checkDnsLabel, checkFlags, Direction, type Port, type Workload } from '../traffic';
import type { ConnectionsProps } from './connections-props';
import { ConnectionGraph } from './graph';
import { Waypoints } from './mesh/waypoints';
import { onNodeNetwork } from './node-network';
import { MeshRole, type Party } from './party';
import type { Allowance } from './rules';
import { Stages } from './stages';
import { WorkloadPolicy } from './workload-policy';

const BOTH = [Direction.INGRESS, Direction.EGRESS];

/** A workload made with this library, or with a construct that has `Connections`. */
export class OwnWorkload implements Party {
  public readonly id: string;
  public readonly namespace?: string;
  public readonly declaresAllPorts = true;
  public readonly meshRole: MeshRole;
  public readonly resolvesNames: boolean;
  public readonly refusal?: Fault;
  private readonly written?: WorkloadPolicy;
  private readonly pods: ReadOnce<Workload>;

  public constructor(
    public readonly construct: Construct,
    private readonly props: ConnectionsProps,
  ) {
    located(construct, () => {
      checkDnsLabel('the name of a NetworkPolicy', props.policyName);
      checkFlags({ hostNetwork: props.hostNetwork, resolvesNames: props.resolvesNames });
    });
    this.id = `construct ${construct.node.path}`;
    this.namespace = namespaceOf(construct);
    this.meshRole = props._meshRole ?? MeshRole.MEMBER;
    this.resolvesNames = props.resolvesNames ?? true;
    this.pods = new ReadOnce(construct, () => this.read());
    if (this.meshRole === MeshRole.WAYPOINT) Waypoints.of(construct).add(this);
    if (props.hostNetwork) {
      this.refusal = onNodeNetwork(construct);
      // A Service could still take its pods for those of another.
      ConnectionGraph.of(construct).add(this);
    } else {
      this.written = new WorkloadPolicy(construct, 'Policy', { name: props.policyName, party: this });
      Stages.of(construct).note({ object: this.written.object, namespace: this, directions: BOTH });
    }
  }

  public get policy(): ApiObject | undefined {
    return this.written?.object;
  }

  public get policyBeside(): ApiObject | undefined {
    return this.written?.beside;
  }

  public get identityPolicies(): ApiObject[] {
    return this.written?.identityPolicies ?? [];
  }

  /** Its policy is there from the start; only what that can't say is added. */
  public govern(): void {
    this.written?.govern();
  }

  public settle(): void {
    this.written?.settle();
  }

  public directions(): Direction[] {
    return Stages.of(this.construct).enforced(this, BOTH);
  }

  public allowances(direction: Direction): Allowance[] {
    return this.written?.allowances(direction) ?? [];
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
