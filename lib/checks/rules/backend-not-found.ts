import { brokenBackendTexts } from '../backend-stakes';
import { isMissing, usedByRoutes } from '../backends';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds backends and mirrors of routes that are no Service of their namespace.
 *
 * It is silent about namespaces of which neither Services nor workloads were read, about backends of other kinds, and about
 * Services that a chart or an operator may make.
 */
export class BackendNotFound implements ICheck {
  public readonly id = 'backend-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a backend or mirror that isn't there";
  public readonly condition = 'ResolvedRefs=False BackendNotFound';
  public readonly harm = 'its share of the requests is answered with 500';
  public readonly remedy = 'correct the name or the namespace, or add the Service';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return usedByRoutes(evidence)
      .filter((use) => isMissing(use, evidence))
      .map(({ user, path, namespace, name }) =>
        inspection._at(
          user,
          path,
          `there is no Service ${name} in namespace ${namespace}`,
          brokenBackendTexts(path, evidence),
        ),
      );
  }
}
