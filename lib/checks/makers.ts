import { type Evidence, groupOf, namespaceOf, type ReadObject } from './facts';
import { textAt } from './written';

/** Whether a Service may be there that nobody wrote: of the cluster itself, of a chart, or made by an operator. */
export function mayBeMade(namespace: string, service: string, evidence: Evidence): boolean {
  if (namespace === 'default' && service === 'kubernetes') return true;
  return makersIn(evidence).some((object) => isFilledBy(object, namespace) || isMadeFor(object, namespace, service));
}

/** The objects that may make others at all: those of charts are of foreign kinds as well. */
function makersIn(evidence: Evidence): readonly ReadObject[] {
  const known = KNOWN.get(evidence) ?? evidence.ofVersions(isForeign);
  KNOWN.set(evidence, known);
  return known;
}

const KNOWN = new WeakMap<Evidence, readonly ReadObject[]>();

/** The namespaces of which something that was read may make pods: a chart, or an operator; `all` where none is named. */
export function namespacesFilled(evidence: Evidence): ReadonlySet<string> | 'all' {
  const found = new Set<string>();
  for (const object of makersIn(evidence)) {
    if (DEPLOYERS.has(kindText(object))) {
      const targets = targetsOf(object);
      if (targets.some((target) => target.includes('{'))) return 'all';
      for (const target of targets.length > 0 ? targets : [namespaceOf(object)]) found.add(target);
    } else if (!MAKE_NONE.test(kindText(object))) found.add(namespaceOf(object));
  }
  return found;
}

/** Kinds for which a tool writes objects that aren't among the manifests: those of a chart, or of another repository. */
const DEPLOYERS = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'kustomize.toolkit.fluxcd.io/Kustomization',
  'helm.cattle.io/HelmChart',
  'fleet.cattle.io/GitRepo',
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
  'kappctrl.k14s.io/App',
  'packaging.carvel.dev/PackageInstall',
]);

const TARGETS = [
  ['spec', 'targetNamespace'],
  ['spec', 'destination', 'namespace'],
  ['spec', 'template', 'spec', 'destination', 'namespace'],
];

function targetsOf({ body }: ReadObject): string[] {
  return TARGETS.flatMap((path) => textAt(body, ...path) ?? []);
}

function isFilledBy(object: ReadObject, namespace: string): boolean {
  if (!DEPLOYERS.has(kindText(object))) return false;
  const targets = targetsOf(object);
  // What stands there in braces is known to the tool alone.
  if (targets.length > 0) return targets.some((target) => target === namespace || target.includes('{'));
  return namespaceOf(object) === namespace;
}

/** Operators call the Services that they make after what they make them for: `pg-rw` for the cluster `pg`. */
function isMadeFor(object: ReadObject, namespace: string, service: string): boolean {
  const isNamedAfter = service === object.name || service.startsWith(`${object.name}-`);
  return isNamedAfter && namespaceOf(object) === namespace && isForeign(object) && !MAKE_NONE.test(kindText(object));
}

/** Kinds that aren't of Kubernetes itself. */
function isForeign(object: Pick<ReadObject, 'apiVersion'>): boolean {
  const group = groupOf(object);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** Kinds that accompany an app, often under its name, and make no Services. */
const MAKE_NONE =
  /^(([\w-]+\.)*(cert-manager|external-secrets|istio|traefik|cilium|projectcalico|envoyproxy|linkerd)\.\w+\/|keda\.sh\/|bitnami\.com\/SealedSecret|monitoring\.coreos\.com\/\w*(Monitor|Rule|Probe|Config)$)/;

function kindText(object: ReadObject): string {
  return `${groupOf(object)}/${object.kind}`;
}
