import type { DaemonSet } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import { Port, type Workload } from '../traffic';
import { type NodePodProps, PlainDaemonSet, type PodOptions, type Rollout, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { type HealthOptions, probesOf } from './health-options';
import { HEALTH_OPTIONS, POD_OPTIONS } from './known-options';
import { checkProps } from './props-laws';
import { RunningWorkload } from './running-workload';
import { PORT_NAME } from './serving';

/** What a node agent runs. */
export interface NodeAgentProps extends PodOptions, HealthOptions {
  /**
   * The port on which the pods listen, TCP, from 1 to 65535.
   *
   * @default - none
   */
  readonly port?: number;

  /**
   * The name of that port.
   *
   * @default 'main'
   */
  readonly portName?: string;

  /**
   * Whether the pods are in the network of their node, with its addresses and ports.
   *
   * No policy can govern such pods: they reach, and are reached by, whatever their node is. So none is written, and each
   * connection from or to them is an error. Their namespace has to be one with `PodSecurity.privileged()`.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;

  /**
   * How the pods are replaced when something about them changes.
   *
   * @default - Kubernetes' own: on one node at a time, the old one first
   */
  readonly rollout?: Rollout;
}

const OPTIONS = new Set<keyof NodeAgentProps>([
  ...POD_OPTIONS,
  ...HEALTH_OPTIONS,
  'port',
  'portName',
  'hostNetwork',
  'rollout',
]);

/**
 * Something of which one runs on each node, such as what collects logs or metrics there: a DaemonSet that nobody connects
 * to unless allowed, and that has no Service.
 *
 * Nodes with taints that the pods don't tolerate have none; with `tolerations: [Toleration.everything()]` every node has
 * one.
 *
 * @example
 * const agents = new IsolatedNamespace(new Platform(), 'agents');
 * const logs = new NodeAgent(agents, 'logs', {
 *   image: 'ghcr.io/acme/log-agent:2.3',
 *   port: 2020,
 *   rollout: Rollout.rolling({ maxUnavailable: '10%' }),
 * });
 * logs.connections.allowTo(Peer.cidr('203.0.113.0/24'), { ports: [Port.tcp(443)], reason: 'the log archive' });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class NodeAgent extends RunningWorkload {
  /** The DaemonSet. */
  public readonly daemonSet: DaemonSet;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number or quantity breaks its law, when the rollout is one that a DaemonSet doesn't
   * have, or when the pods need more than the Pod Security level of their namespace lets them
   */
  public constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id);
    try {
      checkProps(this, 'a NodeAgent', props, OPTIONS);
      const { hostNetwork, port, rollout } = props;
      const name = resourceName(scope, id, { kind: 'a NodeAgent', name: props.name });
      const pods = nodePods(name, props);
      this.daemonSet = new PlainDaemonSet(this, 'DaemonSet', { ...pods, rollout });
      checkEnforced(this, this.daemonSet);
      this.connections = new Connections(this, {
        workload: this,
        policyName: name,
        hostNetwork,
        defaultPorts: port === undefined ? undefined : [Port.tcp(port)],
      });
      this.connections.standFor(this.daemonSet);
      deriveConnections(this, this.daemonSet, pods);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.daemonSet);
  }
}

function nodePods(name: string, props: NodeAgentProps): NodePodProps {
  const { hostNetwork, port, portName = PORT_NAME } = props;
  return {
    name,
    options: props,
    hostNetwork,
    mainPort: port === undefined ? undefined : { name: portName, port },
    probes: probesOf(props),
  };
}
