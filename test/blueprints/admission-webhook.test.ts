import { Chart, Duration, JsonPatch } from 'cdk8s';
import {
  AdmissionKind,
  AdmissionOperation,
  AdmissionScope,
  AdmissionWebhook,
  type AdmissionWebhookProps,
  Clusters,
  ExternalService,
  FailurePolicy,
  InternalService,
  IsolatedNamespace,
  KubernetesApi,
  LabelExpression,
  LabelSelector,
  MatchPolicy,
  NetworkPlugin,
  Peer,
  Platform,
  Reinvocation,
  SideEffects,
  WebhookTrust,
} from '../../lib';
import { Answer } from '../../lib/analysis';
import { listOf } from '../workload/written';
import { type Facts, networkOf, shopOf } from './derived';

const { CREATE, UPDATE } = AdmissionOperation;
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const KNOWN = { kubernetesApi: KubernetesApi.at(['10.0.0.4']) };
const PODS = { operations: [CREATE], resources: ['pods'], apiVersions: ['v1'] };
const OWN = {
  operations: [CREATE, UPDATE],
  resources: ['shops'],
  apiVersions: ['v1'],
  apiGroups: ['acme.example.com'],
};

function hooked(options: Partial<AdmissionWebhookProps> = {}, facts: Facts = KNOWN) {
  const shop = shopOf(facts);
  const backend = new InternalService(shop, 'guard', { image: 'guard:1', port: 8443, servicePort: 443 });
  const webhook = () =>
    new AdmissionWebhook(shop, 'pods', {
      backend,
      kind: AdmissionKind.VALIDATING,
      rules: [PODS],
      trust: WebhookTrust.certManager('guard'),
      ...options,
    });
  return { shop, backend, webhook, app: shop.node.root as Platform };
}

const hookOf = (options: Partial<AdmissionWebhookProps>) => hooked(options).webhook().object.toJson().webhooks[0];

test('a configuration says the least that it must', () => {
  expect(hooked().webhook().object.toJson()).toEqual({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: 'shop.pods',
      annotations: { 'cert-manager.io/inject-ca-from': 'shop/guard' },
      labels: {
        'app.kubernetes.io/instance': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/name': 'pods',
        'app.kubernetes.io/part-of': 'shop',
      },
    },
    webhooks: [
      {
        name: 'pods.guard.shop.svc',
        admissionReviewVersions: ['v1'],
        clientConfig: { service: { name: 'guard', namespace: 'shop', path: '/', port: 443 } },
        failurePolicy: 'Fail',
        namespaceSelector: {
          matchExpressions: [
            {
              key: 'kubernetes.io/metadata.name',
              operator: 'NotIn',
              values: ['kube-node-lease', 'kube-system', 'shop'],
            },
          ],
        },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
        sideEffects: 'None',
      },
    ],
  });
});

test('a configuration may say all that there is', () => {
  const { webhook } = hooked({
    kind: AdmissionKind.MUTATING,
    name: 'defaults',
    webhookName: 'defaults.acme.example.com',
    rules: [{ ...OWN, scope: AdmissionScope.NAMESPACED }],
    trust: WebhookTrust.pem(PEM),
    port: 443,
    path: '/mutate/shops',
    failurePolicy: FailurePolicy.IGNORE,
    sideEffects: SideEffects.NONE_ON_DRY_RUN,
    timeout: Duration.seconds(5),
    admissionReviewVersions: ['v1', 'v1beta1'],
    matchPolicy: MatchPolicy.EXACT,
    namespaceSelector: LabelSelector.of({ labels: { team: 'a' } }),
    objectSelector: LabelSelector.of({ expressions: [LabelExpression.exists('shop')] }),
    matchConditions: { 'not-a-node': '!("system:nodes" in request.userInfo.groups)' },
    reinvocation: Reinvocation.IF_NEEDED,
  });
  const json = webhook().object.toJson();
  expect([json.kind, json.metadata.name]).toEqual(['MutatingWebhookConfiguration', 'shop.defaults']);
  expect(json.metadata).not.toHaveProperty('annotations');
  expect(json.webhooks).toEqual([
    {
      name: 'defaults.acme.example.com',
      admissionReviewVersions: ['v1', 'v1beta1'],
      clientConfig: {
        caBundle: Buffer.from(PEM).toString('base64'),
        service: { name: 'guard', namespace: 'shop', path: '/mutate/shops', port: 443 },
      },
      failurePolicy: 'Ignore',
      matchConditions: [{ name: 'not-a-node', expression: '!("system:nodes" in request.userInfo.groups)' }],
      matchPolicy: 'Exact',
      namespaceSelector: { matchLabels: { team: 'a' } },
      objectSelector: { matchExpressions: [{ key: 'shop', operator: 'Exists' }] },
      reinvocationPolicy: 'IfNeeded',
      rules: [
        {
          apiGroups: ['acme.example.com'],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['shops'],
          scope: 'Namespaced',
        },
      ],
      sideEffects: 'NoneOnDryRun',
      timeoutSeconds: 5,
    },
  ]);
});

test('it may be patched', () => {
  const { object } = hooked().webhook();
  object.addJsonPatch(JsonPatch.add('/webhooks/0/timeoutSeconds', 3));
  expect(object.toJson().webhooks[0].timeoutSeconds).toBe(3);
});

test('the API server trusts what others write in', () => {
  const annotations = (trust: WebhookTrust) => hooked({ trust }).webhook().object.toJson().metadata.annotations;
  expect(annotations(WebhookTrust.certManagerSecret('ca'))).toEqual({
    'cert-manager.io/inject-ca-from-secret': 'shop/ca',
  });
  expect(annotations(WebhookTrust.writtenLater())).toBeUndefined();
});

describe('the namespaces', () => {
  const spared = (values: string[]) => ({ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values });
  const SPARED = spared(['kube-node-lease', 'kube-system', 'shop']);

  test('are those that were chosen, without those that the webhook needs', () => {
    const namespaceSelector = LabelSelector.of({
      labels: { team: 'a' },
      expressions: [LabelExpression.exists('guarded')],
    });
    expect(hookOf({ namespaceSelector }).namespaceSelector).toEqual({
      matchLabels: { team: 'a' },
      matchExpressions: [{ key: 'guarded', operator: 'Exists' }, SPARED],
    });
  });

  test.each([[['*']], [['apps']], [['coordination.k8s.io']], [['acme.example.com', '']]])(
    'are without these for the groups %j',
    (apiGroups) => {
      const scope = AdmissionScope.NAMESPACED;
      expect(hookOf({ rules: [{ ...PODS, apiGroups, scope }] }).namespaceSelector.matchExpressions).toEqual([SPARED]);
    },
  );

  test('are all where nothing waits for the answer, or where the kinds are of nobody else', () => {
    expect(hookOf({ failurePolicy: FailurePolicy.IGNORE })).not.toHaveProperty('namespaceSelector');
    expect(hookOf({ rules: [OWN] })).not.toHaveProperty('namespaceSelector');
  });
});

describe('the connection', () => {
  test('leads from the API server to the port of the pods, and nobody else gets there', () => {
    const { webhook, app } = hooked();
    webhook();
    const network = networkOf(app);
    expect(network.answer('10.0.0.4', 'shop/guard', 8443)).toBe(Answer.ALLOWED);
    expect(network.answer('10.0.0.5', 'shop/guard', 8443)).toBe(Answer.DENIED);
    expect(network.answer('10.0.0.4', 'shop/guard', 443)).toBe(Answer.DENIED);
  });

  test('is listed with its reason', () => {
    const { backend, webhook } = hooked();
    webhook();
    expect(backend.connections.list().map((each) => [`${each}`, each.reasons])).toEqual([
      ['Kubernetes API -> shop/guard  TCP 8443', ['the API server asks the admission webhook shop.pods']],
    ]);
  });

  test('is one from the entity of Cilium', () => {
    const { backend, webhook } = hooked({}, { networkPlugin: NetworkPlugin.cilium() });
    webhook();
    expect(backend.connections.policyBeside?.toJson().spec.ingress[0].fromEntities).toEqual(['kube-apiserver']);
  });

  test('comes from wherever it is said to come from', () => {
    const apiServer = Peer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'konnectivity-agent' } });
    const { backend, webhook } = hooked({ apiServer }, {});
    webhook();
    expect(backend.connections.list().map(({ from }) => from)).toEqual([
      expect.objectContaining({ key: apiServer.key }),
    ]);
  });
});

describe('two of them', () => {
  test('in two namespaces differ in their names', () => {
    const { app, webhook, backend } = hooked();
    webhook();
    const bank = new IsolatedNamespace(app, 'bank');
    new AdmissionWebhook(bank, 'pods', {
      backend,
      kind: AdmissionKind.VALIDATING,
      rules: [PODS],
      trust: WebhookTrust.writtenLater(),
    });
    expect(listOf(bank)).toContain('ValidatingWebhookConfiguration bank.pods');
    expect(() => app.synthYaml()).not.toThrow();
  });
});

describe('refuses', () => {
  test.each<[string, any, string]>([
    [
      'a misspelt option',
      { sideEffect: 'None' },
      'an AdmissionWebhook must have no `sideEffect`, but got "None"; leave it out; it may have backend, kind, rules, ' +
        'trust, name, webhookName, port, path, failurePolicy, sideEffects, timeout, admissionReviewVersions, matchPolicy, ' +
        'namespaceSelector, objectSelector, matchConditions, reinvocation, apiServer',
    ],
    [
      'no kind',
      { kind: undefined },
      'the `kind` of an AdmissionWebhook must be one of AdmissionKind, but got undefined; write it as in AdmissionKind.VALIDATING',
    ],
    [
      'side effects that v1 refuses',
      { sideEffects: 'Unknown' },
      'the `sideEffects` of an AdmissionWebhook must be one of SideEffects, but got "Unknown"; write it as in SideEffects.NONE',
    ],
    [
      'no trust',
      { trust: PEM },
      'the `trust` of an AdmissionWebhook must be a WebhookTrust, but got ' +
        '"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"; ' +
        "write it as in WebhookTrust.certManager('webhook-cert')",
    ],
    [
      'a selector that is none',
      { objectSelector: { app: 'shop' } },
      'the `objectSelector` of an AdmissionWebhook must be a LabelSelector, but got {"app":"shop"}; ' +
        "write it as in LabelSelector.of({ labels: { team: 'a' } })",
    ],
    [
      'a peer that is none',
      { apiServer: '10.0.0.4' },
      'the `apiServer` of an AdmissionWebhook must be a Peer, but got "10.0.0.4"; write it as in Peer.kubernetesApi()',
    ],
    [
      'no rule',
      { rules: [] },
      'the `rules` of an AdmissionWebhook must be a list with a rule in it, but got an empty list; write them as in ' +
        "[{ operations: [AdmissionOperation.CREATE], resources: ['pods'], apiVersions: ['v1'] }]",
    ],
    [
      'an operation that is none',
      { rules: [{ ...PODS, operations: ['GET'] }] },
      'an operation must be an AdmissionOperation, but got "GET"; write it as in AdmissionOperation.CREATE',
    ],
    [
      'all operations and one more',
      { rules: [{ ...PODS, operations: ['*', 'CREATE'] }] },
      `"*" must stand alone among the \`operations\` of a rule, which it all means, but got ["*","CREATE"]; leave the others out`,
    ],
    [
      'all resources with their parts and one more',
      { rules: [{ ...PODS, resources: ['*/*', 'pods'] }] },
      `"*/*" must stand alone among the \`resources\` of a rule, which it all means, but got ["*/*","pods"]; leave the others out`,
    ],
    [
      'a kind in place of a resource',
      { rules: [{ ...PODS, resources: ['Pod'] }] },
      'a resource must be written in lower case and plural, as the addresses of the API have it, but got "Pod"; ' +
        'write it as in pods or pods/ephemeralcontainers; `kubectl api-resources` lists them',
    ],
    [
      'no version',
      { rules: [{ operations: [CREATE], resources: ['pods'] }] },
      `the \`apiVersions\` of a rule must be a list, at least of one, but got undefined; write them as in ['v1']`,
    ],
    [
      'a version with its group',
      { rules: [{ ...PODS, apiVersions: ['apps/v1'] }] },
      'a version of an API must be without its group, but got "apps/v1"; write it as in v1',
    ],
    [
      'a group with its version',
      { rules: [{ ...PODS, apiGroups: ['apps/v1'] }] },
      'an API group must be without its version, but got "apps/v1"; write it as in apps; that of pods and Services is \'\'',
    ],
    [
      'a scope that is none',
      { rules: [{ ...PODS, scope: 'Namespace' }] },
      'the `scope` of a rule must be an AdmissionScope, but got "Namespace"; write it as in AdmissionScope.NAMESPACED',
    ],
    [
      'to be asked about all of the cluster, and to have to answer',
      { rules: [{ ...PODS, apiGroups: ['*'], resources: ['*'] }] },
      'a webhook that must answer must not be asked about every kind of Kubernetes that is of the whole cluster, such as ' +
        'nodes, since nothing would work while it is down, but got ["*"]; name the `resources`, or add ' +
        '`scope: AdmissionScope.NAMESPACED`, or use FailurePolicy.IGNORE',
    ],
    [
      'a path that is none',
      { path: 'validate' },
      'the `path` of an AdmissionWebhook must start with "/", and each of its parts be a DNS name in lower case, ' +
        'but got "validate"; write it as in /validate-pods',
    ],
    [
      'a path with an empty part',
      { path: '/a//b' },
      'the `path` of an AdmissionWebhook must start with "/", and each of its parts be a DNS name in lower case, ' +
        'but got "/a//b"; write it as in /validate-pods',
    ],
    [
      'a time that is too long',
      { timeout: Duration.minutes(1) },
      'the `timeout` of an AdmissionWebhook must be a Duration from 1 to 30 seconds, but got "60 s"; ' +
        'write it as in Duration.seconds(5)',
    ],
    [
      'no time',
      { timeout: 5 },
      'the `timeout` of an AdmissionWebhook must be a Duration from 1 to 30 seconds, but got 5; ' +
        'write it as in Duration.seconds(5)',
    ],
    [
      'no version that the API server speaks',
      { admissionReviewVersions: ['v2'] },
      '`admissionReviewVersions` must be a list of versions, each once, and v1 or v1beta1 among them, but got ["v2"]; ' +
        "write it as in ['v1']",
    ],
    [
      'a condition without words',
      { matchConditions: { nodes: ' ' } },
      '`matchConditions` must be at most 64 expressions in CEL by their names, but got {"nodes":" "}; ' +
        "write them as in { 'not-a-node': '!(\"system:nodes\" in request.userInfo.groups)' }",
    ],
    [
      'a name of two labels',
      { webhookName: 'example.com' },
      'the name of a webhook must have three labels at least, divided by dots, but got "example.com"; ' +
        'write it as in pods.shop.example.com',
    ],
    [
      'to be asked again without changing anything',
      { reinvocation: Reinvocation.IF_NEEDED },
      '`reinvocation` must be left to webhooks that change objects, but got "IfNeeded"; ' +
        'leave it out, or use AdmissionKind.MUTATING',
    ],
    [
      'no workload',
      { backend: undefined },
      'the `backend` of an AdmissionWebhook must be a workload with a Service, in a chart that names its namespace, ' +
        'but got undefined; give an InternalService that is made inside an IsolatedNamespace',
    ],
  ])('%s, and leaves nothing behind', (_, options, message) => {
    const { shop, webhook } = hooked(options);
    const before = listOf(shop);
    expect(webhook).toThrow(new Error(`[shop/pods] ${message}`));
    expect(listOf(shop)).toEqual(before);
  });

  test('a port that the Service does not have', () => {
    expect(hooked({ port: 9443 }).webhook).toThrow(/\[shop\/guard\/Service\] .*9443/);
  });

  test('a cluster that does not say from where the API server connects', () => {
    const { backend, webhook } = hooked({}, {});
    expect(webhook).toThrow(
      /^\[shop\/guard\] the cluster profile "kubeadm" must say where the Kubernetes API answers; /,
    );
    expect(backend.connections.list()).toEqual([]);
  });

  test('a Service of no namespace', () => {
    const chart = new Chart(new Platform({ cluster: Clusters.kubeadm(KNOWN) }), 'shop');
    const backend = new InternalService(chart, 'guard', { image: 'guard:1', port: 8443 });
    expect(
      () =>
        new AdmissionWebhook(chart, 'pods', {
          backend,
          kind: AdmissionKind.VALIDATING,
          rules: [PODS],
          trust: WebhookTrust.writtenLater(),
        }),
    ).toThrow(/^\[shop\/pods\] the `backend` of an AdmissionWebhook must be a workload with a Service, in a chart/);
  });

  test('something outside the cluster, which no policy of ours could open', () => {
    const crm = new ExternalService(shopOf(KNOWN), 'crm', { addresses: ['10.9.0.12'], port: 443 });
    expect(hooked({ backend: crm as any }).webhook).toThrow(
      /^\[shop\/pods\] the `backend` of an AdmissionWebhook must be a workload with a Service, .* but got an ExternalService; /,
    );
  });

  test('certificates that are none', () => {
    expect(() => WebhookTrust.pem('TUlJQg==')).toThrow(
      new Error(
        'WebhookTrust.pem() must have a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----, but got ' +
          '"TUlJQg=="; give the text of the file as it is',
      ),
    );
  });
});
