import { valueError } from '../../errors';
import { checkObject, isPortNumber, LabelSelector, Peer, PodSelection } from '../../traffic';
import { featuresOf } from './feature-table';
import type { GatewayAnswer, GatewayReference, GatewayRequest, IGatewayImplementation } from './gateway-implementation';
import { refuse } from './gateway-lacks';
import { checkOptions } from './gateway-options';

/** How Traefik is installed. */
export interface TraefikGatewayProps {
  /**
   * The GatewayClass.
   *
   * @default 'traefik'
   */
  readonly gatewayClassName?: string;

  /**
   * The namespace of its pods.
   *
   * @default 'traefik'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release.
   *
   * @default 'traefik'
   */
  readonly release?: string;

  /**
   * The labels of its pods.
   *
   * @default - those of the chart: name `traefik`, instance `<release>-<namespace>`
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The ports of its entry points on the pods, by those that clients come to: `port` and `exposedPort` of the chart's
   * `ports`. A listener has to name that of an entry point.
   *
   * @default { '80': 8000, '443': 8443 }
   */
  readonly entryPoints?: { readonly [clientPort: string]: number };
}

/**
 * Traefik, as its own chart installs it. One installation serves all Gateways, by the entry points that it has.
 *
 * @see https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-gateway/
 */
export class Traefik implements IGatewayImplementation {
  public readonly name = 'traefik';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'traefik.io/gateway-controller';
  public readonly features = featuresOf('traefik');
  public readonly listenerPorts: { readonly [clientPort: string]: number };
  private readonly pods: PodSelection;

  public constructor(props: TraefikGatewayProps = {}) {
    const known = ['gatewayClassName', 'namespace', 'release', 'labels', 'entryPoints'];
    checkOptions('GatewayImplementations.traefik()', props, known);
    checkEntryPoints(props.entryPoints);
    const namespace = props.namespace ?? 'traefik';
    const release = props.release ?? 'traefik';
    this.gatewayClassName = props.gatewayClassName ?? 'traefik';
    this.listenerPorts = Object.freeze({ ...(props.entryPoints ?? { '80': 8000, '443': 8443 }) });
    this.pods = PodSelection.inNamespace(
      namespace,
      LabelSelector.of({
        labels: props.labels ?? {
          'app.kubernetes.io/name': 'traefik',
          'app.kubernetes.io/instance': `${release}-${namespace}`,
        },
      }),
    );
  }

  public dataPlane(_gateway: GatewayReference): Peer {
    return Peer.selecting(this.pods);
  }

  public podPort(listenerPort: number): number {
    return this.listenerPorts[listenerPort] ?? listenerPort;
  }

  public localDataPlane(_gateway: GatewayReference): undefined {
    return undefined;
  }

  public cloudCertificate(_certificate: string): undefined {
    return undefined;
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      internal: 'leave it out and install Traefik with the Helm value service.annotations',
      proxyProtocol: 'leave it out and install Traefik with the Helm value ports.websecure.proxyProtocol.trustedIPs',
      trustedHops: 'leave it out and install Traefik with the Helm value ports.websecure.forwardedHeaders.trustedIPs',
    });
    return {};
  }
}

function checkEntryPoints(entryPoints: unknown): void {
  if (entryPoints === undefined) return;
  const what = 'the `entryPoints` of GatewayImplementations.traefik()';
  checkObject(what, entryPoints, "write them as in { '80': 8000 }");
  for (const [clientPort, podPort] of Object.entries(entryPoints as object)) {
    if (isPortNumber(Number(clientPort)) && isPortNumber(podPort)) continue;
    throw valueError({
      law: `${what} must be port numbers from 1 to 65535`,
      got: { [clientPort]: podPort },
      remedy: "write them as in { '80': 8000 }",
    });
  }
}
