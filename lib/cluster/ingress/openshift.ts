import { valueError } from '../../errors';
import { Peer } from '../../traffic';
import { annotations } from './annotations';
import type { IIngressController } from './ingress-controller';
import type { IngressAnswer, IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { optionsOf } from './option-table';

const PREFIX = 'haproxy.router.openshift.io/';

/** How OpenShift's router is used. */
export interface OpenshiftIngressProps {
  /**
   * The name of the IngressClass. `kubectl get ingressclass` shows it: its controller is `openshift.io/ingress-to-route`.
   *
   * @default 'openshift-default'
   */
  readonly ingressClassName?: string;
}

/**
 * OpenShift's router, which is told of an Ingress by Routes that OpenShift makes of it, one for each path.
 *
 * Policies know it by a label of its namespace, which stands for it on the network of the nodes as well. Of exact paths,
 * and of rules without a host, no Route is made; and none with a wildcard is admitted, unless the router is told to.
 *
 * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking/configuring-routes
 * @see https://github.com/openshift/route-controller-manager/blob/main/pkg/route/ingress/ingress.go
 */
export class Openshift implements IIngressController {
  public readonly name = 'openshift';
  public readonly ingressClassName: string;
  public readonly dataPlane = Peer.namespaces({ labels: { 'policy-group.network.openshift.io/ingress': '' } });
  public readonly namespace = 'openshift-ingress';
  public readonly options = optionsOf(this.name);

  public constructor(props: OpenshiftIngressProps = {}) {
    checkInstallation('IngressControllers.openshift()', props, ['ingressClassName']);
    this.ingressClassName = props.ingressClassName ?? 'openshift-default';
  }

  public serve(request: IngressRequest): IngressAnswer {
    checkRules(request);
    const { timeout } = request;
    return { annotations: annotations(PREFIX, { timeout: timeout === undefined ? undefined : `${timeout}s` }) };
  }
}

/** What OpenShift would leave out, and tell nobody but those who ask for its events. */
function checkRules({ hosts, exactPaths = [], isForAnyHost }: IngressRequest): void {
  const [exact] = exactPaths;
  if (exact !== undefined) {
    throw valueError({
      law: 'an Ingress by openshift must have no `exact` path, since no Route is made of it',
      got: exact,
      remedy: 'leave out `exact`, or enter the cluster by a Gateway',
    });
  }
  if (hosts.length === 0 || isForAnyHost) {
    throw valueError({
      law: 'each rule of an Ingress by openshift must have a host, since no Route is made of one without',
      remedy: 'give a `host`',
    });
  }
  const wildcard = hosts.find((host) => host.startsWith('*'));
  if (wildcard === undefined) return;
  throw valueError({
    law: 'a host of an Ingress by openshift must have no wildcard, which its router refuses unless it is told otherwise',
    got: wildcard,
    remedy: 'name each host, or enter the cluster by a Gateway',
  });
}
