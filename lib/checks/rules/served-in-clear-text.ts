import { attachmentsIn, takenBy } from '../attachments';
import type { ICheck } from '../check';
import { claimsAt } from '../claims';
import type { Finding } from '../finding';
import { backendsOf } from '../http-rules';
import type { Inspection } from '../inspection';
import { servedLines } from '../route-stakes';
import { Severity } from '../severity';
import { fewFrom } from '../stakes';

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
      const [plain = [], secure = []] = ['HTTP', 'HTTPS'].map((protocol) =>
        takenBy(attachment).filter(({ listener }) => listener.facts.protocol === protocol),
      );
      // On one port, only one of them is served.
      const shared = plain.flatMap(({ listener, hostnames }) => {
        const others = secure.filter((other) => other.listener.facts.port !== listener.facts.port);
        const hosts = hostnames.filter((name) => others.some((other) => other.hostnames.includes(name)));
        return hosts.length > 0 ? [{ listener, hosts }] : [];
      });
      const [first] = shared;
      if (!first) return [];
      const claims = shared.flatMap(({ listener, hosts }) => [...claimsAt(listener, hosts, route, evidence)]);
      const lines = fewFrom(servedLines(claims, evidence, READABLE));
      const text = `${evidence.listenerText(first.listener)} serves it in clear text, beside the one for HTTPS`;
      return [inspection._at(route.object, parent.path, text, lines)];
    });
  }
}

const READABLE = { sure: 'can be read on the way', perhaps: 'may be read on the way' };
