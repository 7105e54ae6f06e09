import { valueError } from '../../errors';
import { LabelSelector, Peer, PodSelection } from '../../traffic';
import { HttpsRedirect, type IIngressController } from './ingress-controller';
import { checkInstallation } from './installation';

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
  public readonly httpsRedirect = HttpsRedirect.ANNOTATIONS;
  // Without a status it answers plain HTTP with 426, which browsers don't follow; 308 keeps method and body. Whether the
  // path is stripped by default isn't the same in its documentation and in what it does: say what is meant.
  public readonly httpsAnnotations = Object.freeze({
    'konghq.com/https-redirect-status-code': '308',
    'konghq.com/protocols': 'https',
    'konghq.com/strip-path': 'false',
  });
  public readonly httpAnnotations = Object.freeze({
    'konghq.com/protocols': 'http,https',
    'konghq.com/strip-path': 'false',
  });
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
