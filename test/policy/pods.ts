import { type ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { IWorkload } from '../../lib/objects';
import { Connections, type IConnectable } from '../../lib/policy';
import { type Port, Workload } from '../../lib/traffic';

/** What pods listen on, and what their connections are told. */
export interface PodsProps {
  readonly ports?: Port[];
  readonly namedPorts?: { [name: string]: Port };
  readonly defaultPorts?: Port[];
  /** False unless given, so that a test about connections shows no DNS. */
  readonly resolvesNames?: boolean;
  readonly hostNetwork?: boolean;
}

/** The least that has connections: pods with the label `app`, and no object that would run them. */
export class Pods extends Construct implements IConnectable, IWorkload {
  public readonly connections: Connections;
  public readonly ports: Port[];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: PodsProps = {},
  ) {
    super(scope, id);
    this.ports = [...(props.ports ?? [])];
    this.connections = new Connections(this, {
      workload: this,
      policyName: id,
      defaultPorts: props.defaultPorts,
      resolvesNames: props.resolvesNames ?? false,
      hostNetwork: props.hostNetwork,
    });
  }

  public get workload(): Workload {
    return Workload.of({
      namespace: Chart.of(this).namespace ?? 'default',
      name: this.node.id,
      labels: { app: this.node.id },
      ports: this.ports,
      namedPorts: this.props.namedPorts,
    });
  }

  public get policy(): ApiObject {
    return this.connections.policy;
  }
}

/** A chart for each namespace, in one app. */
export function namespaces(...names: string[]): Chart[] {
  const app = new App();
  return names.map((name) => new Chart(app, name, { namespace: name }));
}

/** A chart for one namespace. */
export function namespace(name: string): Chart {
  return namespaces(name)[0];
}

/** Who a policy lets in, as written. */
export function ingress(policy: ApiObject): any {
  return policy.toJson().spec.ingress;
}

/** Whom a policy lets its pods reach, as written. */
export function egress(policy: ApiObject): any {
  return policy.toJson().spec.egress;
}

/** The error with which a synth ends that found these problems. */
export function validationError(...problems: string[]): Error {
  return new Error(['Validation failed with the following errors:', ...problems].join('\n  '));
}
