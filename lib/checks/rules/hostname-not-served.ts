import { Condition, failedAt, refusedAt } from '../attachments';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { refusedTexts } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds routes that have no hostname in common with any listener of their parent. `*.example.com` means every name
 * below `example.com`, at any depth, and not `example.com` itself.
 *
 * It is silent about Gateways that weren't read.
 */
export class HostnameNotServed implements ICheck {
  public readonly id = 'hostname-not-served';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a route without a hostname in common with the listener';
  public readonly condition = 'Accepted=False NoMatchingListenerHostname';
  public readonly harm = 'the route gets no requests';
  public readonly remedy = 'give the route and the listener a hostname in common';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#hostname';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return refusedAt(evidence, Condition.HOSTNAME).map((refused) => {
      const { route, admissions } = refused;
      const served = admissions
        .filter((admission) => failedAt(admission) === Condition.HOSTNAME)
        .map(({ listener }) => `${evidence.listenerText(listener)} serves ${listener.facts.hostname}`);
      const text = `${[...new Set(served)].join(', ')}; none serves ${route.hostnames.join(' or ')}`;
      return inspection._at(route.object, ['spec', 'hostnames'], text, refusedTexts(refused, evidence));
    });
  }
}
