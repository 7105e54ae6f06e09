import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { objectMetadata, patchable } from '../../objects';

/**
 * Writes the account under which pods run that name none, so that none of them gets a token for the Kubernetes API
 * unasked. Kubernetes makes it in any case, and with the token.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function defaultServiceAccount(scope: Construct): ApiObject {
  const object = new ApiObject(scope, 'DefaultServiceAccount', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMetadata(scope, 'default'),
    automountServiceAccountToken: false,
  });
  patchable(object);
  return object;
}
