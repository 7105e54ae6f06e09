import type { ICheck } from '../check';
import { GATEWAY_GROUP, type GrantFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { isReferrer, lacksGrant, referencesIn, type WrittenReference } from '../references';
import { Severity } from '../severity';

/**
 * Finds ReferenceGrants that can match nothing: in the namespace that they are for, which needs none there, or with a group
 * that their kind isn't of, such as `core` for the core group, which has no name.
 *
 * It is silent about grants of another kind or name than what is there refers to: they may be for what wasn't read. Where a
 * reference lacks its grant, that is told of the reference, with the grant that comes nearest, and with what is lost; of the
 * grant itself nothing is.
 */
export class GrantMatchesNothing implements ICheck {
  public readonly id = 'grant-matches-nothing';
  public readonly severity = Severity.WARNING;
  public readonly summary =
    'a ReferenceGrant that can match nothing: in the namespace that it is for, or of a group that no such kind has';
  public readonly condition = 'ResolvedRefs=False RefNotPermitted at what it was written for';
  public readonly harm = 'what the grant was written for is still refused';
  public readonly remedy =
    'write the grant in the namespace of what is referred to, with the groups that the kinds have';
  public readonly see = 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const told = referencesIn(evidence).filter((reference) => lacksGrant(reference, evidence));
    return evidence.network.grants
      .filter(({ object, from }) => !told.some((reference) => isMeantFor(object.namespace, from, reference)))
      .flatMap((grant) => [
        ...grant.to.flatMap((to, index) => {
          const wrong = targetFault(to);
          return wrong === undefined ? [] : [inspection._at(grant.object, ['spec', 'to', index, 'group'], wrong)];
        }),
        ...grant.from.flatMap((from, index) => {
          const wrong = sourceFault(from, grant);
          return wrong === undefined ? [] : [inspection._at(grant.object, ['spec', 'from', index], wrong)];
        }),
      ]);
  }
}

/** Whether a grant may be meant for a reference, of which it is told what it lacks. */
function isMeantFor(namespace: string, from: GrantFacts['from'], { referrer, to }: WrittenReference): boolean {
  return to.namespace === namespace && from.some((source) => source.namespace === referrer.namespace);
}

const CORE_KINDS = new Set(['Service', 'Secret', 'ConfigMap']);

function targetFault({ group, kind }: GrantFacts['to'][number]): string | undefined {
  if (!CORE_KINDS.has(kind) || group === '') return undefined;
  return `${kind} is not of group "${group}"; the core group is written ""`;
}

function sourceFault(
  { group, kind, namespace }: GrantFacts['from'][number],
  { object }: GrantFacts,
): string | undefined {
  // Others have kinds of these names as well, such as the Gateways of Istio.
  const isKubernetes = group === '' || group === 'core' || group.endsWith('k8s.io');
  if (isKubernetes && isReferrer(GATEWAY_GROUP, kind) && !isReferrer(group, kind)) {
    return `${kind} is not of group "${group}", but of ${GATEWAY_GROUP}`;
  }
  if (object.namespace !== namespace) return undefined;
  return `it is for ${kind}s of the namespace in which it stands, and these need none there`;
}
