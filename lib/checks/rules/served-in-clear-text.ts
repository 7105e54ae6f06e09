import { attachmentsIn, takenBy } from '../attachments';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import { backendsOf } from '../http-rules';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds routes to backends that are attached to a whole Gateway, and so to its HTTP listener beside the one for HTTPS:
 * the same application is served in clear text.
 *
 * It is silent about parentRefs that name a listener or a port: whoever names it means it.
 */
export class ServedInClearText implements ICheck {
  public readonly id = 'served-in-clear-text';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a route without sectionName that both HTTP and HTTPS listeners take';
  public readonly condition = 'none';
  public readonly harm = 'passwords and cookies of those who come by http:// can be read on the way';
  public readonly remedy = 'attach the route to the HTTPS listener by sectionName, and a redirect to the HTTP listener';
  public readonly see = 'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return attachmentsIn(evidence).flatMap((attachment) => {
      const { route, parent } = attachment;
      const isBare = parent.sectionName === undefined && parent.port === undefined;
      if (!isBare || !route.rules.some((rule) => backendsOf(rule).length > 0)) return [];
      const [plain, secure] = ['HTTP', 'HTTPS'].map((protocol) =>
        takenBy(attachment).filter(({ listener }) => listener.facts.protocol === protocol),
      );
      // On one port, only one of them is served.
      const shared = plain?.find(({ listener, hostnames }) =>
        secure?.some(
          (other) =>
            other.listener.facts.port !== listener.facts.port &&
            hostnames.some((name) => other.hostnames.includes(name)),
        ),
      );
      if (!shared) return [];
      const text = `${evidence.listenerText(shared.listener)} serves it in clear text, beside the one for HTTPS`;
      return [inspection._at(route.object, parent.path, text)];
    });
  }
}
