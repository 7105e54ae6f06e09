import type { Connectivity } from '../analysis';
import type { ClusterProfile } from '../cluster';
import { valueError } from '../errors';
import type { Evidence, FieldPath, Place } from './facts';
import type { Finding } from './finding';

/** An object that was read. */
export interface InspectedObject {
  /** The group and version of its kind. */
  readonly apiVersion: string;

  /** Its kind. */
  readonly kind: string;

  /** Its namespace; empty for objects of the cluster. */
  readonly namespace: string;

  /** Its name. */
  readonly name: string;

  /** All that stands in it. Nothing in it is certain to be there, or of the kind that it should be. */
  readonly body: any;
}

/**
 * What a check looks at: the manifests that were read, and the cluster that they are for.
 *
 * Only a checkup makes one.
 */
export class Inspection {
  /** @internal what was read */
  public static _of(connectivity: Connectivity): Inspection {
    return new Inspection(connectivity);
  }

  /** Every object, in the order in which it was read. */
  public readonly objects: InspectedObject[];

  /** The cluster, where somebody says it. */
  public readonly cluster?: ClusterProfile;

  /**
   * Who can reach whom by these manifests, for the evidence of a finding.
   *
   * What it takes to answer is made ready when the first check asks, once for all of them; from then on a question about
   * two ends costs as much as the rules of the policies over these two.
   */
  public readonly connectivity: Connectivity;

  /** @internal the facts that were understood */
  public readonly _evidence: Evidence;

  private constructor(connectivity: Connectivity) {
    this.connectivity = connectivity;
    this._evidence = connectivity._evidence;
    this.cluster = connectivity._cluster;
    this.objects = [...this._evidence.objects];
  }

  /**
   * A finding about an object.
   *
   * @param object - one of `objects`
   * @param path - the steps to the field that it is about: `['spec', 'rules', '0']`; empty for the whole object
   * @param message - what is wrong, as a sentence without its end
   * @param evidence - which connections are at stake, a line for each; none unless given
   * @throws when the object is none of `objects`
   */
  public finding(object: InspectedObject, path: string[], message: string, evidence: string[] = []): Finding {
    // From other languages, what comes is a copy.
    const { objects } = this._evidence;
    const read =
      objects.find((candidate) => candidate === object) ?? objects.find((candidate) => isAlike(candidate, object));
    if (read) return this._at(read, path, message, evidence);
    throw valueError({
      law: 'a finding must be about an object that was read',
      got: object,
      remedy: 'take it from `objects`',
    });
  }

  /** @internal a finding about a field of an object */
  public _at(object: Place, path: FieldPath, message: string, evidence: readonly string[] = []): Finding {
    const { apiVersion, kind, namespace, name, place } = object;
    const line = place.lineOf([...object.path, ...path]);
    const subject = { apiVersion, kind, namespace, name, file: place.file, line };
    return evidence.length === 0 ? { subject, message } : { subject, message, evidence: [...evidence] };
  }
}

function isAlike(one: InspectedObject, other: InspectedObject): boolean {
  return (['apiVersion', 'kind', 'namespace', 'name'] as const).every((field) => one[field] === other?.[field]);
}
