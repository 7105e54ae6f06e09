import type { Evidence, FieldPath, Member, Place, ServiceFacts } from './facts';
import { mappingAt, mappingsAt, numberAt, textAt } from './written';

/** A Service that the Kubernetes API calls, and where that is said. */
export interface CalledService {
  readonly object: Place;
  readonly path: FieldPath;
  readonly service: ServiceFacts;
  readonly port: number;
}

const WEBHOOKS = new Set(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']);

const HTTPS = 443;

/** The Services of admission webhooks and of API services, of those that were read. */
export function calledServices(evidence: Evidence): CalledService[] {
  const { addressing } = evidence;
  return evidence.ofKinds(...WEBHOOKS, 'APIService').flatMap((object) => {
    const { kind, body } = object;
    const paths: FieldPath[] = [];
    if (WEBHOOKS.has(kind)) {
      for (const [index] of mappingsAt(body, 'webhooks')) paths.push(['webhooks', index, 'clientConfig', 'service']);
    }
    if (kind === 'APIService') paths.push(['spec', 'service']);
    return paths.flatMap((path) => {
      const said = mappingAt(body, ...path);
      const service = addressing.service(textAt(said, 'namespace') ?? '', textAt(said, 'name') ?? '');
      return service ? [{ object, path, service, port: numberAt(said, 'port') ?? HTTPS }] : [];
    });
  });
}

/** The pods behind such a Service, each with the port on which it is called. */
export function calledPods({ service, port }: CalledService, { addressing, governance }: Evidence) {
  const found = service.ports.find((each) => each.port === port);
  if (!found) return [];
  return addressing
    .targets(service, found)
    .flatMap((target) =>
      target.kind === 'pods' ? [{ member: governance.memberOf(target.workload), port: target.port }] : [],
    );
}

/** Pods that ask by annotations to have their metrics collected. */
export interface ScrapedPods {
  readonly member: Member;
  readonly port: number;
  readonly path: FieldPath;
}

/** Where the annotations of pods stand, by the kind of their workload. */
const TEMPLATES: readonly FieldPath[] = [
  ['metadata', 'annotations'],
  ['spec', 'template', 'metadata', 'annotations'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations'],
];

/** The pods with the annotations `prometheus.io/scrape` and `prometheus.io/port`. */
export function scrapedPods(evidence: Evidence): ScrapedPods[] {
  return evidence.governance.workloads.flatMap((member) => {
    const { object } = member.workload ?? {};
    if (!object) return [];
    const body = evidence.bodyOf(object);
    const path = TEMPLATES.find((each) => textAt(body, ...each, 'prometheus.io/scrape') === 'true');
    const port = path && Number(textAt(body, ...path, 'prometheus.io/port'));
    return path && port ? [{ member, port, path: [...path, 'prometheus.io/port'] }] : [];
  });
}
