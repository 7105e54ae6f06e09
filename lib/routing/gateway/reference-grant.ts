import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Located, located, placeOf, valueError } from '../../errors';
import { clusterOf, ensureRules, labelValue, objectLabels, patchable } from '../../objects';
import { checkDnsLabel, checkDnsSubdomain, checkKnownOptions, checkObject } from '../../traffic';
import { grantName } from '../names';

const KNOWN = ['fromKind', 'fromNamespace', 'toKind', 'toName', 'namespace', 'name'];

/** The kinds of objects that refer to others. */
export enum ReferrerKind {
  /** A Gateway, to the Secrets of its certificates, and to the ConfigMaps of authorities. */
  GATEWAY = 'Gateway',
  /** An HTTPRoute, to the Services behind it. */
  HTTP_ROUTE = 'HTTPRoute',
  /** A GRPCRoute, to the Services behind it. */
  GRPC_ROUTE = 'GRPCRoute',
  /** A TLSRoute, to the Services behind it. */
  TLS_ROUTE = 'TLSRoute',
  /** A TCPRoute, to the Services behind it. */
  TCP_ROUTE = 'TCPRoute',
  /** A UDPRoute, to the Services behind it. */
  UDP_ROUTE = 'UDPRoute',
  /** A ListenerSet, to the Secrets of its certificates. */
  LISTENER_SET = 'ListenerSet',
}

/** The kinds of objects that are referred to. */
export enum ReferentKind {
  /** A Secret, with a certificate. */
  SECRET = 'Secret',
  /** A Service, as a backend. */
  SERVICE = 'Service',
  /** A ConfigMap, with the certificates of authorities. */
  CONFIG_MAP = 'ConfigMap',
}

/** Who may refer to what. */
export interface ReferenceGrantProps {
  /** The kind of the object that refers. */
  readonly fromKind: ReferrerKind;
  /** The namespace of the object that refers. */
  readonly fromNamespace: string;
  /** The kind of the object referred to. */
  readonly toKind: ReferentKind;
  /** The name of the one object referred to. */
  readonly toName: string;
  /** The namespace of the object referred to, where the grant has to stand. */
  readonly namespace: string;

  /**
   * Its name, a DNS-1123 subdomain.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * Lets objects of another namespace refer to one object of this one.
 *
 * Routes write it by themselves wherever a backend, a mirror or a certificate is in another namespace. A route's
 * parent never needs one: its Gateway's `allowedRoutes` decide.
 *
 * @example
 * const chart = new Chart(new Platform(), 'payments', { namespace: 'payments' });
 * new ReferenceGrant(chart, 'ledger-from-shop', {
 *   fromKind: ReferrerKind.HTTP_ROUTE,
 *   fromNamespace: 'shop',
 *   toKind: ReferentKind.SERVICE,
 *   toName: 'ledger',
 *   namespace: 'payments',
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrant extends ApiObject {
  /**
   * @throws when a kind is none of these, or a name breaks Kubernetes' syntax
   */
  public constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    checkGrant(placeOf(scope, id), props);
    const name = grantName(scope, id, props.name);
    ensureRules(scope);
    super(scope, id, {
      apiVersion: clusterOf(scope)._gatewayApiVersionOf('ReferenceGrant'),
      kind: 'ReferenceGrant',
      metadata: {
        name,
        namespace: props.namespace,
        // A Secret's name may be longer than a label holds.
        labels: objectLabels(labelValue(props.toName), props.namespace),
      },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: props.fromKind, namespace: props.fromNamespace }],
        to: [{ group: '', kind: props.toKind, name: props.toName }],
      },
    });
    patchable(this);
  }
}

/** Checks what a grant says before anything is made. */
export function checkGrant(place: Located, props: ReferenceGrantProps): void {
  located(place, () => {
    checkObject('the properties of a ReferenceGrant', props);
    checkKnownOptions('a ReferenceGrant', props, KNOWN);
    checkKind('fromKind', 'ReferrerKind', Object.values(ReferrerKind), props.fromKind);
    checkKind('toKind', 'ReferentKind', Object.values(ReferentKind), props.toKind);
    checkDnsLabel('the namespace of a ReferenceGrant', props.namespace);
    checkDnsLabel('the namespace that may refer', props.fromNamespace);
    checkDnsSubdomain('the name of the object referred to', props.toName);
  });
}

function checkKind(option: string, type: string, kinds: string[], kind: string): void {
  if (kinds.includes(kind)) return;
  throw valueError({
    law: `the \`${option}\` of a ReferenceGrant must be a ${type}: ${kinds.join(', ')}`,
    got: kind,
    remedy: 'write ReferenceGrants of other kinds as an ApiObject',
  });
}
