import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { annotations, type Said } from './annotations';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { pluginsOf, upstreamPolicyOf } from './kong-objects';
import { checkSeconds, MAX_MILLISECONDS } from './limits';
import { optionsOf } from './option-table';

const PREFIX = 'konghq.com/';

/** The charts by which Kong Ingress Controller is installed. */
export enum KongChart {
  /** `kong/ingress`: the gateway and its controller run in pods of their own. */
  INGRESS = 'ingress',
  /** `kong/kong`: both run in the same pods. */
  KONG = 'kong',
}

/** How Kong Ingress Controller is installed. */
export interface KongProps {
  /**
   * The chart, which gives the gateway pods their labels. `helm list -A` shows it.
   *
   * @default KongChart.INGRESS, which its documentation recommends for new installations
   */
  readonly chart?: KongChart;

  /**
   * The namespace of its gateway pods.
   *
   * @default 'kong'
   */
  readonly namespace?: string;

  /**
   * The name of its Helm release.
   *
   * @default 'kong'
   */
  readonly release?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'kong'
   */
  readonly ingressClassName?: string;

  /**
   * The labels of its gateway pods.
   *
   * @default - those of the chart: name `gateway`, or `kong` by KongChart.KONG; component `app`, instance `<release>`
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * Kong Ingress Controller, as a chart of its own installs it. The data planes of Kong's operator, which run in the
 * namespaces of their Gateways, are something else.
 *
 * @see https://developer.konghq.com/kubernetes-ingress-controller/reference/annotations/
 */
export class Kong implements IIngressController {
  public readonly name = 'kong';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  // A prefix becomes part of a regular expression as it stands, so a dot in it would be any character.
  public readonly pathCharacters = '-_';

  public constructor(props: KongProps = {}) {
    const known = ['chart', 'namespace', 'release', 'ingressClassName', 'labels'];
    checkInstallation('IngressControllers.kong()', props, known);
    this.ingressClassName = props.ingressClassName ?? 'kong';
    this.dataPlane = Peer.selecting(
      PodSelection.inNamespace(
        props.namespace ?? 'kong',
        LabelSelector.of({
          labels: props.labels ?? {
            'app.kubernetes.io/name': nameBy(props.chart),
            'app.kubernetes.io/instance': props.release ?? 'kong',
            'app.kubernetes.io/component': 'app',
          },
        }),
      ),
    );
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { name, isSecure, rewritePrefix } = request;
    checkRewriting(rewritePrefix);
    checkSeconds(this.name, { option: 'timeout', seconds: request.timeout, most: MAX_MILLISECONDS });
    const plugins = pluginsOf(request);
    const policy = upstreamPolicyOf(request);
    const names = plugins.map(({ suffix }) => `${name}-${suffix}`);
    return {
      annotations: annotations(PREFIX, {
        // Without a status it answers plain HTTP with 426, which browsers don't follow; 308 keeps method and body.
        'https-redirect-status-code': isSecure ? 308 : undefined,
        protocols: clientProtocols(request),
        // Whether it does by default isn't the same in its documentation and in what it does: say what is meant.
        'strip-path': rewritePrefix !== undefined,
        plugins: names.join(',') || undefined,
      }),
      serviceAnnotations: annotations(PREFIX, {
        ...backend(request),
        'upstream-policy': policy ? `${name}-${policy.suffix}` : undefined,
      }),
      objects: [...plugins, ...(policy ? [policy] : [])],
    };
  }
}

const GRPC: (BackendProtocol | undefined)[] = [BackendProtocol.GRPC, BackendProtocol.GRPCS];

/** A route to a backend that speaks gRPC has to say so itself. */
function clientProtocols({ isSecure, backendProtocol }: IngressRequest): string {
  const isGrpc = GRPC.includes(backendProtocol);
  if (isSecure) return isGrpc ? 'grpcs' : 'https';
  return isGrpc ? 'grpc,grpcs' : 'http,https';
}

/** What is put before a path is a word of the Service, and so it would be before those of its other Ingresses. */
function checkRewriting(rewritePrefix: string | undefined): void {
  if (rewritePrefix === undefined || rewritePrefix === '/') return;
  throw valueError({
    law: 'the `rewritePrefix` of an Ingress by kong must be "/", since it can take a path away and put none in its place',
    got: rewritePrefix,
    remedy: 'serve the backend at the root, or name another `entry`',
  });
}

/** What it says of the Service; times are in milliseconds there. */
function backend({ timeout, backendProtocol }: IngressRequest): Said {
  const milliseconds = timeout === undefined ? undefined : timeout * 1000;
  return {
    'read-timeout': milliseconds,
    'write-timeout': milliseconds,
    protocol: backendProtocol === BackendProtocol.HTTP ? undefined : backendProtocol?.toLowerCase(),
  };
}

function nameBy(chart: KongChart = KongChart.INGRESS): string {
  if (chart === KongChart.INGRESS) return 'gateway';
  if (chart === KongChart.KONG) return 'kong';
  throw valueError({
    law: 'the `chart` of IngressControllers.kong() must be KongChart.INGRESS or KongChart.KONG',
    got: chart,
    remedy: '`helm list -A` shows which one; for any other way to install it, give the `labels` of its gateway pods',
  });
}
