import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, located, valueError } from '../errors';
import { ReadOnce } from '../objects';
import { type Direction, Port, Protocol, Workload } from '../traffic';
import { podTemplate, rendered } from './foreign-pods';
import { claim, type Party, partyOf } from './party';
import { workloadPolicy } from './workload-policy';

/**
 * A workload that somebody else's construct made: a cdk8s-plus one of any version, a raw or an included object.
 *
 * It is read as it is written, since all else depends on a version. Its policy is made with the first connection, as
 * its child, so that it stands in the file of its pods, and governs only the directions that were declared: what the
 * workload does beside that is its owner's business.
 */
export function adopted(construct: IConstruct): Party {
  const object = ApiObject.of(construct);
  const known = partyOf(object);
  if (known) return known;
  const party = new AdoptedWorkload(object);
  claim(object, party);
  return party;
}

class AdoptedWorkload implements Party {
  public readonly id: string;
  public readonly construct: IConstruct;
  public readonly namespace?: string;
  public readonly declaresAllPorts = false;
  private readonly directions = new Set<Direction>();
  private readonly manifest: ReadOnce<any>;
  private readonly pods: ReadOnce<Workload>;

  public constructor(private readonly object: ApiObject) {
    this.construct = object;
    this.id = `construct ${object.node.path}`;
    this.namespace = object.metadata.namespace;
    this.manifest = new ReadOnce(object, () => located(object, () => rendered(object)));
    this.pods = new ReadOnce(object, () => located(object, () => this.read()));
  }

  public govern(direction: Direction): void {
    if (this.directions.size === 0) {
      workloadPolicy(this.object, 'NetworkPolicy', {
        name: policyName(this.object),
        party: this,
        directions: () => [...this.directions],
        resolvesNames: true,
      });
    }
    this.directions.add(direction);
  }

  public defaultPorts(): Port[] {
    return this.workload().ports;
  }

  public workload(): Workload {
    return this.pods.value;
  }

  public podLabels(): { readonly [key: string]: string } {
    return podTemplate(this.manifest.value)?.metadata?.labels ?? {};
  }

  private read(): Workload {
    const manifest = this.manifest.value;
    const pod = podTemplate(manifest);
    if (!pod) {
      throw constructError(this.object, {
        law: `only something with pods can be connected, and this ${manifest.kind} has none`,
        remedy: 'name the workload behind it, or a Peer',
      });
    }
    if (pod.spec.hostNetwork) {
      throw constructError(this.object, {
        law: 'a connected workload must have addresses of its own, but its pods use the network of their node',
        remedy: "name the nodes' addresses with Peer.cidr(); no policy governs such pods",
      });
    }
    const labels = selectingLabels(manifest.spec?.selector, pod);
    if (Object.keys(labels).length === 0) {
      throw constructError(this.object, {
        law: 'the pods of a connected workload must have labels, since a policy selects by labels',
        remedy: "give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      });
    }
    return Workload.of({
      namespace: this.namespace ?? 'default',
      name: this.object.name,
      labels,
      ...declaredPorts(pod),
    });
  }
}

/** Workloads of different kinds may have one name; their policies may not. */
function policyName({ kind, name }: ApiObject): string {
  return kind === 'Deployment' ? name : `${name}-${kind.toLowerCase()}`;
}

/** The labels by which the workload itself knows its pods, where labels alone tell them; else all that they have. */
function selectingLabels(selector: any, pod: any): { [key: string]: string } {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const tell = Object.keys(matchLabels).length > 0 && matchExpressions.length === 0;
  return tell ? matchLabels : (pod.metadata?.labels ?? {});
}

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
  const make = { [Protocol.TCP]: Port.tcp, [Protocol.UDP]: Port.udp, [Protocol.SCTP]: Port.sctp }[protocol as Protocol];
  if (make) return make(containerPort);
  throw valueError({
    law: 'the protocol of a container port must be TCP, UDP or SCTP',
    got: protocol,
    remedy: 'leave it out for TCP; what is spoken on top of it is the `appProtocol` of a Service',
  });
}
