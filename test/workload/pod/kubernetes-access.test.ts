import { type AccessRule, AccessScope, KubernetesAccess } from '../../../lib';

const READ = ['get', 'list', 'watch'];

/** What the API server would be told of one rule. */
const written = (rule: AccessRule) => KubernetesAccess.of([rule])._manifests(rule.scope ?? AccessScope.NAMESPACE);

test('a rule without groups is of pods, Services and the like', () => {
  expect(written({ resources: ['pods', 'pods/log'], verbs: READ })).toEqual([
    { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: READ },
  ]);
});

test('paths are a rule of their own', () => {
  expect(
    written({ urls: ['/metrics', '/healthz/*'], verbs: ['get'], scope: AccessScope.CLUSTER, reason: 'probes' }),
  ).toEqual([{ nonResourceURLs: ['/metrics', '/healthz/*'], verbs: ['get'] }]);
});

test('reasons are told once for each scope', () => {
  const access = KubernetesAccess.of([
    { resources: ['*'], verbs: ['get'], reason: 'a browser\nof all' },
    { resources: ['pods'], verbs: ['*'], reason: 'a browser of all' },
    { resources: ['nodes'], verbs: ['*'], reason: 'it drains', scope: AccessScope.CLUSTER },
  ]);
  expect(access._reasons(AccessScope.NAMESPACE)).toEqual(['a browser of all']);
  expect(access._reasons(AccessScope.CLUSTER)).toEqual(['it drains']);
});

describe('takes', () => {
  test.each<[string, AccessRule]>([
    ['a namespace that is read from inside', { resources: ['namespaces'], verbs: ['get'] }],
    ['names of objects to list and watch', { resources: ['secrets'], verbs: READ, resourceNames: ['tls'] }],
    [
      'names with a part of them that is created',
      { resources: ['pods/exec'], verbs: ['create'], resourceNames: ['a'] },
    ],
    [
      'the one object of a whole kind and its parts to be read and written',
      { resources: ['pods', 'pods/status'], verbs: [...READ, 'update', 'patch', 'delete'], resourceNames: ['a'] },
    ],
    [
      'kinds of webhooks that have one name',
      {
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'],
        verbs: [...READ, 'update'],
        resourceNames: ['a'],
        scope: AccessScope.CLUSTER,
      },
    ],
    ['to create and delete all without a name', { resources: ['pods'], verbs: ['create', 'deletecollection'] }],
    [
      'every method of a request for a path, and the verb by which kube-rbac-proxy asks about a POST',
      {
        urls: ['/v1/logs'],
        verbs: ['get', 'head', 'options', 'post', 'put', 'patch', 'delete', 'create', 'update'],
        scope: AccessScope.CLUSTER,
      },
    ],
    [
      'every verb of a path',
      { urls: ['/v1/logs'], verbs: ['*'], scope: AccessScope.CLUSTER, reason: 'it sends its own' },
    ],
    [
      'every verb of an object with a name',
      { resources: ['pods'], verbs: ['*'], resourceNames: ['a'], reason: 'it is its own' },
    ],
    ['a kind of nobody known here', { apiGroups: ['example.com'], resources: ['nodes'], verbs: READ }],
    ['a verb of authorization', { apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['bind'] }],
  ])('%s', (_, rule) => {
    expect(written(rule)).toHaveLength(1);
  });
});

describe('refuses', () => {
  test.each<[string, any, string]>([
    [
      'no list',
      { resources: ['pods'], verbs: READ },
      'KubernetesAccess.of() must have a list with a rule in it, but got {"resources":["pods"],"verbs":["get","list","watch"]}; ' +
        "write it as in KubernetesAccess.of([{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }])",
    ],
    [
      'a list of nothing',
      [],
      'KubernetesAccess.of() must have a list with a rule in it, but got an empty list; ' +
        "write it as in KubernetesAccess.of([{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }])",
    ],
    [
      'a misspelt option',
      [{ resource: 'pods', verbs: READ }],
      'a rule of KubernetesAccess.of() must have no `resource`, but got "pods"; leave it out; ' +
        'it may have verbs, resources, apiGroups, resourceNames, urls, scope, reason',
    ],
    [
      'no verb',
      [{ resources: ['pods'], verbs: [] }],
      "the `verbs` of a rule must be a list of texts, at least one, but got an empty list; write them as in ['get', 'list', 'watch']",
    ],
    [
      'a verb that is none',
      [{ resources: ['pods'], verbs: ['GET'] }],
      'a verb must be written in lower case, but got "GET"; write it as in get',
    ],
    [
      'a kind in place of a resource',
      [{ resources: ['Pod'], verbs: READ }],
      'a resource must be written in lower case and plural, as the addresses of the API have it, but got "Pod"; ' +
        'write it as in pods or deployments/scale; `kubectl api-resources` lists them',
    ],
    [
      'a group with its version',
      [{ apiGroups: ['apps/v1'], resources: ['deployments'], verbs: READ }],
      'an API group must be without its version, but got "apps/v1"; write it as in apps; that of pods and Services is \'\'',
    ],
    [
      'a version in place of a group',
      [{ apiGroups: ['v1'], resources: ['pods'], verbs: READ }],
      'an API group must be without its version, but got "v1"; write it as in apps; that of pods and Services is \'\'',
    ],
    [
      'nothing that is allowed',
      [{ verbs: READ }],
      'a rule of KubernetesAccess.of() must have either `resources` or `urls`, but got "none"; ' +
        "write it as in { resources: ['pods'], verbs: ['get', 'list', 'watch'] }",
    ],
    [
      'objects and paths at once',
      [{ resources: ['pods'], urls: ['/metrics'], verbs: ['get'] }],
      'a rule of KubernetesAccess.of() must have either `resources` or `urls`, but got "both"; ' +
        "write it as in { resources: ['pods'], verbs: ['get', 'list', 'watch'] }",
    ],
    [
      'paths in a namespace',
      [{ urls: ['/metrics'], verbs: ['get'] }],
      '`urls` must be left to rules of the whole cluster, since paths are in no namespace, but got ["/metrics"]; ' +
        'add `scope: AccessScope.CLUSTER`',
    ],
    [
      'a path with a * inside',
      [{ urls: ['/a/*/b'], verbs: ['get'], scope: AccessScope.CLUSTER }],
      'a URL of the Kubernetes API must be a path, with a "*" at its end only, but got "/a/*/b"; ' +
        'write it as in /metrics or /healthz/*',
    ],
    [
      'an empty name, which a request for all objects has',
      [{ resources: ['secrets'], verbs: ['list'], resourceNames: [''] }],
      'the `resourceNames` of a rule must each name one object, but got ""; leave `resourceNames` out for all objects',
    ],
    [
      'to create what has a name',
      [{ resources: ['leases'], apiGroups: ['coordination.k8s.io'], verbs: ['create'], resourceNames: ['a'] }],
      'a rule with `resourceNames` must not have the verb create, which Kubernetes then allows for no object, ' +
        'but got ["a"]; allow create in a rule of its own, without `resourceNames`',
    ],
    [
      'to create what has a name, beside a part of it',
      [{ resources: ['pods', 'pods/exec'], verbs: ['get', 'create'], resourceNames: ['a'] }],
      'a rule with `resourceNames` must not have the verb create for pods, which Kubernetes then allows for no object, ' +
        'but got ["pods","pods/exec"]; give pods/exec a rule of their own',
    ],
    [
      'to create several kinds that have a name',
      [{ resources: ['configmaps', 'secrets'], verbs: ['create'], resourceNames: ['a'] }],
      'a rule with `resourceNames` must not have the verb create, which Kubernetes then allows for no object, ' +
        'but got ["a"]; allow create in a rule of its own, without `resourceNames`',
    ],
    [
      'to delete all that have a name',
      [{ resources: ['pods'], verbs: ['delete', 'deletecollection'], resourceNames: ['a'] }],
      'a rule with `resourceNames` must not have the verb deletecollection, which Kubernetes then allows for no object, ' +
        'but got ["a"]; allow deletecollection in a rule of its own, without `resourceNames`',
    ],
    [
      'to delete all parts of what has a name',
      [{ resources: ['pods/exec'], verbs: ['deletecollection'], resourceNames: ['a'] }],
      'a rule with `resourceNames` must not have the verb deletecollection, which Kubernetes then allows for no object, ' +
        'but got ["a"]; say delete, the verb for a part of one object',
    ],
    [
      'names of paths',
      [{ urls: ['/metrics'], verbs: ['get'], resourceNames: ['a'], scope: AccessScope.CLUSTER }],
      'a rule with `urls` must have no `resourceNames`, since paths are no objects, but got ["a"]; ' +
        'leave it out, or give what is meant of objects a rule of its own',
    ],
    [
      'groups of paths',
      [{ urls: ['/metrics'], verbs: ['get'], apiGroups: ['apps'], scope: AccessScope.CLUSTER }],
      'a rule with `urls` must have no `apiGroups`, since paths are no objects, but got ["apps"]; ' +
        'leave it out, or give what is meant of objects a rule of its own',
    ],
    ...['list', 'watch', 'deletecollection'].map((verb): [string, any, string] => [
      `to ${verb} paths`,
      [{ urls: ['/metrics'], verbs: ['get', verb], scope: AccessScope.CLUSTER }],
      `a rule with \`urls\` must not have the verb ${verb}, which is asked of objects alone, but got ["get","${verb}"]; ` +
        'leave it out, and name the methods of the requests in lower case, as in get',
    ]),
    [
      'nodes in a namespace',
      [{ resources: ['pods', 'nodes/metrics'], verbs: ['get'] }],
      'nodes/metrics must be allowed in the whole cluster, since they are in no namespace; ' +
        'add `scope: AccessScope.CLUSTER` to their rule',
    ],
    [
      'a scope that is none',
      [{ resources: ['pods'], verbs: READ, scope: 'cluster' }],
      '`scope` must be an AccessScope, but got "cluster"; write it as in AccessScope.CLUSTER',
    ],
    [
      'everything without a reason',
      [{ apiGroups: ['*'], resources: ['*'], verbs: ['get'] }],
      'a rule with "*" must give a reason, since it allows what nobody has thought of, but got ["*","*"]; ' +
        'name what is needed, or say why: `reason: ...`',
    ],
    [
      'a blank reason',
      [{ resources: ['pods/*'], verbs: ['get'], reason: ' ' }],
      'a rule with "*" must give a reason, since it allows what nobody has thought of, but got ["pods/*"]; ' +
        'name what is needed, or say why: `reason: ...`',
    ],
  ])('%s', (_, rules, message) => {
    expect(() => KubernetesAccess.of(rules)).toThrow(new Error(message));
  });
});
