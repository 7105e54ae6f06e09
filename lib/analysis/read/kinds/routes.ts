import type { BackendRefFacts, ParentRefFacts, RouteKind, RouteRuleFacts } from '../../network/routes';
import { GATEWAY_GROUP } from '../../network/routes';
import type { Field } from '../fields/field';
import { hostIn } from '../fields/hosts';
import { portNumberIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';
import { referenceIn } from '../references';

/** The routes, which differ in the versions they went through and in what they match. */
export const routeReaders: readonly KindReader[] = [
  routeReader('HTTPRoute', ['v1', 'v1beta1', 'v1alpha2'], httpMatchIn),
  routeReader('GRPCRoute', ['v1', 'v1alpha2'], grpcMatchIn),
  routeReader('TLSRoute', ['v1', 'v1alpha3', 'v1alpha2'], () => '/'),
  routeReader('TCPRoute', ['v1', 'v1alpha2'], () => '/'),
  routeReader('UDPRoute', ['v1', 'v1alpha2'], () => '/'),
];

function routeReader(kind: RouteKind, versions: readonly string[], matchIn: (match: Field) => string): KindReader {
  return {
    group: GATEWAY_GROUP,
    kind,
    versions,
    scope: 'Namespaced',
    read(object, body) {
      const spec = body.at('spec');
      const rules = spec.at('rules').mappings('the rules of a route', 'a rule');
      const route = {
        object,
        kind,
        parents: spec
          .at('parentRefs')
          .items('parentRefs')
          .map((parent) => parentIn(parent, object.namespace)),
        hostnames: spec.at('hostnames').items('hostnames').map(hostIn),
        rules: rules.map((rule) => ruleIn(rule, object.namespace, matchIn)),
      };
      return { routes: [route] };
    },
  };
}

function parentIn(field: Field, namespace: string): ParentRefFacts {
  const sectionName = field.at('sectionName').optionalText('sectionName');
  return {
    ...referenceIn(field, { group: GATEWAY_GROUP, kind: 'Gateway', namespace }),
    path: field.path,
    ...(sectionName !== undefined && { sectionName }),
    ...(!field.at('port').isAbsent && { port: portNumberIn(field.at('port')) }),
  };
}

function ruleIn(rule: Field, namespace: string, matchIn: (match: Field) => string): RouteRuleFacts {
  const matches = rule.at('matches').mappings('matches', 'a match').map(matchIn);
  const filters = rule.at('filters').mappings('filters', 'a filter');
  const backends = rule.at('backendRefs').items('backendRefs');
  const ofBackends = backends.flatMap((backend) => backend.at('filters').mappings('filters', 'a filter'));
  return {
    path: rule.path,
    matches: matches.length > 0 ? [...new Set(matches)] : ['/'],
    backends: [
      ...backends.map((backend) => backendIn(backend, namespace, 'backend')),
      ...[...filters, ...ofBackends].flatMap((filter) => filteredTo(filter, namespace)),
    ],
    redirects: filters.some((filter) => filter.at('type').value === 'RequestRedirect'),
  };
}

/** Where a filter sends requests, or questions about them. */
function filteredTo(filter: Field, namespace: string): BackendRefFacts[] {
  switch (filter.at('type').text('the type of a filter')) {
    case 'RequestMirror':
      return [backendIn(filter.at('requestMirror').at('backendRef'), namespace, 'mirror')];
    case 'ExternalAuth':
      return [backendIn(filter.at('externalAuth').at('backendRef'), namespace, 'auth')];
    default:
      return [];
  }
}

function backendIn(field: Field, namespace: string, role: BackendRefFacts['role']): BackendRefFacts {
  const reference = referenceIn(field, { group: '', kind: 'Service', namespace });
  const port = field.at('port');
  const mustHavePort = reference.group === '' && reference.kind === 'Service';
  const weight = field.at('weight');
  return {
    ...reference,
    path: field.path,
    ...((mustHavePort || !port.isAbsent) && { port: portNumberIn(port) }),
    weight: weight.isAbsent ? 1 : weight.integer('a weight', 0, 1_000_000),
    role,
  };
}

/** `POST /orders`. Headers and query parameters narrow a match further, which no policy sees. */
function httpMatchIn(match: Field): string {
  const method = match.at('method').optionalText('a method');
  const path = match.at('path').at('value').optionalText('a path') ?? '/';
  return method === undefined ? path : `${method} ${path}`;
}

/** `Greeter/SayHello`. */
function grpcMatchIn(match: Field): string {
  const service = match.at('method').at('service').optionalText('a gRPC service');
  const method = match.at('method').at('method').optionalText('a gRPC method');
  if (service === undefined && method === undefined) return '/';
  return `${service ?? '*'}/${method ?? '*'}`;
}
