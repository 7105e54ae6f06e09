import type { ManifestProblem } from '../../lib/analysis';
import { Severity } from '../../lib/checks';
import type { PluginRemark } from './violations';

const RULE = {
  id: 'manifest-problem',
  severity: Severity.WARNING,
  summary: 'a manifest that breaks a law of Kubernetes',
  harm: 'the object was not judged, and answers that depend on it are unknown',
  remedy: 'correct the manifest',
};

/** What is wrong in the manifests themselves: told, as every command tells it. */
export function problemRemarks(problems: readonly ManifestProblem[]): PluginRemark[] {
  return problems.map(({ file, line, object, path, message }) => ({
    rule: RULE,
    file,
    line,
    about: object,
    message: path === '' ? message : `${path}: ${message}`,
    evidence: [],
  }));
}
