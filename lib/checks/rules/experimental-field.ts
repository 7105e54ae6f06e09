import { GatewayApiChannel } from '../../cluster';
import type { ICheck } from '../check';
import { type FieldPath, GATEWAY_GROUP, groupOf, type ReadObject } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { objectTexts } from '../object-stakes';
import { LOST_WITH_IT } from '../route-stakes';
import { Severity } from '../severity';
import { isWritten, mappingsAt, textAt } from '../written';

/**
 * Finds kinds, versions and fields that only the experimental channel of the Gateway API has.
 *
 * It is silent where the cluster profile says that the cluster has the experimental channel.
 */
export class ExperimentalField implements ICheck {
  public readonly id = 'experimental-field';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'what only the experimental channel of the Gateway API has';
  public readonly condition = 'the API server refuses it, or drops the field';
  public readonly harm = 'a cluster with the standard channel refuses the object, or forgets the field without a word';
  public readonly remedy = 'leave it out, or say gatewayApiChannel in the cluster profile where the cluster has it';
  public readonly see = 'https://gateway-api.sigs.k8s.io/concepts/versioning/#release-channels';

  public inspect(inspection: Inspection): Finding[] {
    if (inspection.cluster?.gatewayApiChannel === GatewayApiChannel.EXPERIMENTAL) return [];
    // Where the version is known, another check tells which versions of a kind it serves.
    const isKnown = inspection.cluster?.gatewayApiVersion !== undefined;
    const { _evidence: evidence } = inspection;
    return evidence.ofVersions(isOfGateways).flatMap((object) =>
      usesOf(object, isKnown).map(([path, what]) => {
        const lines = objectTexts(object, evidence, MAY_BE_LOST);
        return inspection._at(object, path, `${what} is of the experimental channel of the Gateway API`, lines);
      }),
    );
  }
}

/** Whether the object is refused or loses its field, the cluster decides. */
const MAY_BE_LOST = { ...LOST_WITH_IT, sure: LOST_WITH_IT.perhaps };

type Use = readonly [path: FieldPath, what: string];

const EXPERIMENTAL_GROUP = 'gateway.networking.x-k8s.io';

/** Kinds that had versions of their own before they came into the standard channel. */
const YOUNG_KINDS = new Set(['TLSRoute', 'TCPRoute', 'UDPRoute', 'BackendTLSPolicy']);

function isOfGateways(object: Pick<ReadObject, 'apiVersion'>): boolean {
  const group = groupOf(object);
  return group === EXPERIMENTAL_GROUP || group === GATEWAY_GROUP;
}

function usesOf(object: ReadObject, isKnown: boolean): Use[] {
  const group = groupOf(object);
  if (group === EXPERIMENTAL_GROUP) return [[['kind'], `${object.kind}`]];
  const isYoung = !isKnown && YOUNG_KINDS.has(object.kind) && object.apiVersion.includes('alpha');
  return [
    ...(isYoung ? [[['apiVersion'], `${object.apiVersion} of ${object.kind}`] as const] : []),
    ...fieldsIn(object.body, ['spec'], object.kind === 'Gateway' ? ['defaultScope'] : ['useDefaultGateways']),
    ...(object.kind === 'HTTPRoute' || object.kind === 'GRPCRoute' ? ruleUses(object) : []),
    ...parentUses(object.body),
  ];
}

function ruleUses({ body, kind }: ReadObject): Use[] {
  const fields = kind === 'HTTPRoute' ? ['retry', 'sessionPersistence'] : ['sessionPersistence'];
  return mappingsAt(body, 'spec', 'rules').flatMap(([index]) => {
    const rule = ['spec', 'rules', index];
    const backends = mappingsAt(body, ...rule, 'backendRefs').map(([place]) => [...rule, 'backendRefs', place]);
    return [...fieldsIn(body, rule, fields), ...[rule, ...backends].flatMap((owner) => authUses(body, owner))];
  });
}

function authUses(body: unknown, owner: FieldPath): Use[] {
  return mappingsAt(body, ...owner, 'filters')
    .filter(([, { type }]) => type === 'ExternalAuth')
    .map(([index]) => [[...owner, 'filters', index], 'the filter ExternalAuth'] as const);
}

const PARENT_FIELDS = ['group', 'kind', 'namespace', 'name', 'sectionName'];

/** In the standard channel, parentRefs to one parent must differ in their sectionName. */
function parentUses(body: unknown): Use[] {
  const parents = mappingsAt(body, 'spec', 'parentRefs');
  const keys = parents.map(([, parent]) => PARENT_FIELDS.map((field) => textAt(parent, field) ?? '').join(' '));
  return parents
    .filter(([, parent], place) => isWritten(parent, 'port') && keys.indexOf(keys[place] as string) < place)
    .map(
      ([index]) => [['spec', 'parentRefs', index], 'a parentRef that differs from another in its port alone'] as const,
    );
}

function fieldsIn(body: unknown, owner: FieldPath, fields: readonly string[]): Use[] {
  return fields
    .filter((field) => isWritten(body, ...owner, field))
    .map((field) => [[...owner, field], `the field ${field}`] as const);
}
