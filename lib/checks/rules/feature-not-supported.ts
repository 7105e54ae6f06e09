import { GatewayFeature, type IGatewayImplementation } from '../../cluster';
import { attachmentsIn } from '../attachments';
import { tlsTargetsIn } from '../backend-tls-policies';
import type { ICheck } from '../check';
import type { Place, RouteFacts } from '../facts';
import type { FeatureUse } from '../feature-use';
import { usesAt, usesOfBackends, usesOfGateway, usesOfListener, usesOfRoute, usesOfTlsPolicy } from '../features';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { fieldTexts } from '../object-stakes';
import { Severity } from '../severity';
import { textAt } from '../written';

/**
 * Finds what an object asks of an implementation that declares not to support it, by its conformance report: timeouts,
 * CORS, mirrors, kinds of routes.
 *
 * It is silent without a cluster profile that knows the implementation of the Gateway's class, about Gateways that
 * weren't read, and about what a report doesn't mention.
 */
export class FeatureNotSupported implements ICheck {
  public readonly id = 'feature-not-supported';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'what the implementation of the Gateway declares not to support';
  public readonly condition = 'Accepted=False UnsupportedValue, or none';
  public readonly harm = 'the implementation refuses the route, or ignores the field without a word';
  public readonly remedy = 'leave it out, or use an implementation that has it';
  public readonly see = 'https://gateway-api.sigs.k8s.io/implementations/';

  public inspect(inspection: Inspection): Finding[] {
    const implementations = implementationsIn(inspection);
    if (implementations.size === 0) return [];
    const told = new Set<string>();
    return asksIn(inspection).flatMap(({ object, className, uses }) => {
      const implementation = className === undefined ? undefined : implementations.get(className);
      const { name, features } = implementation ?? {};
      if (!features) return [];
      return uses
        .filter(({ feature }) => features.unsupported.includes(feature))
        .flatMap(({ feature, path }) => {
          const text = `${name} doesn't support ${feature}, by the report of ${features.readFrom}`;
          const key = [object.place.file, object.place.document, ...object.path, ...path, text].join(' ');
          if (told.has(key)) return [];
          told.add(key);
          return [inspection._at(object, path, text, fieldTexts(object, path, inspection._evidence))];
        });
    });
  }
}

/** An object that asks something of the Gateways of a class. */
interface Ask {
  readonly object: Place;
  readonly className?: string;
  readonly uses: readonly FeatureUse[];
}

function asksIn({ _evidence: evidence }: Inspection): Ask[] {
  const { gateways, listenerSets } = evidence.network;
  const ofSets = listenerSets.map(({ object, parent }) => ({
    object,
    className: gateways.find(
      (gateway) => gateway.object.namespace === parent.namespace && gateway.object.name === parent.name,
    )?.className,
    uses: [{ feature: GatewayFeature.LISTENER_SET, path: ['kind'] }],
  }));
  const ofListeners = evidence.allListeners().map((listener) => ({
    object: listener.owner,
    className: listener.className,
    uses: usesOfListener(listener),
  }));
  const ofRoutes = attachmentsIn(evidence).flatMap(({ route, parent, admissions }) => {
    const uses = [...usesOfRoute(route, evidence.bodyOf(route.object)), ...usesOfBackends(route, evidence)];
    return admissions.map(({ listener }) => {
      return {
        object: route.object,
        className: listener.className,
        uses: [...uses, ...usesAt(listener, route, parent)],
      };
    });
  });
  const ofPolicies = tlsTargetsIn(evidence).flatMap(({ policy, namespace, service }) =>
    attachmentsIn(evidence)
      .filter(({ route }) => leadsTo(route, namespace, service))
      .flatMap(({ admissions }) => admissions)
      .map(({ listener }) => ({
        object: policy,
        className: listener.className,
        uses: usesOfTlsPolicy(policy.body),
      })),
  );
  return [
    ...gateways.map(({ object, className }) => ({ object, className, uses: usesOfGateway(evidence.bodyOf(object)) })),
    ...ofListeners,
    ...ofSets,
    ...ofRoutes,
    ...ofPolicies,
  ];
}

function leadsTo({ rules }: RouteFacts, namespace: string, service: string): boolean {
  return rules.some(({ backends }) =>
    backends.some((to) => to.kind === 'Service' && to.namespace === namespace && to.name === service),
  );
}

/** The implementations by the GatewayClasses that ask for them: those of the profile, and those that were read. */
function implementationsIn({ cluster, _evidence: { objects } }: Inspection): Map<string, IGatewayImplementation> {
  const known = (cluster?.entries ?? []).flatMap(({ implementation }) => implementation ?? []);
  const read = objects
    .filter(({ kind }) => kind === 'GatewayClass')
    .flatMap(({ name, body }) => {
      const controller = textAt(body, 'spec', 'controllerName');
      const found = known.find(({ controllerName }) => controllerName === controller);
      return found ? [[name, found] as const] : [];
    });
  return new Map([...known.map((each) => [each.gatewayClassName, each] as const), ...read]);
}
