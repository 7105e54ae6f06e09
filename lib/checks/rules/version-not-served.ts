import { type ClusterProfile, GatewayApiChannel } from '../../cluster';
import type { ICheck } from '../check';
import { GATEWAY_GROUP, groupOf, type ReadObject } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { objectTexts } from '../object-stakes';
import { LOST_WITH_IT } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds kinds and versions of the Gateway API that the cluster's version doesn't serve: not yet, such as a TCPRoute before
 * 1.6, or never in the standard channel, such as any `v1alpha2`.
 *
 * It is silent where no cluster profile says which version of the Gateway API the cluster has.
 */
export class VersionNotServed implements ICheck {
  public readonly id = 'version-not-served';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a kind or version that the cluster's Gateway API doesn't serve";
  public readonly condition = 'the API server refuses it';
  public readonly harm = 'the object is not written';
  public readonly remedy = 'write the version that the cluster serves, or update its Gateway API';
  public readonly see = 'https://gateway-api.sigs.k8s.io/concepts/versioning/';

  public inspect(inspection: Inspection): Finding[] {
    const { cluster, _evidence: evidence } = inspection;
    if (cluster?.gatewayApiVersion === undefined) return [];
    return evidence.objects
      .filter((object) => groupOf(object) === GATEWAY_GROUP)
      .flatMap((object) => {
        const fault = faultOf(object, cluster);
        if (fault === undefined) return [];
        return [inspection._at(object, ['apiVersion'], fault, objectTexts(object, evidence, LOST_WITH_IT))];
      });
  }
}

type Kind = Parameters<ClusterProfile['_gatewayApiVersionOf']>[0];

/** The kinds whose `v1` is younger than the oldest version of the Gateway API that is written for. */
const YOUNG_KINDS: readonly Kind[] = [
  'BackendTLSPolicy',
  'ListenerSet',
  'ReferenceGrant',
  'TCPRoute',
  'TLSRoute',
  'UDPRoute',
];

function faultOf({ apiVersion, kind: written }: ReadObject, cluster: ClusterProfile): string | undefined {
  const kind = YOUNG_KINDS.find((candidate) => candidate === written);
  if (kind === undefined) return undefined;
  // The experimental channel serves old versions for longer.
  const isAlpha = apiVersion.includes('alpha') && cluster.gatewayApiChannel !== GatewayApiChannel.EXPERIMENTAL;
  if (!isAlpha && apiVersion !== `${GATEWAY_GROUP}/v1`) return undefined;
  const served = servedOf(kind, cluster);
  if (served === apiVersion) return undefined;
  const instead = served === undefined ? `no ${kind}` : `${kind} as ${served} only`;
  return `Gateway API ${cluster.gatewayApiVersion} of the ${cluster.gatewayApiChannel} channel has ${instead}`;
}

function servedOf(kind: Kind, cluster: ClusterProfile): string | undefined {
  try {
    return cluster._gatewayApiVersionOf(kind);
  } catch {
    return undefined;
  }
}
