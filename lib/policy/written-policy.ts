import { ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { patchable, readAnew } from '../objects';
import { saidIn, unsaidIn } from './dialects/catalogue';
import type { Dialect, IntendedPolicy } from './dialects/dialect';

/** Its id below the policy, so that it stands after that, whenever the connection was declared. */
const BESIDE = 'Beside';

/** What a policy is called, and what it is meant to say when everything is declared. */
export interface WrittenPolicyProps {
  readonly metadata: ApiObjectMetadata;
  readonly intended: () => IntendedPolicy;
}

/** A policy whose rules are found when it is written. */
export function writtenPolicy(scope: Construct, id: string, dialect: Dialect, props: WrittenPolicyProps): ApiObject {
  return written(scope, id, dialect, { ...props, intended: () => saidIn(dialect, props.intended()) });
}

/**
 * Has a policy written beside one that has no words for some of its peers, in a language that has.
 *
 * Both are lists of what is allowed, and add up.
 */
export function ensureBeside(policy: ApiObject, main: Dialect, beside: Dialect, props: WrittenPolicyProps): ApiObject {
  const intended = () => {
    const policy = props.intended();
    // Of one that is about to go, nothing is left but that it closes what it stands beside.
    return unsaidIn(main, policy) ?? { ...policy, ingress: [], egress: [] };
  };
  const known = besideOf(policy);
  if (known) return known;
  // Two objects of one kind are told apart by their names, also by those that know kinds without their groups.
  const name = beside.kind === main.kind ? `${policy.name}-hostnames` : policy.name;
  return written(policy, BESIDE, beside, { metadata: { ...props.metadata, name }, intended });
}

/** Takes away the policy beside one, where there is one. */
export function removeBeside(policy: ApiObject): void {
  policy.node.tryRemoveChild(BESIDE);
}

/** The policy beside one, as it is by now; undefined where there is none. */
export function besideOf(policy: ApiObject | undefined): ApiObject | undefined {
  return policy?.node.tryFindChild(BESIDE) as ApiObject | undefined;
}

function written(scope: Construct, id: string, dialect: Dialect, props: WrittenPolicyProps): ApiObject {
  const { apiVersion, kind } = dialect;
  const policy = new ApiObject(scope, id, {
    apiVersion,
    kind,
    metadata: props.metadata,
    spec: Lazy.any({ produce: () => dialect.spec(props.intended()) }),
  });
  patchable(policy);
  // Asked for by itself, outside of a synth, it tells what is declared by then.
  const render = policy.toJson.bind(policy);
  policy.toJson = () => {
    readAnew(policy);
    return render();
  };
  return policy;
}
