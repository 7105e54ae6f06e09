import { ApiObject } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Service } from '../addressing';
import type { ControllerObject } from '../cluster';
import { located } from '../errors';
import { clusterOf, objectMetadata, patchable } from '../objects';
import type { IConnectable } from '../policy';
import { Peer, Port } from '../traffic';
import { metricsOf, type PodProps, workloadOf } from '../workload';
import { checkNotGiven, checkScrapeAnswer } from './scrape-laws';

const ID = 'Metrics';

/** Has the metrics of some pods found by the monitoring of their cluster, and lets it ask for them. */
export function letScrape(host: Construct & IConnectable, pods: Workload, props: PodProps, service?: Service): void {
  const metrics = metricsOf(props);
  if (!metrics) return;
  const cluster = clusterOf(host);
  // That nothing scrapes is an error, also where no policy would have to let it in.
  located(host, () => cluster._find(Peer.monitoring()));
  const { monitoring } = cluster;
  if (!monitoring) return;
  const port = Port.tcp(metrics.port.port);
  const answer = located(host, () => {
    const { path, interval } = metrics;
    const [workload, portName] = [workloadOf(pods), metrics.port.name];
    const hasService = service?.ports.some(({ target }) => workload.resolve(target)?.first === port.first) ?? false;
    const given = monitoring.discover({ workload, port, portName, path, interval, hasService });
    checkScrapeAnswer(monitoring.name, given);
    return given;
  });
  checkNotGiven(host, props.options.annotations ?? {}, answer);
  for (const [key, value] of Object.entries(answer.podAnnotations ?? {})) pods.podMetadata.addAnnotation(key, value);
  const home = new Construct(host, ID);
  for (const object of answer.objects ?? []) writeBelow(home, props.name, object);
  // No policy governs pods on the network of their node.
  if (host.connections._refusal) return;
  host.connections.allowFrom(Peer.monitoring(), {
    ports: [port],
    reason: `metrics are scraped by ${monitoring.name}`,
  });
}

/** The objects by which the metrics of a workload are found. */
export function metricsObjects(host: Construct): ApiObject[] {
  const home = host.node.tryFindChild(ID);
  return (home?.node.children ?? []).filter((child): child is ApiObject => ApiObject.isApiObject(child));
}

function writeBelow(home: Construct, name: string, object: ControllerObject): void {
  const { apiVersion, kind, suffix, labels, fields } = object;
  const own = objectMetadata(home, `${name}-${suffix}`, name);
  const metadata = { ...own, labels: { ...own.labels, ...labels } };
  const id = `${suffix.charAt(0).toUpperCase()}${suffix.slice(1)}${kind}`;
  patchable(new ApiObject(home, id, { apiVersion, kind, metadata, ...fields }));
}
