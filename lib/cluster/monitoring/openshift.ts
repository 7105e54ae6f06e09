import { Peer } from '../../traffic';
import { MonitorKind, monitorObject } from './monitor-object';
import type { IMonitoring, ScrapeAnswer, ScrapeRequest } from './monitoring';

/**
 * OpenShift's monitoring of user-defined projects. A cluster's administrators switch it on by `enableUserWorkload: true`.
 *
 * @see https://docs.redhat.com/en/documentation/monitoring_stack_for_red_hat_openshift/4.21/html/configuring_user_workload_monitoring/preparing-to-configure-the-monitoring-stack-uwm
 */
export class Openshift implements IMonitoring {
  public readonly name = 'openshift';
  public readonly scraper = Peer.pods({
    namespace: 'openshift-user-workload-monitoring',
    labels: { 'app.kubernetes.io/name': 'prometheus' },
  });

  public discover(request: ScrapeRequest): ScrapeAnswer {
    return { objects: [monitorObject(MonitorKind.POD_MONITOR, request, {})] };
  }
}
