import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { constructError, located } from '../errors';
import { namespaceOf, objectMetadata, patchable, resourceName, withdrawn } from '../objects';
import { LabelExpression, LabelSelector, NAMESPACE_NAME, Peer, selectorManifest } from '../traffic';
import { isOfKubernetes, ruleManifest } from './admission-rule-laws';
import { checkAdmissionWebhook, checkWebhookName } from './admission-webhook-laws';
import { AdmissionKind, type AdmissionWebhookProps, FailurePolicy, SideEffects } from './admission-webhook-props';

/** Where nodes and the control plane have what they can't work without. */
const SYSTEM = ['kube-node-lease', 'kube-system'];

/**
 * Has the API server ask a workload before it takes an object: a ValidatingWebhookConfiguration or a
 * MutatingWebhookConfiguration with one webhook, and the connection from the API server to the pods.
 *
 * It speaks HTTPS to the Service, whose certificate has to name `<service>.<namespace>.svc`.
 *
 * @example
 * const kubernetesApi = KubernetesApi.at(['10.0.0.4']);
 * const guard = new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm({ kubernetesApi }) }), 'guard');
 * const policies = new InternalService(guard, 'policies', { image: 'ghcr.io/acme/policies:1.0', port: 8443, servicePort: 443 });
 * new AdmissionWebhook(guard, 'images', {
 *   backend: policies,
 *   kind: AdmissionKind.VALIDATING,
 *   rules: [{ operations: [AdmissionOperation.CREATE], resources: ['pods'], apiVersions: ['v1'] }],
 *   path: '/validate-images',
 *   trust: WebhookTrust.certManager('policies'),
 * });
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export class AdmissionWebhook extends Construct {
  /** The ValidatingWebhookConfiguration or MutatingWebhookConfiguration. */
  public readonly object: ApiObject;

  /**
   * @throws when the API server would refuse it, when it could stop the cluster, when the profile doesn't say from where
   * the API server connects, or when its Service has no such port or is in a chart without a namespace
   */
  public constructor(scope: Construct, id: string, props: AdmissionWebhookProps) {
    super(scope, id);
    try {
      located(this, () => checkAdmissionWebhook(props));
      this.object = this.configuration(
        resourceName(scope, id, { kind: 'an AdmissionWebhook', name: props.name }),
        props,
      );
      this.letApiServerIn(props);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  private configuration(name: string, props: AdmissionWebhookProps): ApiObject {
    const { trust, kind, backend } = props;
    const namespace = this.namespaceOf(props);
    const webhookName = props.webhookName ?? `${name}.${backend.service.object.name}.${namespace}.svc`;
    located(this, () => checkWebhookName(webhookName));
    const annotations = trust._annotations(namespace);
    const object = new ApiObject(this, 'Configuration', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: `${kind}WebhookConfiguration`,
      metadata: {
        // A label of DNS has no dots, so that namesakes of two namespaces differ.
        ...objectMetadata(this, `${namespaceOf(this) ?? namespace}.${name}`, name),
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
      webhooks: Lazy.any({ produce: () => [webhookManifest(webhookName, namespace, props)] }),
    });
    // cdk8s gives every object of a chart the chart's namespace; a configuration is in none.
    patchable(object, (json) => {
      delete json.metadata.namespace;
    });
    return object;
  }

  /** The namespace of the Service, which the API server has to be told. */
  private namespaceOf({ backend }: AdmissionWebhookProps): string {
    const namespace = backend?.service?.object?.metadata?.namespace;
    // From JavaScript, something outside the cluster may come, which has a Service and no pods.
    if (namespace !== undefined && backend.connections !== undefined) return namespace;
    throw constructError(this, {
      law: 'the `backend` of an AdmissionWebhook must be a workload with a Service, in a chart that names its namespace',
      got: backend,
      remedy: 'give an InternalService that is made inside an IsolatedNamespace',
    });
  }

  private letApiServerIn({ backend, port, apiServer = Peer.kubernetesApi() }: AdmissionWebhookProps): void {
    const target = located(this, () => backend.service.targetPort(port));
    backend.connections.allowFrom(apiServer, {
      ports: [target],
      reason: `the API server asks the admission webhook ${this.object.name}`,
    });
  }
}

function webhookManifest(name: string, namespace: string, props: AdmissionWebhookProps): any {
  const { backend, kind, matchConditions = {}, matchPolicy, objectSelector, path = '/', timeout, trust } = props;
  const conditions = Object.entries(matchConditions).map(([condition, expression]) => ({
    name: condition,
    expression,
  }));
  const namespaces = namespacesOf(namespace, props);
  return {
    name,
    admissionReviewVersions: [...(props.admissionReviewVersions ?? ['v1'])],
    clientConfig: {
      service: {
        name: backend.service.object.name,
        namespace,
        path,
        port: props.port ?? backend.service.defaultPort,
      },
      ...(trust._caBundle === undefined ? {} : { caBundle: trust._caBundle }),
    },
    failurePolicy: props.failurePolicy ?? FailurePolicy.FAIL,
    rules: props.rules.map(ruleManifest),
    sideEffects: props.sideEffects ?? SideEffects.NONE,
    ...(namespaces === undefined ? {} : { namespaceSelector: selectorManifest(namespaces) }),
    ...(objectSelector === undefined ? {} : { objectSelector: selectorManifest(objectSelector) }),
    ...(timeout === undefined ? {} : { timeoutSeconds: timeout.toSeconds() }),
    ...(matchPolicy === undefined ? {} : { matchPolicy }),
    ...(conditions.length > 0 ? { matchConditions: conditions } : {}),
    ...(kind === AdmissionKind.MUTATING && props.reinvocation ? { reinvocationPolicy: props.reinvocation } : {}),
  };
}

/** The namespaces about which it is asked: without those that it needs itself, where it has to answer. */
function namespacesOf(own: string, props: AdmissionWebhookProps): LabelSelector | undefined {
  const { namespaceSelector, rules, failurePolicy = FailurePolicy.FAIL } = props;
  if (failurePolicy !== FailurePolicy.FAIL || !rules.some(isOfKubernetes)) return namespaceSelector;
  const spared = [...new Set([...SYSTEM, own])].sort();
  const { labels = {}, expressions = [] } = namespaceSelector ?? {};
  return LabelSelector.of({ labels, expressions: [...expressions, LabelExpression.isNotIn(NAMESPACE_NAME, spared)] });
}
