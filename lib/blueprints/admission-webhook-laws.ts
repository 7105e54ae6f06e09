import { valueError } from '../errors';
import { checkDnsSubdomain, checkKnownOptions, checkObject, isObject, LabelSelector, Peer } from '../traffic';
import { checkAdmissionRules, checkSpares } from './admission-rule-laws';
import {
  AdmissionKind,
  type AdmissionWebhookProps,
  FailurePolicy,
  MatchPolicy,
  Reinvocation,
  SideEffects,
} from './admission-webhook-props';
import { WebhookTrust } from './webhook-trust';

const OPTIONS: (keyof AdmissionWebhookProps)[] = [
  'backend',
  'kind',
  'rules',
  'trust',
  'name',
  'webhookName',
  'port',
  'path',
  'failurePolicy',
  'sideEffects',
  'timeout',
  'admissionReviewVersions',
  'matchPolicy',
  'namespaceSelector',
  'objectSelector',
  'matchConditions',
  'reinvocation',
  'apiServer',
];

/** The versions of the question that the API server knows; it takes more, for servers to come. */
const KNOWN_VERSIONS = ['v1', 'v1beta1'];
const MOST_SECONDS = 30;
const MOST_CONDITIONS = 64;

/** Checks what the API server would refuse, or what would stop the cluster. */
export function checkAdmissionWebhook(props: AdmissionWebhookProps): void {
  checkObject('what is said of an AdmissionWebhook', props);
  checkKnownOptions('an AdmissionWebhook', props, OPTIONS);
  checkChoices(props);
  checkAdmissionRules(props.rules);
  checkSpares(props.rules, props.failurePolicy ?? FailurePolicy.FAIL);
  checkPath(props.path ?? '/');
  checkTimeout(props.timeout);
  checkVersions(props.admissionReviewVersions ?? ['v1']);
  checkConditions(props.matchConditions ?? {});
  if (props.webhookName !== undefined) checkWebhookName(props.webhookName);
  if (props.reinvocation === undefined || props.kind === AdmissionKind.MUTATING) return;
  throw valueError({
    law: '`reinvocation` must be left to webhooks that change objects',
    got: props.reinvocation,
    remedy: 'leave it out, or use AdmissionKind.MUTATING',
  });
}

/** Checks the name of a webhook, which has to differ from all others of its configuration. */
export function checkWebhookName(name: string): void {
  checkDnsSubdomain('the name of a webhook', name);
  if (name.split('.').length >= 3) return;
  throw valueError({
    law: 'the name of a webhook must have three labels at least, divided by dots',
    got: name,
    remedy: 'write it as in pods.shop.example.com',
  });
}

/** From JavaScript, anything may come. */
function checkChoices(props: AdmissionWebhookProps): void {
  const { kind, failurePolicy, sideEffects, matchPolicy, reinvocation } = props;
  choose('kind', kind, 'AdmissionKind', AdmissionKind, 'VALIDATING');
  if (failurePolicy !== undefined) choose('failurePolicy', failurePolicy, 'FailurePolicy', FailurePolicy, 'FAIL');
  if (sideEffects !== undefined) choose('sideEffects', sideEffects, 'SideEffects', SideEffects, 'NONE');
  if (matchPolicy !== undefined) choose('matchPolicy', matchPolicy, 'MatchPolicy', MatchPolicy, 'EXACT');
  if (reinvocation !== undefined) choose('reinvocation', reinvocation, 'Reinvocation', Reinvocation, 'IF_NEEDED');
  check(
    'trust',
    props.trust,
    WebhookTrust.isWebhookTrust,
    'a WebhookTrust',
    "WebhookTrust.certManager('webhook-cert')",
  );
  for (const field of ['namespaceSelector', 'objectSelector'] as const) {
    if (props[field] === undefined) continue;
    check(field, props[field], isSelector, 'a LabelSelector', "LabelSelector.of({ labels: { team: 'a' } })");
  }
  if (props.apiServer !== undefined) check('apiServer', props.apiServer, Peer.isPeer, 'a Peer', 'Peer.kubernetesApi()');
}

function choose(field: string, value: unknown, name: string, choices: object, example: string): void {
  check(field, value, (x) => Object.values(choices).includes(x), `one of ${name}`, `${name}.${example}`);
}

function check(field: string, value: unknown, holds: (x: unknown) => boolean, kind: string, example: string): void {
  if (holds(value)) return;
  throw valueError({
    law: `the \`${field}\` of an AdmissionWebhook must be ${kind}`,
    got: value,
    remedy: `write it as in ${example}`,
  });
}

/** One of another copy of the library has the same parts. */
function isSelector(x: unknown): boolean {
  return x instanceof LabelSelector || (x as LabelSelector | null)?.constructor?.name === 'LabelSelector';
}

function checkPath(path: unknown): void {
  const segment = '[a-z0-9]([-a-z0-9.]*[a-z0-9])?';
  if (typeof path === 'string' && new RegExp(`^/(${segment}(/${segment})*/?)?$`).test(path)) return;
  throw valueError({
    law: 'the `path` of an AdmissionWebhook must start with "/", and each of its parts be a DNS name in lower case',
    got: path,
    remedy: 'write it as in /validate-pods',
  });
}

function checkTimeout(timeout: AdmissionWebhookProps['timeout']): void {
  if (timeout === undefined) return;
  const seconds = typeof timeout?.toSeconds === 'function' ? timeout.toSeconds() : undefined;
  if (seconds !== undefined && seconds >= 1 && seconds <= MOST_SECONDS) return;
  throw valueError({
    law: `the \`timeout\` of an AdmissionWebhook must be a Duration from 1 to ${MOST_SECONDS} seconds`,
    got: seconds === undefined ? timeout : `${seconds} s`,
    remedy: 'write it as in Duration.seconds(5)',
  });
}

function checkVersions(versions: unknown): void {
  const isList = Array.isArray(versions) && versions.every((version) => /^[a-z][-a-z0-9]*$/.test(version));
  const isOnce = isList && new Set(versions).size === versions.length;
  if (isOnce && versions.some((version: string) => KNOWN_VERSIONS.includes(version))) return;
  throw valueError({
    law: '`admissionReviewVersions` must be a list of versions, each once, and v1 or v1beta1 among them',
    got: versions,
    remedy: "write it as in ['v1']",
  });
}

function checkConditions(conditions: unknown): void {
  const entries = isObject(conditions) ? Object.entries(conditions as object) : undefined;
  const isNamed = ([name, expression]: [string, unknown]) =>
    /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name) &&
    typeof expression === 'string' &&
    expression.trim() !== '';
  if (entries && entries.length <= MOST_CONDITIONS && entries.every(isNamed)) return;
  throw valueError({
    law: `\`matchConditions\` must be at most ${MOST_CONDITIONS} expressions in CEL by their names`,
    got: conditions,
    remedy: "write them as in { 'not-a-node': '!(\"system:nodes\" in request.userInfo.groups)' }",
  });
}
