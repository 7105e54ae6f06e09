import type { ManifestObject } from '../read/manifest-object';
import { type Hint, OPENS } from './collected';
import { API_FACT } from './dialled';
import type { Naming } from './naming';
import type { PodTemplate, PodTemplates } from './pod-template';
import { Certainty, SuggestedPeerKind } from './suggest-report';

const RBAC = 'rbac.authorization.k8s.io/';

/** Finds the workloads whose account may ask the Kubernetes API for something, and whose pods have its token. */
export class ApiClients {
  /** The first binding of each account, by namespace and name. */
  private readonly bindings = new Map<string, ManifestObject>();
  /** The accounts whose tokens no pod gets by itself. */
  private readonly tokenless = new Set<string>();

  constructor(
    objects: readonly ManifestObject[],
    templates: PodTemplates,
    private readonly naming: Naming,
  ) {
    for (const object of objects) {
      const { apiVersion, kind, namespace, name } = object;
      const body = templates.fieldOf(object);
      if (kind === 'ServiceAccount' && apiVersion === 'v1') {
        const isClosed = body.at('automountServiceAccountToken').value === false;
        if (isClosed) this.tokenless.add(`${namespace || 'default'}/${name}`);
      }
      if (!apiVersion.startsWith(RBAC) || !/^(Cluster)?RoleBinding$/.test(kind)) continue;
      for (const subject of body.at('subjects').mappings('subjects', 'a subject')) {
        if (subject.at('kind').value !== 'ServiceAccount') continue;
        const key = `${subject.at('namespace').value ?? (namespace || 'default')}/${subject.at('name').value}`;
        if (!this.bindings.has(key)) this.bindings.set(key, object);
      }
    }
  }

  /** The connection to the Kubernetes API of a workload that has a reason for one. */
  public hintsOf(workload: string, { object, spec }: PodTemplate): Hint[] {
    const account = spec.at('serviceAccountName').value ?? spec.at('serviceAccount').value ?? 'default';
    const key = `${object.namespace}/${account}`;
    const binding = this.bindings.get(key);
    if (!binding || !this.hasToken(spec, key)) return [];
    const { place, path } = binding;
    const text = `${this.naming(binding)} binds ServiceAccount ${account}, whose token the pods have`;
    return [
      {
        certainty: Certainty.SURE,
        workload,
        direction: OPENS,
        peer: { kind: SuggestedPeerKind.KUBERNETES_API, name: 'the Kubernetes API' },
        ports: [],
        evidence: { file: place.file, line: place.lineOf([...path, 'subjects']), text },
        needs: API_FACT,
      },
    ];
  }

  private hasToken(spec: PodTemplate['spec'], account: string): boolean {
    const own = spec.at('automountServiceAccountToken').value;
    if (own === true || (own !== false && !this.tokenless.has(account))) return true;
    const sources = spec
      .at('volumes')
      .mappings('volumes', 'a volume')
      .flatMap((volume) => volume.at('projected').at('sources').mappings('sources', 'a source'));
    return sources.some((source) => !source.at('serviceAccountToken').isAbsent);
  }
}
