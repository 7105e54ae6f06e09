import { Severity } from '../../checks';
import type { CheckResult } from '../check-result';
import { fingerprintsOf } from '../fingerprints';
import type { Format } from '../format';
import { type Remark, type Rule, remarksIn, rulesOf } from '../remark';
import { repositoryPath } from '../repository-path';

/**
 * SARIF 2.1.0, which code scanning reads. What is acknowledged is there too, as suppressed.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: Format = { name: 'sarif', check };

const LEVELS: { readonly [severity in Severity]: string } = {
  [Severity.ERROR]: 'error',
  [Severity.WARNING]: 'warning',
  [Severity.INFO]: 'note',
};

function check(result: CheckResult): string {
  const rules = rulesOf(result);
  const remarks = remarksIn(result);
  const fingerprints = fingerprintsOf(remarks);
  const ids = rules.map(({ id }) => id);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-networking', rules: rules.map(descriptorOf) } },
        results: remarks.map((remark, i) => resultOf(remark, ids.indexOf(remark.rule.id), fingerprints[i] as string)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf({ id, severity, summary, harm, remedy, see }: Rule) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${summary}: ${harm}` },
    help: {
      text: [`Harm: ${harm}`, `Remedy: ${remedy}`, ...(see === undefined ? [] : [`See: ${see}`])].join('\n'),
      markdown: [`**Harm:** ${harm}`, `**Remedy:** ${remedy}`, ...(see === undefined ? [] : [`<${see}>`])].join('\n\n'),
    },
    ...(see !== undefined && { helpUri: see }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf({ rule, file, line, about, message, evidence, reason }: Remark, ruleIndex: number, hash: string) {
  return {
    ruleId: rule.id,
    ruleIndex,
    level: LEVELS[rule.severity],
    message: { text: [`${about}: ${message}`, ...evidence].join('\n') },
    locations: [{ physicalLocation: { artifactLocation: artifactAt(file), region: { startLine: line } } }],
    // The name that GitHub asks for: without it, it would count the lines around, and no line here is its own work.
    partialFingerprints: { primaryLocationLineHash: hash },
    // Either all results of a run have the field, or none.
    suppressions: reason === undefined ? [] : [{ kind: 'inSource', status: 'accepted', justification: reason }],
  };
}

/** A file in the repository, or by its whole path. */
function artifactAt(file: string): { uri: string; uriBaseId?: string } {
  const uri = repositoryPath(file).split('/').map(encodeURIComponent).join('/');
  if (uri.startsWith('/')) return { uri: `file://${uri}` };
  const [, drive, rest] = /^([A-Za-z])%3A(\/.*)$/.exec(uri) ?? [];
  if (drive !== undefined) return { uri: `file:///${drive}:${rest}` };
  return { uri, uriBaseId: '%SRCROOT%' };
}
