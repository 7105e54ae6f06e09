import type { Construct } from 'constructs';
import { checkFeature, GatewayFeature } from '../../cluster';
import { constructError, type Located, located, valueError } from '../../errors';
import { clusterOf } from '../../objects';
import {
  checkDnsLabel,
  checkHostname,
  checkKnownOptions,
  checkObject,
  checkQualifiedName,
  checkText,
} from '../../traffic';
import { checkBackend, checkList } from '../backend-laws';
import type { BackendTlsPolicyProps } from './backend-tls-policy-props';
import { BackendTrust } from './backend-trust';
import { SubjectAltName } from './subject-alt-name';

const POLICY = 'a BackendTLSPolicy';
const KNOWN = ['backend', 'portName', 'hostname', 'trust', 'subjectAltNames', 'options', 'entry', 'name'];
const MAX_NAMES = 5;
const MAX_OPTIONS = 16;
const MAX_OPTION = 4096;

/** Checks what a policy says before it is made. */
export function checkBackendTls(place: Located, scope: Construct, props: BackendTlsPolicyProps): void {
  located(place, () => checkObject(`the properties of ${POLICY}`, props));
  located(place, () => checkKnownOptions(POLICY, props, KNOWN));
  const { backend, portName, hostname, trust, subjectAltNames, options } = props;
  checkBackend(place, scope, backend);
  if (portName !== undefined) located(place, () => checkDnsLabel('the `portName` of a BackendTLSPolicy', portName));
  checkOneHost(place, hostname);
  if (!BackendTrust.isBackendTrust(trust)) {
    throw constructError(place, {
      law: `the \`trust\` of ${POLICY} must be a BackendTrust`,
      got: trust,
      remedy: "write it as in BackendTrust.authorities('internal-ca')",
    });
  }
  if (subjectAltNames !== undefined) checkNames(place, subjectAltNames);
  if (options !== undefined) checkOptions(place, options);
}

/** Checks that the implementation of an entry can connect to backends in this way. */
export function checkEntry(place: Located, scope: Construct, { entry, subjectAltNames }: BackendTlsPolicyProps): void {
  const profile = clusterOf(scope);
  if (entry === undefined && profile.entries.length === 0) return;
  const { implementation } = located(place, () => profile.entry(entry));
  if (!implementation) {
    if (entry === undefined) return;
    throw constructError(place, {
      law: `the \`entry\` of ${POLICY} must be one by Gateway, but "${entry}" is an ingress controller`,
      remedy: 'name another `entry`, or none',
    });
  }
  located(place, () => checkFeature(implementation, GatewayFeature.BACKEND_TLS_POLICY, POLICY));
  if (subjectAltNames === undefined) return;
  const { BACKEND_TLS_POLICY_SAN_VALIDATION: feature } = GatewayFeature;
  located(place, () => checkFeature(implementation, feature, `the \`subjectAltNames\` of ${POLICY}`));
}

function checkOneHost(place: Located, hostname: string): void {
  located(place, () => checkHostname(hostname));
  if (!hostname.startsWith('*.')) return;
  throw constructError(place, {
    law: `the \`hostname\` of ${POLICY} must be one host, for which the data plane asks`,
    got: hostname,
    remedy: 'write it as in "api.example.com", and wildcards in `subjectAltNames`',
  });
}

function checkNames(place: Located, names: SubjectAltName[]): void {
  checkList(place, 'subjectAltNames', names);
  if (names.length === 0 || names.length > MAX_NAMES) {
    throw constructError(place, {
      law: `the \`subjectAltNames\` of ${POLICY} must be 1 to ${MAX_NAMES}`,
      got: names.length,
      remedy: 'leave them out where the certificate has the `hostname`',
    });
  }
  const stray = names.findIndex((name) => !SubjectAltName.isSubjectAltName(name));
  if (stray < 0) return;
  throw constructError(place, {
    law: `the \`subjectAltNames\` of ${POLICY} must be SubjectAltNames`,
    got: names[stray],
    remedy: "write them as in SubjectAltName.hostname('api.example.com')",
  });
}

function checkOptions(place: Located, options: { readonly [key: string]: string }): void {
  located(place, () => checkObject(`the \`options\` of ${POLICY}`, options));
  const keys = Object.keys(options);
  for (const key of keys) located(place, () => checkOption(key, options[key] as string));
  if (keys.length <= MAX_OPTIONS) return;
  throw constructError(place, {
    law: `${POLICY} must have at most ${MAX_OPTIONS} \`options\``,
    got: keys.length,
    remedy: 'leave out what is too much',
  });
}

function checkOption(key: string, value: string): void {
  checkQualifiedName(`the key of an option of ${POLICY}`, key, 'example.com/min-version');
  checkText(`the option "${key}" of ${POLICY}`, value, '"1.3"');
  if (value.length <= MAX_OPTION) return;
  throw valueError({
    law: `the option "${key}" of ${POLICY} must have at most ${MAX_OPTION} characters`,
    got: value.length,
    remedy: 'leave out what is too much',
  });
}
