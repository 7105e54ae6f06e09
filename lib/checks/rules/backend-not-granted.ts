import { brokenBackendTexts } from '../backend-stakes';
import { isMissing } from '../backends';
import type { ICheck } from '../check';
import type { Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { backendReferencesIn, lacksGrant, type Referent, refusalText, showsGrants } from '../references';
import { Severity } from '../severity';

/**
 * Finds backends and mirrors in another namespace that no ReferenceGrant there lets the route refer to.
 *
 * It is silent about namespaces of which nothing was read that a grant would be for: the grant may be with the rest. It
 * is silent about Services that aren't there, which another check finds.
 */
export class BackendNotGranted implements ICheck {
  public readonly id = 'backend-not-granted';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a backend or mirror in another namespace, without a ReferenceGrant there';
  public readonly condition = 'ResolvedRefs=False RefNotPermitted';
  public readonly harm = 'its share of the requests is answered with 500';
  public readonly remedy =
    'write a ReferenceGrant in the namespace of the backend, from the kind and namespace of the route';
  public readonly see = 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return backendReferencesIn(evidence)
      .filter((reference) => lacksGrant(reference, evidence) && showsGrants(reference.to.namespace, evidence))
      .filter(({ to }) => !isServiceMissing(to, evidence))
      .map((reference) => {
        const { referrer, path } = reference;
        return inspection._at(referrer, path, refusalText(reference, evidence), brokenBackendTexts(path, evidence));
      });
  }
}

function isServiceMissing({ group, kind, namespace, name }: Referent, evidence: Evidence): boolean {
  return group === '' && kind === 'Service' && isMissing({ namespace, name }, evidence);
}
