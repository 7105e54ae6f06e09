import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, located, valueError } from '../errors';
import { registerWorkload } from '../objects';
import { type Direction, Port, Protocol, Workload } from '../traffic';
import { ConnectionGraph } from './graph';
import type { Party } from './party';
import { workloadPolicy } from './workload-policy';

const PARTY = new WeakMap<ApiObject, Party>();

/** The kinds whose pods are governed, and where their pod template stands. */
const TEMPLATE: { [kind: string]: (manifest: any) => any } = {
  Pod: (manifest) => manifest,
  CronJob: (manifest) => manifest.spec?.jobTemplate?.spec?.template,
};

/**
 * A workload that somebody else's construct made: a cdk8s-plus one of any version, a raw or an included object.
 *
 * It is read as it is written, since all else depends on a version. Its policy is made with the first connection, as
 * its child, so that it stands in the file of its pods, and governs only the directions that were declared: what the
 * workload does beside that is its owner's business.
 */
export function adopted(construct: IConstruct): Party {
  const object = ApiObject.of(construct);
  let party = PARTY.get(object);
  if (!party) {
    party = new AdoptedWorkload(object);
    PARTY.set(object, party);
  }
  return party;
}

/** Says that an object belongs to a workload of our own. */
export function claim(object: ApiObject, party: Party): void {
  PARTY.set(object, party);
}

class AdoptedWorkload implements Party {
  public readonly id: string;
  public readonly construct: IConstruct;
  public readonly namespace?: string;
  public readonly declaresAllPorts = false;
  private readonly directions = new Set<Direction>();
  private readonly graph: ConnectionGraph;
  private known?: { readonly reading: number; readonly workload: Workload };

  public constructor(private readonly object: ApiObject) {
    this.construct = object;
    this.graph = ConnectionGraph.of(object);
    this.id = `construct ${object.node.path}`;
    this.namespace = object.metadata.namespace;
  }

  public govern(direction: Direction): void {
    if (this.directions.size === 0) {
      registerWorkload(this.object, this.namespace, () => this.workload().labels);
      workloadPolicy(this.object, 'NetworkPolicy', {
        name: this.object.name,
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

  /** Rendering is slow, so it is done once for all that is asked in one reading of the graph. */
  public workload(): Workload {
    const { reading } = this.graph;
    if (this.known?.reading !== reading) {
      this.known = { reading, workload: located(this.object, () => this.read()) };
    }
    return this.known.workload;
  }

  private read(): Workload {
    const manifest = rendered(this.object);
    const pod = (TEMPLATE[manifest.kind] ?? ((other: any) => other.spec?.template))(manifest);
    if (!pod) {
      throw constructError(this.object, {
        law: `only something with pods can be connected, and a ${manifest.kind} has none`,
        remedy: 'name the workload behind it, or a Peer',
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

/** The labels by which the workload itself knows its pods, where labels alone tell them; else all that they have. */
function selectingLabels(selector: any, pod: any): { [key: string]: string } {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const tell = Object.keys(matchLabels).length > 0 && matchExpressions.length === 0;
  return tell ? matchLabels : (pod.metadata?.labels ?? {});
}

/** The ports that long-running containers declare. */
function declaredPorts(pod: any): { ports: Port[]; namedPorts: { [name: string]: Port } } {
  const sidecars = (pod.spec?.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  const declared = [...sidecars, ...(pod.spec?.containers ?? [])].flatMap((container: any) => container.ports ?? []);
  const ports = declared.map(portOf);
  const namedPorts = Object.fromEntries(
    declared.flatMap((port: any, index: number) => (port.name ? [[port.name, ports[index]]] : [])),
  );
  return { ports, namedPorts };
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

/**
 * The object as it will be written.
 *
 * A cdk8s-plus workload with `spread: true` adds its anti-affinity terms again each time it is rendered: it is rendered
 * here with that switched off, so that reading changes nothing.
 */
function rendered(object: ApiObject): any {
  const owner = object.node.scope as { spread?: boolean } | undefined;
  const spread = owner?.spread;
  if (spread !== true) return object.toJson();
  try {
    (owner as { spread?: boolean }).spread = false;
    return object.toJson();
  } finally {
    (owner as { spread?: boolean }).spread = spread;
  }
}
