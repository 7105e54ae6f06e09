import * as fs from 'node:fs';
import { Connectivity } from '../../lib/analysis';
import { Checkup } from '../../lib/checks';
import { readManifests } from '../support/manifests';
import { connectivityOf } from './connectivity';
import { folderOf, names, variantsOf } from './variants';

/** What an example writes, without one thing of it. */
interface Mutant {
  /** What is gone. */
  readonly what: string;
  readonly object: any;
  readonly objects: any[];
  /** The listener that is gone, where it isn't the whole object. */
  readonly listener?: string;
}

const folders = names
  .flatMap((name) => variantsOf(name).map((variant) => [`${name}, ${variant}`, folderOf(name, variant)] as const))
  .filter(([, folder]) => fs.existsSync(folder));

/** What an example writes, with what is found in it. */
interface Whole {
  readonly connectivity: Connectivity;
  readonly findings: readonly string[];
}

/** One mutant for each policy, each grant and each listener. */
function mutantsOf(objects: any[]): Mutant[] {
  return objects.flatMap((object, index) => {
    const { kind, metadata, spec } = object;
    const what = `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
    const without = objects.filter((_, other) => other !== index);
    const whole = /Polic(y|ies)$|^ReferenceGrant$|PolicyBinding$|^PeerAuthentication$/.test(kind);
    const listeners: { name: string }[] = spec?.listeners ?? [];
    return [
      ...(whole ? [{ what, object, objects: without }] : []),
      ...listeners.map(({ name }) => {
        const rest = { ...object, spec: { ...spec, listeners: listeners.filter((each) => each.name !== name) } };
        return { what, object, objects: objects.map((each) => (each === object ? rest : each)), listener: name };
      }),
    ];
  });
}

/** What the mutant is caught by: changes whose cause is what is gone, and findings that weren't there. */
function caught({ connectivity, findings: known }: Whole, { what, object, objects }: Mutant): string[] {
  const after = Connectivity.ofObjects(objects, { cluster: connectivity._cluster });
  const { changes } = Connectivity.diff(connectivity, after);
  const causes = changes.flatMap((change) => change.causes).filter((cause) => cause.includes(what));
  const findings = findingsOf(after).filter((finding) => !known.includes(finding));
  const names = [object.metadata.name, object.metadata.namespace].filter((name) => name !== undefined);
  return [...causes, ...findings.filter((finding) => names.some((name) => finding.includes(name)))];
}

function findingsOf(connectivity: Connectivity): string[] {
  return Checkup.of(connectivity).findings.map(({ check, subject, message }) =>
    [check, subject.kind, subject.namespace, subject.name, message].join(' '),
  );
}

/** A listener to which nothing is attached: it waits for routes of others, or for the challenge of a certificate. */
function isIdle({ object, listener }: Mutant, objects: any[]): boolean {
  if (listener === undefined) return false;
  const { name, namespace } = object.metadata;
  return !objects.some(({ metadata, spec }) =>
    spec?.parentRefs?.some(
      (parent: any) =>
        parent.name === name &&
        (parent.namespace ?? metadata.namespace) === namespace &&
        (parent.sectionName === undefined || parent.sectionName === listener),
    ),
  );
}

/** A policy without rules says what its closed namespace says already; it stays where that is taken away. */
function isSaidByNamespace({ object }: Mutant, objects: any[]): boolean {
  const { spec, metadata } = object;
  const closes = (policy: any) =>
    policy.kind === 'NetworkPolicy' &&
    policy !== object &&
    policy.metadata.namespace === metadata.namespace &&
    Object.keys(policy.spec.podSelector).length === 0 &&
    spec.policyTypes.every((type: string) => policy.spec.policyTypes.includes(type));
  // An identity policy that lets nobody in stands beside a network policy that does the same.
  if (object.kind === 'AuthorizationPolicy') return !spec.rules;
  return object.kind === 'NetworkPolicy' && !spec.ingress && !spec.egress && objects.some(closes);
}

test.each(folders)('without one policy, grant or listener, %s is told from the whole', (_, folder) => {
  const objects = readManifests(folder);
  const { _cluster: cluster } = connectivityOf(folder);
  const connectivity = Connectivity.ofObjects(objects, { cluster });
  const whole = { connectivity, findings: findingsOf(connectivity) };
  const mutants = mutantsOf(objects);
  const isExpected = (mutant: Mutant) => isIdle(mutant, objects) || isSaidByNamespace(mutant, objects);
  const missed = mutants.filter((mutant) => !isExpected(mutant) && caught(whole, mutant).length === 0);
  expect(missed.map(({ what, listener }) => [what, listener])).toEqual([]);
  expect(mutants.length).toBeGreaterThan(2);
});
