import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, type Fault, located, valueError } from '../errors';
import { ReadOnce } from '../objects';
import { LabelExpression, LabelSelector, Port, Protocol, Workload } from '../traffic';
import { ConnectionGraph } from './graph';
import { claim, type Party, partyOf } from './party';
import { podTemplate, rendered } from './pod-template';
import { workloadPolicy } from './workload-policy';

/**
 * A workload that somebody else's construct made: a cdk8s-plus one of any version, a raw or an included object.
 *
 * It is read as it is written, since all else depends on a version. Its policy is made with the first connection, as
 * its child, so that it stands in the file of its pods, and governs only the directions that were declared: what the
 * workload does beside that is its owner's business.
 *
 * @param object - what runs its pods
 * @param declaredBy - who connects it first, and is told where it turns out to be none
 */
export function adopted(object: ApiObject, declaredBy: IConstruct): Party {
  const known = partyOf(object);
  if (known) return known;
  const party = new AdoptedWorkload(object, declaredBy);
  claim(object, party);
  return party;
}

class AdoptedWorkload implements Party {
  public readonly id: string;
  public readonly construct: IConstruct;
  public readonly namespace?: string;
  public readonly declaresAllPorts = false;
  private isGoverned = false;
  private readonly pods: ReadOnce<Workload>;

  public constructor(
    private readonly object: ApiObject,
    private readonly declaredBy: IConstruct,
  ) {
    this.construct = object;
    this.id = `construct ${object.node.path}`;
    this.namespace = object.metadata.namespace;
    this.pods = new ReadOnce(object, () => located(object, () => this.read()));
  }

  public govern(): void {
    if (!this.isGoverned) {
      workloadPolicy(this.object, 'NetworkPolicy', {
        name: policyName(this.object),
        party: this,
        directions: () => ConnectionGraph.of(this.object).directions(this),
        resolvesNames: true,
      });
    }
    this.isGoverned = true;
  }

  public defaultPorts(): Port[] {
    return this.workload().ports;
  }

  public workload(): Workload {
    return this.pods.value;
  }

  private read(): Workload {
    const manifest = rendered(this.object);
    const pod = podTemplate(manifest);
    if (!pod) {
      throw this.unfit({
        law: `a peer must be something with pods, but the ${manifest.kind} ${this.place} has none`,
        remedy: 'name the workload behind it, or a Peer',
      });
    }
    if (pod.spec.hostNetwork) {
      throw this.unfit({
        law: `a connected workload must have addresses of its own, but the pods of ${this.place} use the network of their node`,
        remedy: "name the nodes' addresses with Peer.cidr(); no policy governs such pods",
      });
    }
    const labels = pod.metadata?.labels ?? {};
    if (Object.keys(labels).length === 0) {
      throw this.unfit({
        law: `the pods of a connected workload must have labels, since a policy selects by labels, but those of ${this.place} have none`,
        remedy: "give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      });
    }
    return Workload.of({
      namespace: this.namespace ?? 'default',
      name: this.object.name,
      labels,
      selector: selectorOf(manifest),
      ...declaredPorts(pod),
    });
  }

  private get place(): string {
    return `[${this.object.node.path}]`;
  }

  /** What is no workload to connect is a fault of who took it for one; nobody need know the path of the object. */
  private unfit(fault: Fault): Error {
    return constructError(this.declaredBy, fault);
  }
}

/** Workloads of different kinds may have one name, and their owner may have written a policy of that name. */
function policyName({ kind, name }: ApiObject): string {
  return `${name}-${kind.toLowerCase()}`;
}

/** What the workload itself knows its pods by; undefined for kinds that have no selector. */
function selectorOf({ spec }: any): LabelSelector | undefined {
  const { matchLabels: labels, matchExpressions = [] } = spec?.selector ?? {};
  if (!labels && matchExpressions.length === 0) return undefined;
  const expressions = matchExpressions.map(({ key, operator, values = [] }: any) =>
    EXPRESSION[operator]?.(key, values),
  );
  return LabelSelector.of({ labels, expressions });
}

const EXPRESSION: { [operator: string]: (key: string, values: string[]) => LabelExpression } = {
  In: LabelExpression.isIn,
  NotIn: LabelExpression.isNotIn,
  Exists: LabelExpression.exists,
  DoesNotExist: LabelExpression.doesNotExist,
};

/** The ports that long-running containers declare. */
function declaredPorts(pod: any): { ports: Port[]; namedPorts: { [name: string]: Port } } {
  const sidecars = (pod.spec.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  const declared = [...pod.spec.containers, ...sidecars].flatMap((container: any) => container.ports ?? []);
  const ports = declared.map(portOf);
  // Of two ports of one name, Kubernetes takes the first.
  const named = declared.flatMap((port: any, index: number) => (port.name ? [[port.name, ports[index]]] : []));
  return { ports, namedPorts: Object.fromEntries(named.reverse()) };
}

function portOf({ containerPort, protocol = Protocol.TCP }: any): Port {
  if (Object.values(Protocol).includes(protocol)) return Port._range(protocol, containerPort, containerPort);
  throw valueError({
    law: 'the protocol of a container port must be TCP, UDP or SCTP',
    got: protocol,
    remedy: 'leave it out for TCP; what is spoken on top of it is the `appProtocol` of a Service',
  });
}
