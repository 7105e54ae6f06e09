import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Entry, GatewayAnswer, IGatewayImplementation, ILoadBalancer } from '../../cluster';
import { type Located, located } from '../../errors';
import { clusterOf, objectMetadata, patchable } from '../../objects';
import { Protocol, TrafficPolicy } from '../../traffic';
import type { GatewayParameters, GatewayProps } from './gateway-props';
import type { Listening } from './listening';

/** Whose infrastructure it is. */
interface Asking {
  readonly name: string;
  readonly namespace: string;
  readonly entry: Entry;
  readonly implementation: IGatewayImplementation;
  readonly listening: Listening;
}

/** What the implementation answers to what a Gateway and its entry say. */
export function answerFor(place: Located, scope: Construct, asking: Asking): GatewayAnswer {
  const { entry, implementation, name, namespace, listening } = asking;
  const { cloudCertificates, httpsPort } = listening;
  const { isInternal, usesProxyProtocol, trustedHops } = entry;
  const internalAnnotations = isInternal ? internalAnnotationsOf(clusterOf(scope).loadBalancer) : undefined;
  return located(place, () =>
    implementation.serve({
      gateway: { name, namespace },
      isInternal,
      usesProxyProtocol,
      trustedHops,
      internalAnnotations,
      ...(cloudCertificates.length > 0 ? { cloudCertificates, httpsPort } : {}),
    }),
  );
}

/** How the load balancer of the cluster keeps to the private network; undefined where it can't be told. */
function internalAnnotationsOf(balancer: ILoadBalancer): { readonly [key: string]: string } | undefined {
  try {
    return balancer.serve({
      isInternal: true,
      addresses: [],
      usesProxyProtocol: false,
      sourceRanges: [],
      externalTrafficPolicy: TrafficPolicy.CLUSTER,
      protocols: [Protocol.TCP],
      ipFamilies: [],
    }).annotations;
  } catch {
    // The implementation says what is missing, where it is the load balancer that it would ask.
    return undefined;
  }
}

/**
 * Writes the objects by which the implementation is told what the Gateway API has no words for.
 *
 * What is in them may depend on the certificates of routes to come, so the implementation is asked again at synth.
 */
export function writeObjects(scope: Construct, name: string, ask: () => GatewayAnswer): ApiObject[] {
  const { objects = [] } = ask();
  return objects.map(({ apiVersion, kind, suffix, labels, fields }, index) => {
    const produce = (key: string) => (ask().objects?.[index]?.fields as any)?.[key];
    const own = objectMetadata(scope, `${name}-${suffix}`);
    const object = new ApiObject(scope, suffix, {
      apiVersion,
      kind,
      metadata: { ...own, labels: { ...own.labels, ...labels } },
      ...Object.fromEntries(Object.keys(fields).map((key) => [key, Lazy.any({ produce: () => produce(key) })])),
    });
    patchable(object);
    return object;
  });
}

/** The `infrastructure` of a Gateway as it is written; undefined where there is nothing to say. */
export function infrastructureManifest(props: GatewayProps, answer: GatewayAnswer, objects: ApiObject[]): any {
  const { labels, annotations } = propagated(props, answer);
  const parameters = parametersOf(props.infrastructure?.parameters, answer, objects);
  const written = {
    ...(Object.keys(labels).length > 0 ? { labels } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    ...(parameters === undefined ? {} : { parametersRef: parameters }),
  };
  return Object.keys(written).length > 0 ? written : undefined;
}

/** What the implementation gives to whatever it makes for a Gateway: what was said, and what the entry needs. */
export function propagated({ infrastructure }: GatewayProps, answer: GatewayAnswer) {
  return {
    labels: { ...infrastructure?.labels, ...answer.labels },
    annotations: { ...infrastructure?.annotations, ...answer.annotations },
  };
}

function parametersOf(given: GatewayParameters | undefined, { parameters }: GatewayAnswer, objects: ApiObject[]): any {
  const own = parameters === undefined ? undefined : objects[parameters];
  if (!own) return given && { group: given.group, kind: given.kind, name: given.name };
  const [group = ''] = own.apiVersion.split('/');
  return { group, kind: own.kind, name: own.name };
}
