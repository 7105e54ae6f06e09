import { valueError } from '../errors';
import { checkKnownOptions, checkObject } from '../traffic';
import { checkApiGroup, checkApiResource } from '../workload';
import { AdmissionOperation, type AdmissionRule, AdmissionScope, FailurePolicy } from './admission-webhook-props';

const ANY = '*';
const OPTIONS = ['operations', 'resources', 'apiVersions', 'apiGroups', 'scope'];
const EXAMPLE = "{ operations: [AdmissionOperation.CREATE], resources: ['pods'], apiVersions: ['v1'] }";

/** Checks about what a webhook is asked, as the API server does. */
export function checkAdmissionRules(rules: unknown): void {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw valueError({
      law: 'the `rules` of an AdmissionWebhook must be a list with a rule in it',
      got: rules,
      remedy: `write them as in [${EXAMPLE}]`,
    });
  }
  rules.forEach(checkRule);
}

/** Whether a rule is about kinds of Kubernetes itself, which nodes and the webhook's own pods need. */
export function isOfKubernetes({ apiGroups = [''] }: AdmissionRule): boolean {
  return apiGroups.some((group) => group === ANY || !group.includes('.') || group.endsWith('.k8s.io'));
}

/** A webhook that has to be asked about all that is of no namespace would stop nodes and elections while it is down. */
export function checkSpares(rules: AdmissionRule[], failurePolicy: FailurePolicy): void {
  const total = rules.find(
    (rule) =>
      isOfKubernetes(rule) &&
      rule.scope !== AdmissionScope.NAMESPACED &&
      rule.resources.some((resource) => resource === ANY || resource === `${ANY}/${ANY}`),
  );
  if (failurePolicy !== FailurePolicy.FAIL || !total) return;
  throw valueError({
    law:
      'a webhook that must answer must not be asked about every kind of Kubernetes that is of the whole cluster, such as ' +
      'nodes, since nothing would work while it is down',
    got: total.resources,
    remedy: 'name the `resources`, or add `scope: AdmissionScope.NAMESPACED`, or use FailurePolicy.IGNORE',
  });
}

/** A rule as Kubernetes writes it. */
export function ruleManifest({ operations, resources, apiVersions, apiGroups = [''], scope }: AdmissionRule): any {
  return {
    apiGroups: [...apiGroups],
    apiVersions: [...apiVersions],
    operations: [...operations],
    resources: [...resources],
    ...(scope === undefined ? {} : { scope }),
  };
}

function checkRule(rule: AdmissionRule): void {
  checkObject('a rule of an AdmissionWebhook', rule, `write it as in ${EXAMPLE}`);
  checkKnownOptions('a rule of an AdmissionWebhook', rule, OPTIONS);
  const { operations, resources, apiVersions, apiGroups = [''], scope = AdmissionScope.ALL } = rule;
  checkTexts('operations', operations, '[AdmissionOperation.CREATE]').forEach(checkOperation);
  checkTexts('resources', resources, "['pods']").forEach((resource) =>
    checkApiResource(resource, 'pods/ephemeralcontainers'),
  );
  checkTexts('apiVersions', apiVersions, "['v1']").forEach(checkVersion);
  checkTexts('apiGroups', apiGroups, "['apps']").forEach(checkApiGroup);
  for (const [field, list] of Object.entries({ operations, apiVersions, apiGroups })) checkAlone(field, list, ANY);
  checkAlone('resources', resources, `${ANY}/${ANY}`);
  if (Object.values(AdmissionScope).includes(scope)) return;
  throw valueError({
    law: 'the `scope` of a rule must be an AdmissionScope',
    got: scope,
    remedy: 'write it as in AdmissionScope.NAMESPACED',
  });
}

function checkTexts(field: string, texts: unknown, example: string): string[] {
  if (Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string')) return texts;
  throw valueError({
    law: `the \`${field}\` of a rule must be a list, at least of one`,
    got: texts,
    remedy: `write them as in ${example}`,
  });
}

function checkOperation(operation: string): void {
  if (Object.values<string>(AdmissionOperation).includes(operation)) return;
  throw valueError({
    law: 'an operation must be an AdmissionOperation',
    got: operation,
    remedy: 'write it as in AdmissionOperation.CREATE',
  });
}

function checkVersion(version: string): void {
  if (version === ANY || /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(version)) return;
  throw valueError({
    law: 'a version of an API must be without its group',
    got: version,
    remedy: 'write it as in v1',
  });
}

function checkAlone(field: string, list: string[], all: string): void {
  if (!list.includes(all) || list.length === 1) return;
  throw valueError({
    law: `"${all}" must stand alone among the \`${field}\` of a rule, which it all means`,
    got: list,
    remedy: 'leave the others out',
  });
}
