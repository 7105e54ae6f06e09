import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectLabels, patchable } from '../../objects';

/** Who may refer to what. */
export interface ReferenceGrantProps {
  /** The kind of the object that refers: `HTTPRoute` or `Gateway`. */
  readonly fromKind: string;
  /** The namespace of the object that refers. */
  readonly fromNamespace: string;
  /** The kind of the object referred to: `Service` or `Secret`. */
  readonly toKind: string;
  /** The name of the one object referred to. */
  readonly toName: string;
  /** The namespace of the object referred to, where the grant has to stand. */
  readonly namespace: string;
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
 *   fromKind: 'HTTPRoute',
 *   fromNamespace: 'shop',
 *   toKind: 'Service',
 *   toName: 'ledger',
 *   namespace: 'payments',
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class ReferenceGrant extends ApiObject {
  public constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id, {
      // v1 is newer than many clusters; v1beta1 is served by all.
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: {
        name: `${props.toKind.toLowerCase()}-${props.toName}-from-${props.fromNamespace}`,
        namespace: props.namespace,
        labels: objectLabels(props.toName, props.namespace),
      },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: props.fromKind, namespace: props.fromNamespace }],
        to: [{ group: '', kind: props.toKind, name: props.toName }],
      },
    });
    patchable(this);
  }
}

/** Writes a grant under a construct, once however often it is asked for. */
export function grant(scope: Construct, props: ReferenceGrantProps): void {
  const id = `Grant-${props.fromKind}-${props.fromNamespace}-${props.toKind}-${props.toName}`;
  if (!scope.node.tryFindChild(id)) new ReferenceGrant(scope, id, props);
}
