import { valueError } from '../../errors';
import { checkKnownOptions, checkObject, checkText } from '../../traffic';
import { checkNames, checkPaths } from './access-requests';
import { type AccessRule, AccessScope } from './access-rule';
import { checkApiGroup, checkApiResource } from './api-names';

const EXAMPLE = "{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }";
const ANY = '*';
const OPTIONS = ['verbs', 'resources', 'apiGroups', 'resourceNames', 'urls', 'scope', 'reason'];

/** Kinds of Kubernetes itself that are in no namespace, by their group. A namespace itself may be read from inside. */
const OF_THE_CLUSTER: { readonly [group: string]: readonly string[] } = {
  '': ['componentstatuses', 'nodes', 'persistentvolumes'],
  'admissionregistration.k8s.io': [
    'mutatingwebhookconfigurations',
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'apiregistration.k8s.io': ['apiservices'],
  'authentication.k8s.io': ['selfsubjectreviews', 'tokenreviews'],
  'authorization.k8s.io': ['selfsubjectaccessreviews', 'selfsubjectrulesreviews', 'subjectaccessreviews'],
  'certificates.k8s.io': ['certificatesigningrequests'],
  'gateway.networking.k8s.io': ['gatewayclasses'],
  'networking.k8s.io': ['ingressclasses', 'ipaddresses', 'servicecidrs'],
  'node.k8s.io': ['runtimeclasses'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['csidrivers', 'csinodes', 'storageclasses', 'volumeattachments'],
};

/** Checks what may be done: a rule with a slip in it is accepted by every cluster, and grants nothing. */
export function checkAccessRules(rules: AccessRule[]): void {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw valueError({
      law: 'KubernetesAccess.of() must have a list with a rule in it',
      got: rules,
      remedy: `write it as in KubernetesAccess.of([${EXAMPLE}])`,
    });
  }
  rules.forEach(checkRule);
}

function checkRule(rule: AccessRule): void {
  checkObject('a rule of KubernetesAccess.of()', rule, `write it as in ${EXAMPLE}`);
  checkKnownOptions('a rule of KubernetesAccess.of()', rule, OPTIONS);
  const { verbs, apiGroups = [''], resources, resourceNames, urls, scope = AccessScope.NAMESPACE, reason } = rule;
  if (!Object.values(AccessScope).includes(scope)) {
    throw valueError({
      law: '`scope` must be an AccessScope',
      got: scope,
      remedy: 'write it as in AccessScope.CLUSTER',
    });
  }
  checkTexts('verbs', verbs, "['get', 'list', 'watch']").forEach(checkVerb);
  checkTexts('apiGroups', apiGroups, "['apps']").forEach(checkApiGroup);
  if (resources !== undefined) {
    for (const resource of checkTexts('resources', resources, "['pods']")) {
      checkApiResource(resource, 'deployments/scale');
    }
  }
  if (resourceNames !== undefined) checkTexts('resourceNames', resourceNames, "['settings']");
  if (urls !== undefined) checkTexts('urls', urls, "['/metrics']").forEach(checkUrl);
  if (reason !== undefined) checkText('the reason of a rule of KubernetesAccess.of()', reason, "'it cleans up'");
  checkSubject(rule);
  checkPaths(rule);
  checkNames(rule);
  if (scope === AccessScope.NAMESPACE) checkIsInNamespace(apiGroups, resources ?? []);
  checkWildcards(rule);
}

function checkTexts(field: string, texts: unknown, example: string): string[] {
  if (Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts;
  throw valueError({
    law: `the \`${field}\` of a rule must be a list of texts, at least one`,
    got: texts,
    remedy: `write them as in ${example}`,
  });
}

function checkVerb(verb: string): void {
  if (verb === ANY || /^[a-z]+(-[a-z]+)*$/.test(verb)) return;
  throw valueError({ law: 'a verb must be written in lower case', got: verb, remedy: 'write it as in get' });
}

function checkUrl(url: string): void {
  if (url === ANY || /^\/[^*\s]*\*?$/.test(url)) return;
  throw valueError({
    law: 'a URL of the Kubernetes API must be a path, with a "*" at its end only',
    got: url,
    remedy: 'write it as in /metrics or /healthz/*',
  });
}

/** The API server takes a rule with objects or with paths, not with both, and paths in a ClusterRole alone. */
function checkSubject({ resources, urls, scope }: AccessRule): void {
  if ((resources === undefined) === (urls === undefined)) {
    throw valueError({
      law: 'a rule of KubernetesAccess.of() must have either `resources` or `urls`',
      got: resources === undefined ? 'none' : 'both',
      remedy: `write it as in ${EXAMPLE}`,
    });
  }
  if (urls === undefined || scope === AccessScope.CLUSTER) return;
  throw valueError({
    law: '`urls` must be left to rules of the whole cluster, since paths are in no namespace',
    got: urls,
    remedy: 'add `scope: AccessScope.CLUSTER`',
  });
}

function checkIsInNamespace(groups: string[], resources: string[]): void {
  const stray = groups.flatMap((group) => {
    const kinds = Object.hasOwn(OF_THE_CLUSTER, group) ? (OF_THE_CLUSTER[group] ?? []) : [];
    return resources.filter((resource) => kinds.includes(resource.replace(/\/.*/, '')));
  });
  if (stray.length === 0) return;
  throw valueError({
    law: `${stray[0]} must be allowed in the whole cluster, since they are in no namespace`,
    remedy: 'add `scope: AccessScope.CLUSTER` to their rule',
  });
}

function checkWildcards({ verbs, apiGroups = [], resources = [], urls = [], reason = '' }: AccessRule): void {
  const all = [...verbs, ...apiGroups, ...resources, ...urls];
  if (reason.trim() !== '' || !all.some((text) => text.includes(ANY))) return;
  throw valueError({
    law: 'a rule with "*" must give a reason, since it allows what nobody has thought of',
    got: all.filter((text) => text.includes(ANY)),
    remedy: 'name what is needed, or say why: `reason: ...`',
  });
}
