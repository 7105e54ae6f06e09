import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { IService } from '../addressing';
import { constructError, type Fault, located, valueError } from '../errors';
import { type IWorkload, ReadOnce } from '../objects';
import { type AdoptionOptions, Connections, type IConnectable, isPodless } from '../policy';
import type { IBackend } from '../routing';
import { checkKnownOptions, isObject, Port, type Workload } from '../traffic';
import { serviceOf } from './adopted-service';

/** What an object that somebody else made doesn't say of itself. */
export interface AdoptedWorkloadOptions extends AdoptionOptions {
  /**
   * The Service by which others find its pods, one that selects them. It is that of this very reference: another one to
   * the same workload may name another Service.
   *
   * @default - the only one in the app that selects them; of several, the only one that isn't headless
   */
  readonly service?: IConstruct;
}

const OPTIONS: (keyof AdoptedWorkloadOptions)[] = ['service', 'labels', 'ports', 'namedPorts', 'defaultPorts'];

/**
 * A workload that this library didn't make, as one that takes part in connections and routes: one of cdk8s-plus in any
 * version, a raw object, one that was included, or one out of a Helm chart.
 *
 * Nothing of it is changed: its names, labels and selectors stay what they are, to the byte. A policy is written beside
 * it with its first connection, and governs only the directions that are declared. In an `IsolatedNamespace` the other
 * direction is closed all the same; there, a `Peer` in somebody else's connection that means the workload opens it, and
 * where the namespace is open it changes nothing.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * // new Include(shop, 'vendor', { url: 'redis.yaml' }), or a Helm chart
 * const redis = AdoptedWorkload.find(shop, 'StatefulSet', 'redis-master', { defaultPorts: [Port.named('redis')] });
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * api.connections.allowTo(redis);
 */
export class AdoptedWorkload implements IConnectable, IWorkload, IBackend {
  /**
   * The workload that a construct runs.
   *
   * @param construct - the object that runs the pods, a construct with such an object, or the custom resource from which
   * a controller makes the pods
   * @param options - what the object doesn't say
   * @throws when that is no single object with pods, when the options are none or differ from earlier ones, or when
   * another copy of this library connects it
   */
  public static of(construct: IConstruct, options: AdoptedWorkloadOptions = {}): AdoptedWorkload {
    // A port alone looks like options.
    if (!isObject(options) || Port.isPort(options))
      return new AdoptedWorkload(construct, Connections.of(construct, options));
    if (Construct.isConstruct(construct)) {
      located(construct, () => checkKnownOptions('an adopted workload', options, OPTIONS));
    }
    const { service, ...pods } = options;
    return new AdoptedWorkload(construct, Connections.of(construct, pods), service);
  }

  /**
   * The workload of a kind and a name among many objects.
   *
   * @param scope - what has the objects: an Include, a Helm chart, a chart of cdk8s, or any other construct
   * @param kind - the kind of the object, such as `Deployment`
   * @param name - its name as it is written, such as `redis-master`
   * @param options - what the object doesn't say
   * @throws when it isn't there, telling what is, or when it is there more than once; and as `of()` does
   */
  public static find(
    scope: IConstruct,
    kind: string,
    name: string,
    options: AdoptedWorkloadOptions = {},
  ): AdoptedWorkload {
    if (!Construct.isConstruct(scope)) throw valueError(noScope(scope));
    const objects = scope.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
    const [found, ...others] = objects.filter((object) => object.kind === kind && object.name === name);
    if (found && others.length === 0) return AdoptedWorkload.of(found, options);
    throw constructError(scope, found ? several([found, ...others], kind, name) : absent(objects, kind, name));
  }

  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;
  private readonly object: ApiObject;
  private readonly found: ReadOnce<IService>;

  private constructor(construct: IConstruct, connections: Connections, service?: IConstruct) {
    this.connections = connections;
    this.object = ApiObject.of(construct);
    this.found = new ReadOnce(construct, () => serviceOf(this.object, this.workload, service));
  }

  /** Its pods as they are when asked. */
  public get workload(): Workload {
    return this.connections.workload;
  }

  /**
   * The Service by which others find its pods.
   *
   * @throws when none or several of the app select them and none was named, or when the named one selects others
   */
  public get service(): IService {
    return this.found.value;
  }
}

function noScope(scope: unknown): Fault {
  return {
    law: 'a workload must be looked for in a construct',
    got: scope,
    remedy: 'give what has its object: an Include, a Helm, or a Chart',
  };
}

function absent(objects: ApiObject[], kind: string, name: string): Fault {
  const there = objects.filter((object) => !isPodless(object)).map((object) => `${object.kind} ${object.name}`);
  const list = objects.some((object) => object.kind === 'List');
  return {
    law: `an adopted workload must be one of those that are there: ${there.sort().join(', ') || 'none'}`,
    got: `${kind} ${name}`,
    remedy: list
      ? 'write the items of a List as documents of their own: cdk8s takes it for one object'
      : 'name one of these by its kind and its written name',
  };
}

function several(found: ApiObject[], kind: string, name: string): Fault {
  return {
    law: `an adopted workload must be one object, and ${kind} ${name} is ${found.map(({ node }) => `[${node.path}]`).join(' and ')}`,
    remedy: 'give the one that is meant to AdoptedWorkload.of()',
  };
}
