import { brokenBackendTexts } from '../backend-stakes';
import { missingPort, usedByRoutes } from '../backends';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds backends and mirrors of routes that name a port which their Service hasn't: often that of the pods.
 *
 * It is silent about Services that weren't read, and about names outside the cluster.
 */
export class BackendPortNotFound implements ICheck {
  public readonly id = 'backend-port-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a port that the backend's Service hasn't, such as the port of its pods";
  public readonly condition = 'ResolvedRefs=False BackendNotFound';
  public readonly harm = 'its share of the requests is answered with 500';
  public readonly remedy = "write the number of the Service's own port, not the targetPort";
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return usedByRoutes(evidence).flatMap((use) => {
      const missing = missingPort(use, evidence);
      return missing === undefined
        ? []
        : [inspection._at(use.user, use.path, missing, brokenBackendTexts(use.path, evidence))];
    });
  }
}
