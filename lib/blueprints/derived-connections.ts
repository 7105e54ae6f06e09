import type { Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Service } from '../addressing';
import type { IConnectable } from '../policy';
import type { PodProps } from '../workload';
import { connectToApi } from './api-connection';
import { connectToIdentity } from './identity-connection';
import { letScrape } from './scrape';

/**
 * Declares the connections that follow from what was said of some pods, and writes what belongs to them.
 *
 * @param host - the workload; its own connections are there already
 * @param pods - what runs the pods
 * @param props - what was said of them
 * @param service - the Service by which clients find them, where there is one
 */
export function deriveConnections(
  host: Construct & IConnectable,
  pods: Workload,
  props: PodProps,
  service?: Service,
): void {
  letScrape(host, pods, props, service);
  connectToApi(host, props);
  connectToIdentity(host, props);
}
