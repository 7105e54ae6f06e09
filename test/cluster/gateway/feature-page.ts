import { GatewayFeature, GatewayImplementations, type IGatewayImplementation } from '../../../lib/cluster';

/** One of each report, in the order of their names. */
export const REPORTED: IGatewayImplementation[] = [
  GatewayImplementations.aws({ gatewayClassName: 'alb', subnetRanges: ['10.0.0.0/24'] }),
  GatewayImplementations.cilium(),
  GatewayImplementations.contourProvisioner(),
  GatewayImplementations.envoyGateway(),
  GatewayImplementations.gke(),
  GatewayImplementations.istio(),
  GatewayImplementations.kgateway(),
  GatewayImplementations.kongOperator({ labels: { app: 'kong' } }),
  GatewayImplementations.nginxGatewayFabric(),
  GatewayImplementations.traefik(),
];

/** Who can do what, as a table of Markdown. */
export function featureTable(): string {
  const features = Object.values(GatewayFeature).map((feature) => [
    `\`${feature}\``,
    ...REPORTED.map((implementation) => cellOf(implementation, feature)),
  ]);
  return table(['', ...REPORTED.map(({ name }) => name)], features);
}

/** From where each column was read, as a table of Markdown. */
export function reportTable(): string {
  const rows = REPORTED.map(({ name, controllerName, features }) => [
    `\`${name}\``,
    `\`${controllerName}\``,
    features?.readFrom ?? '',
  ]);
  return table(['name', 'controller', 'read from the report of'], rows);
}

function cellOf({ features }: IGatewayImplementation, feature: GatewayFeature): string {
  if (features?.supported.includes(feature)) return 'yes';
  return features?.unsupported.includes(feature) ? 'no' : '';
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
