import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { MeshMode } from '../../cluster';
import { valueError } from '../../errors';
import { meshOf, PerApp, type Problem, problemOf, templateOf, validateApp } from '../../objects';
import { USE_WAYPOINT } from './services-behind';
import { Waypoints } from './waypoints';

/** Something that is in a mesh, and may turn out not to be sayable. */
export interface IMeshRuled {
  problems(): Problem[];
}

/** What must hold for the workloads of an app that are in a mesh. */
export class MeshRules {
  /** Those of the app that a construct belongs to. */
  public static of(scope: IConstruct): MeshRules {
    return MeshRules.rules.of(scope);
  }

  private static readonly rules = new PerApp((root) => {
    const rules = new MeshRules();
    validateApp(root, () => [...rules.ruled.flatMap((each) => each.problems()), ...waypoints(root), ...loosened(root)]);
    return rules;
  });

  private readonly ruled: IMeshRuled[] = [];

  private constructor() {}

  /** Notes somebody who is asked when everything is declared. */
  public add(ruled: IMeshRuled): void {
    this.ruled.push(ruled);
  }
}

/** The policy of Linkerd for ports that no Server knows: a pod's own counts more than that of its namespace. */
const DEFAULT_POLICY = 'config.linkerd.io/default-inbound-policy';

/** Groups of policies: no label on one is about pods, and to render all of them takes long. */
const POLICIES =
  /^(?:networking\.k8s\.io|security\.istio\.io|policy\.linkerd\.io|cilium\.io|(?:crd\.)?projectcalico\.org)\//;

/** The objects of an app that may have pods, or stand for some. */
function objectsOf(root: IConstruct): ApiObject[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter(({ apiVersion }) => !POLICIES.test(apiVersion));
}

/** Pods that undo what their namespace denies by default, on which the port of the proxies relies. */
function loosened(root: IConstruct): Problem[] {
  return objectsOf(root)
    .filter(
      (object) => meshOf({ construct: object, namespace: homeNamespace(object) })?.mode === MeshMode.LINKERD_PROXY,
    )
    .flatMap((object) => {
      const manifest = manifestOf(object);
      const own = [manifest, templateOf(manifest ?? {})].map((place) => place?.metadata?.annotations?.[DEFAULT_POLICY]);
      const loose = own.find((policy) => policy !== undefined && policy !== 'deny');
      if (loose === undefined) return [];
      const fault = {
        law: 'what is in a closed namespace of Linkerd must deny by default, or its proxies let in whoever reaches them',
        got: `${DEFAULT_POLICY}: ${loose}`,
        remedy: 'leave the annotation out, and declare who may connect',
      };
      return problemOf(object, valueError(fault));
    });
}

/** Behind a waypoint that nobody knows, a workload knows nobody but that: its policies would let none of its callers in. */
function waypoints(root: IConstruct): Problem[] {
  const known = Waypoints.of(root);
  return objectsOf(root)
    .filter((object) => meshOf({ construct: object, namespace: homeNamespace(object) })?.mode === MeshMode.AMBIENT)
    .flatMap((object) => {
      const waypoint = waypointOf(object);
      if (waypoint === undefined || (isAddressed(object) && waypoint === known.nameIn(homeNamespace(object))))
        return [];
      const fault = {
        law:
          'what is in an ambient mesh must be reached without a waypoint, or by a Waypoint of its namespace, since ' +
          'policies of others are not written here',
        got: `${USE_WAYPOINT}: ${waypoint}`,
        remedy:
          'leave the label out and make a `new Waypoint()` in the namespace, or write the namespace as a plain Chart, ' +
          'which joins no mesh, and its policies by hand',
      };
      return problemOf(object, valueError(fault));
    });
}

/** Whether the label of an object is about Services: a Waypoint is for nothing else. */
function isAddressed({ kind }: ApiObject): boolean {
  return kind === 'Namespace' || kind === 'Service';
}

function homeNamespace({ kind, name, metadata }: ApiObject): string | undefined {
  return kind === 'Namespace' ? name : metadata.namespace;
}

/** The waypoint of a namespace, a Service or pods; undefined where there is none. */
function waypointOf(object: ApiObject): string | undefined {
  const manifest = manifestOf(object);
  const places = [manifest, templateOf(manifest ?? {})];
  const names = places.map((place) => place?.metadata?.labels?.[USE_WAYPOINT]);
  return names.find((name) => name !== undefined && name !== 'none');
}

/** What can't be rendered fails the synth by itself. */
function manifestOf(object: ApiObject): any {
  try {
    return object.toJson();
  } catch {
    return undefined;
  }
}
