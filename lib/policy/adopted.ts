import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError } from '../errors';
import { type Direction, Port, Protocol, Workload } from '../traffic';
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

  public constructor(private readonly object: ApiObject) {
    this.construct = object;
    this.id = `construct ${object.node.path}`;
    this.namespace = object.metadata.namespace;
  }

  public govern(direction: Direction): void {
    if (this.directions.size === 0) {
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

  public workload(): Workload {
    const manifest = rendered(this.object);
    const pod = (TEMPLATE[manifest.kind] ?? ((other: any) => other.spec?.template))(manifest);
    if (!pod) {
      throw constructError(this.object, {
        law: `only something with pods can be connected, and a ${manifest.kind} has none`,
        remedy: 'name the workload behind it, or a Peer',
      });
    }
    const labels = manifest.spec?.selector?.matchLabels ?? pod.metadata?.labels ?? {};
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

/** The ports that long-running containers declare. */
function declaredPorts(pod: any): { ports: Port[]; namedPorts: { [name: string]: Port } } {
  const sidecars = (pod.spec?.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  const declared = [...sidecars, ...(pod.spec?.containers ?? [])].flatMap((container: any) => container.ports ?? []);
  const make = { [Protocol.TCP]: Port.tcp, [Protocol.UDP]: Port.udp, [Protocol.SCTP]: Port.sctp };
  const ports = declared.map((port: any) => make[(port.protocol ?? 'TCP') as Protocol](port.containerPort));
  const namedPorts = Object.fromEntries(
    declared.flatMap((port: any, index: number) => (port.name ? [[port.name, ports[index]]] : [])),
  );
  return { ports, namedPorts };
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
