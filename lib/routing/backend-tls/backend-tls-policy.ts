import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { constructError, type Located, located, placeOf, valueError } from '../../errors';
import { addReadingValidation, clusterOf, isPresent, PerApp, patchable } from '../../objects';
import { namespaceOfBackend } from '../backend';
import { knownNamespace } from '../known-namespace';
import { routeMetadata, routeName } from '../names';
import { checkBackendTls, checkEntry } from './backend-tls-laws';
import type { BackendTlsPolicyProps } from './backend-tls-policy-props';

/** The policies of an app by what they are for: of two for one thing a cluster heeds the older one alone. */
const TARGETS = new PerApp<Map<string, IConstruct>>(() => new Map());

/**
 * Has data planes connect to a backend by TLS, and says whose certificate they trust.
 *
 * It changes nothing of who may connect, nor of what the pods do: they have to speak TLS on that port. It needs Gateway
 * API 1.4, said in the cluster profile, or the experimental channel before.
 *
 * @example
 * const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_5 });
 * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8443 });
 * new BackendTlsPolicy(shop, 'api-tls', {
 *   backend: api,
 *   hostname: 'api.shop.internal',
 *   trust: BackendTrust.authorities('internal-ca'),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export class BackendTlsPolicy extends ApiObject {
  /**
   * @throws when the Service is in another namespace or app, another policy is for the same port, a host, name or option
   * is malformed, or the cluster's Gateway API or the implementation lacks something
   */
  public constructor(scope: Construct, id: string, props: BackendTlsPolicyProps) {
    const place = placeOf(scope, id);
    checkBackendTls(place, scope, props);
    const { backend, portName, hostname, trust, subjectAltNames, options } = props;
    const name = routeName(scope, id, { kind: 'a BackendTLSPolicy', name: props.name });
    const namespace = knownNamespace(place, scope, {
      kind: 'a BackendTLSPolicy',
      why: 'that of its Service must be the same',
    });
    checkHome(place, namespace, props);
    const apiVersion = located(place, () => clusterOf(scope)._gatewayApiVersionOf('BackendTLSPolicy'));
    checkEntry(place, scope, props);
    const { object } = backend.service;
    const target = `${namespace}/${object.name}${portName === undefined ? '' : ` port "${portName}"`}`;
    checkTarget(place, scope, target);
    const section = portName === undefined ? {} : { sectionName: portName };
    super(scope, id, {
      apiVersion,
      kind: 'BackendTLSPolicy',
      metadata: routeMetadata(scope, name),
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: object.name, ...section }],
        validation: {
          ...trust._manifest,
          hostname,
          ...(subjectAltNames === undefined
            ? {}
            : { subjectAltNames: subjectAltNames.map(({ _manifest }) => _manifest) }),
        },
        ...(options === undefined ? {} : { options: { ...options } }),
      },
    });
    TARGETS.of(this).set(target, this);
    if (portName !== undefined) addReadingValidation(this, () => portProblems(object, portName));
    patchable(this);
  }
}

function checkHome(place: Located, namespace: string, { backend }: BackendTlsPolicyProps): void {
  const home = namespaceOfBackend(backend);
  if (home === namespace) return;
  throw constructError(place, {
    law: `a BackendTLSPolicy must be in the namespace of its Service, ${home}`,
    got: namespace,
    remedy: 'make it in a chart of that namespace',
  });
}

function checkTarget(place: Located, scope: Construct, target: string): void {
  const earlier = TARGETS.of(scope).get(target);
  if (!earlier || !isPresent(earlier)) return;
  throw constructError(place, {
    law: `a Service port must have one BackendTLSPolicy, but [${earlier.node.path}] is for Service ${target} already`,
    remedy: 'leave one of them out: a cluster would heed the older one alone',
  });
}

/** What can only be seen once the Service is complete: a policy for no port changes nothing, in silence. */
function portProblems(service: ApiObject, portName: string): string[] {
  const ports: any[] = service.toJson().spec?.ports ?? [];
  const names = ports.flatMap(({ name }) => name ?? []);
  if (names.includes(portName)) return [];
  const { message } = valueError({
    law: `the \`portName\` of a BackendTLSPolicy must be a port of Service ${service.name}: ${names.join(', ') || 'none has a name'}`,
    got: portName,
    remedy: 'name one of these, or leave it out for all ports',
  });
  return [message];
}
