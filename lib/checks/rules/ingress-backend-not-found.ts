import { isMissing, missingPort, usedByIngresses, usedByOpenshiftRoutes } from '../backends';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';
import { waysBy } from '../ways-by-origin';
import { isWritten, textAt } from '../written';

/**
 * Finds backends of an Ingress that are no Service of its namespace, or name a port which the Service hasn't; and Services of
 * OpenShift's Routes that aren't there.
 *
 * It is silent about namespaces of which neither Services nor workloads were read, about Services that a chart or an operator
 * may make, and where annotations say that no Service answers.
 */
export class IngressBackendNotFound implements ICheck {
  public readonly id = 'ingress-backend-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a backend of an Ingress that isn't there, or hasn't the port";
  public readonly condition = 'none';
  public readonly harm = 'requests are answered with 503 or 404';
  public readonly remedy = 'correct the name or the port, which is that of the Service and not of its pods';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const missingTo = usedByOpenshiftRoutes(evidence).flatMap(({ user, path, namespace, name }) => {
      const text = `there is no Service ${name} in namespace ${namespace}`;
      if (!isMissing({ namespace, name }, evidence)) return [];
      const url = openshiftUrl(evidence.bodyOf(user));
      const lines = [`${url} by ${evidence.nameOf(user)} isn't served by Service ${namespace}/${name}`];
      return [inspection._at(user, path, text, lines)];
    });
    const missing = usedByIngresses(evidence).flatMap((use) => {
      const { user, path, namespace, name } = use;
      const text = isMissing(use, evidence)
        ? `there is no Service ${name} in namespace ${namespace}`
        : missingPort(use, evidence);
      if (text === undefined) return [];
      const lines = fewOf(
        firstOf(waysBy(user, path, evidence)).map(
          ({ url }) => `${url} by ${evidence.nameOf(user)} isn't served by Service ${namespace}/${name}`,
        ),
      );
      return [inspection._at(user, path, text, lines)];
    });
    return [...missing, ...missingTo];
  }
}

/** What a Route of OpenShift serves. */
function openshiftUrl(body: unknown): string {
  const scheme = isWritten(body, 'spec', 'tls') ? 'https' : 'http';
  return `${scheme}://${textAt(body, 'spec', 'host') ?? '*'}${textAt(body, 'spec', 'path') ?? '/'}`;
}
