import { appendTo } from '../append-to';
import { Condition, refusedAt } from '../attachments';
import type { ICheck } from '../check';
import { GATEWAY_GROUP, type Listener } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { refusedTexts } from '../route-stakes';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';

/**
 * Finds routes of a kind that no listener of their parent takes, by its protocol or its `allowedRoutes.kinds`; and
 * listeners that name kinds which their protocol can't carry.
 *
 * It is silent about protocols of an implementation's own, and about TLS that a listener ends, which carries what the
 * implementation likes.
 */
export class RouteKindNotSupported implements ICheck {
  public readonly id = 'route-kind-not-supported';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a kind of route that the protocol or the allowedRoutes.kinds of the listener exclude';
  public readonly condition =
    'Accepted=False NotAllowedByListeners; at the listener ResolvedRefs=False InvalidRouteKinds';
  public readonly harm = 'the route gets no requests';
  public readonly remedy = 'attach the route to a listener of its protocol, or correct allowedRoutes.kinds';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const all = refusedAt(evidence, Condition.PROTOCOL, Condition.KIND);
    const refused = all.flatMap((each) => {
      const { route, parent, refusal } = each;
      const { listener, passed } = refusal;
      // The listener itself is at fault, and is told.
      if (passed === Condition.KIND && impossibleKinds(listener).length > 0) return [];
      const { protocol, kinds = [] } = listener.facts;
      const reason =
        passed === Condition.PROTOCOL ? `is ${protocol}` : `takes only ${kinds.map(({ kind }) => kind).join(' and ')}`;
      const text = `${evidence.listenerText(listener)} ${reason}, and so takes no ${route.kind}`;
      return [inspection._at(route.object, parent.path, text, refusedTexts(each, evidence))];
    });
    const atListener = new Map<Listener['facts'], (typeof all)[number][]>();
    for (const each of all) {
      if (each.refusal.passed === Condition.KIND) appendTo(atListener, each.refusal.listener.facts, each);
    }
    const misnamed = evidence.allListeners().flatMap((listener) =>
      impossibleKinds(listener).map((kind) => {
        const path = [...listener.facts.path, 'allowedRoutes', 'kinds'];
        const text = `listener "${listener.facts.name}" is ${listener.facts.protocol}, which carries no ${kind}`;
        const lines = firstOf(atListener.get(listener.facts) ?? []).flatMap((each) => refusedTexts(each, evidence));
        return inspection._at(listener.owner, path, text, fewOf(lines));
      }),
    );
    return [...refused, ...misnamed];
  }
}

/** The kinds of routes that a protocol carries; of TLS that is ended there, an implementation may take others. */
const CARRIED: { readonly [protocol: string]: readonly string[] } = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

function impossibleKinds({ facts }: Listener): string[] {
  const carried = Object.hasOwn(CARRIED, facts.protocol) ? CARRIED[facts.protocol] : undefined;
  if (!carried) return [];
  return (facts.kinds ?? [])
    .filter(({ group, kind }) => group === GATEWAY_GROUP && !carried.includes(kind))
    .map(({ kind }) => kind);
}
