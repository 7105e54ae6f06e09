import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { MeshMode } from '../../cluster';
import { valueError } from '../../errors';
import { meshOf, PerApp, type Problem, problemOf, templateOf, validateApp } from '../../objects';

/** Something that is in a mesh, and may turn out not to be sayable. */
export interface IMeshRuled {
  problems(): Problem[];
}

const WAYPOINT = 'istio.io/use-waypoint';

/** What must hold for the workloads of an app that are in a mesh. */
export class MeshRules {
  /** Those of the app that a construct belongs to. */
  public static of(scope: IConstruct): MeshRules {
    return MeshRules.rules.of(scope);
  }

  private static readonly rules = new PerApp((root) => {
    const rules = new MeshRules();
    validateApp(root, () => [...rules.ruled.flatMap((each) => each.problems()), ...waypoints(root)]);
    return rules;
  });

  private readonly ruled: IMeshRuled[] = [];

  private constructor() {}

  /** Notes somebody who is asked when everything is declared. */
  public add(ruled: IMeshRuled): void {
    this.ruled.push(ruled);
  }
}

/** Behind a waypoint, a workload knows nobody but the waypoint: its policies would let none of its callers in. */
function waypoints(root: IConstruct): Problem[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => meshOf({ construct: object, namespace: homeNamespace(object) })?.mode === MeshMode.AMBIENT)
    .flatMap((object) => {
      const waypoint = waypointOf(object);
      if (waypoint === undefined) return [];
      const fault = {
        law: 'what is in an ambient mesh must be reached without a waypoint, since policies of one are not written here',
        got: `${WAYPOINT}: ${waypoint}`,
        remedy:
          'leave the label out, or write the namespace as a plain Chart, which joins no mesh, and its policies by hand',
      };
      return problemOf(object, valueError(fault));
    });
}

function homeNamespace({ kind, name, metadata }: ApiObject): string | undefined {
  return kind === 'Namespace' ? name : metadata.namespace;
}

/** The waypoint of a namespace, a Service or pods; undefined where there is none. */
function waypointOf(object: ApiObject): string | undefined {
  const manifest = manifestOf(object);
  const places = [manifest, templateOf(manifest ?? {})];
  const names = places.map((place) => place?.metadata?.labels?.[WAYPOINT]);
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
