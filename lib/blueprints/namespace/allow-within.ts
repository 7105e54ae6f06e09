import type { Construct } from 'constructs';
import { constructError, located } from '../../errors';
import { NetworkPolicy, REASONS_ANNOTATION } from '../../policy';
import { checkKnownOptions, checkObject, LabelSelector, Peer, type Port, PortSet } from '../../traffic';
import { checkSaid } from './namespace-laws';

/** Its id and its name. */
const NAME = 'allow-within';
const EXAMPLE = "{ ports: [Port.allTcp()], reason: 'one team, one application' }";

/** How the pods of a namespace may connect to each other. */
export interface AllowWithinOptions {
  /** The ports of the pods; every port of a protocol is `Port.allTcp()` and its kin. */
  readonly ports: Port[];

  /** Why, for whoever reads the manifests: the annotation `cdk8s-networking/reasons` of the policy. */
  readonly reason: string;
}

/** Writes the policy by which all pods of a namespace may connect to each other. */
export function allowWithin(scope: Construct, options: AllowWithinOptions): NetworkPolicy {
  const reason = located(scope, () => checkedReason(options));
  const { ports } = options;
  if (scope.node.tryFindChild(NAME)) {
    throw constructError(scope, {
      law: 'allowWithin() must be called once for a namespace',
      remedy: 'name all of the ports in one call',
    });
  }
  const peers = [Peer.sameNamespace()];
  const policy = new NetworkPolicy(scope, NAME, {
    pods: LabelSelector.everything(),
    ingress: [{ peers, ports }],
    egress: [{ peers, ports }],
  });
  policy.metadata.addAnnotation(REASONS_ANNOTATION, `the same namespace ${PortSet.of(...ports)}: ${reason}`);
  return policy;
}

function checkedReason(options: AllowWithinOptions): string {
  checkObject('the options of allowWithin()', options, `write them as in ${EXAMPLE}`);
  checkKnownOptions('allowWithin()', options, ['ports', 'reason']);
  const { reason } = options;
  checkSaid('the reason of allowWithin()', reason, EXAMPLE);
  return reason.replace(/\s+/g, ' ').trim();
}
