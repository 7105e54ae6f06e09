import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import { Answer } from '../answer';
import type { EntryPoint, WayIn } from '../entry/way-in';
import type { FieldPath, ObjectRef } from '../network/place';
import type { WorkloadFacts } from '../network/workloads';
import { ANSWERS, type Hint } from './collected';
import type { Naming } from './naming';
import type { PodTemplate, PodTemplates } from './pod-template';
import { serviceEnds } from './service-ends';
import { Certainty, type SuggestedPeer, SuggestedPeerKind, type SuggestedPort } from './suggest-report';

/** Who connects from outside of the manifests, as routes and Services bring it in. */
export function entryHints(
  ways: readonly WayIn[],
  nameOfWorkload: (workload: WorkloadFacts) => string,
  naming: Naming,
): Hint[] {
  return ways
    .filter(({ answer }) => answer !== Answer.DENIED)
    .flatMap(({ entry, origin, url, targets }) =>
      targets.map(({ workload, protocol, port, isCertain }): Hint => {
        const { peer, needs, doubt } = whoComes(entry, naming(origin));
        const uncertain = isCertain ? doubt : `${naming(origin)} asks for labels that only the cluster knows`;
        return {
          certainty: uncertain === undefined ? Certainty.SURE : Certainty.GUESSED,
          workload: nameOfWorkload(workload),
          direction: ANSWERS,
          peer,
          ports: [{ protocol, port }],
          evidence: evidenceAt(origin, ['spec'], `${naming(origin)} brings ${url}`),
          ...(uncertain === undefined ? {} : { doubt: uncertain }),
          ...(needs === undefined ? {} : { needs }),
        };
      }),
    );
}

interface Comer {
  readonly peer: SuggestedPeer;
  readonly needs?: string;
  readonly doubt?: string;
}

function whoComes({ kind, name, pods, addresses, clients, entity }: EntryPoint, origin: string): Comer {
  if (pods) {
    const { namespace, labels } = pods;
    return { peer: { kind: SuggestedPeerKind.PODS, name, namespace, labels } };
  }
  if (addresses || clients) {
    const cidrs = [...(clients ?? (addresses ?? []).map(({ cidr }) => cidr))].sort();
    const doubt = clients && `pods see these clients only with externalTrafficPolicy: Local, and nodes otherwise`;
    return { peer: { kind: SuggestedPeerKind.ADDRESSES, name: cidrs.join(', '), cidrs }, doubt };
  }
  if (kind === 'load-balancer' || kind === 'node-port') {
    return { peer: { kind: SuggestedPeerKind.EVERYONE, name: 'anywhere' } };
  }
  const needs =
    entity !== undefined || kind === 'gateway'
      ? `a route of this library, which lets the data plane of ${name} in by itself`
      : 'where its controller runs: give --cluster or --entry, or write the route as an Exposure';
  return { peer: { kind: SuggestedPeerKind.DATA_PLANE, name: origin }, needs };
}

/** Who scrapes the metrics that annotations offer, as Prometheus has it by custom. */
export class Scrapes {
  constructor(
    private readonly addressing: Addressing,
    private readonly templates: PodTemplates,
    private readonly naming: Naming,
    private readonly services: ReadonlyMap<FieldPath, Parameters<PodTemplates['fieldOf']>[0]>,
  ) {}

  public hintsOf(name: string, workload: WorkloadFacts, { object, metadata }: PodTemplate): Hint[] {
    const offered: { ports: SuggestedPort[]; at: ObjectRef; path: FieldPath }[] = [];
    const own = metadata.at('annotations');
    if (isOffered(own.at(SCRAPE).value)) {
      const declared = workload.pods
        .flatMap(({ ports = [] }) => ports)
        .map(({ number, protocol }) => ({ protocol, port: number }));
      offered.push({ ports: portIn(own.at(PORT).value) ?? declared, at: object, path: own.at(SCRAPE).path });
    }
    for (const service of this.addressing.servicesOf(workload)) {
      const body = this.services.get(service.object.path);
      const annotations = body && this.templates.fieldOf(body).at('metadata').at('annotations');
      if (!annotations || !isOffered(annotations.at(SCRAPE).value)) continue;
      const ports = portIn(annotations.at(PORT).value);
      const served = service.ports.flatMap(({ port }) => serviceEnds(this.addressing, service, port, this.naming).ends);
      const reached = served.filter((end) => end.workload === workload).map(({ port }) => port);
      offered.push({ ports: ports ?? reached, at: service.object, path: annotations.at(SCRAPE).path });
    }
    return offered
      .filter(({ ports }) => ports.length > 0)
      .map(({ ports, at, path }) => ({
        certainty: Certainty.SURE,
        workload: name,
        direction: ANSWERS,
        peer: { kind: SuggestedPeerKind.MONITORING, name: 'monitoring' },
        ports,
        evidence: evidenceAt(at, path, `${this.naming(at)} has the annotation ${SCRAPE}`),
        needs: 'a cluster profile that says who scrapes metrics: `monitoring`',
      }));
  }
}

const SCRAPE = 'prometheus.io/scrape';
const PORT = 'prometheus.io/port';

function isOffered(value: unknown): boolean {
  return value === 'true' || value === true;
}

function portIn(value: unknown): SuggestedPort[] | undefined {
  const port = /^\d{1,5}$/.test(String(value)) ? Number(value) : 0;
  return port >= 1 && port <= 65535 ? [{ protocol: Protocol.TCP, port }] : undefined;
}

function evidenceAt({ place, path }: ObjectRef, field: FieldPath, text: string): Hint['evidence'] {
  return { file: place.file, line: place.lineOf([...path, ...field]), text };
}
