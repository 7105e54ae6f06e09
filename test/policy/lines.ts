import type { Chart } from 'cdk8s';

/**
 * The written policies of charts, a line for each pair of pods and peer: `shop/app=web -> app=db in data: TCP 5432`.
 *
 * A direction that is governed and in which nothing is let through has a line as well.
 */
export function lines(...charts: Chart[]): string[] {
  return charts
    .flatMap((chart) => chart.toJson())
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .flatMap(({ metadata, spec }) => {
      const pods = `${metadata.namespace ?? 'default'}/${selector(spec.podSelector)}`;
      return [
        ...side(spec.policyTypes.includes('Ingress'), `${pods} <-`, spec.ingress, 'from'),
        ...side(spec.policyTypes.includes('Egress'), `${pods} ->`, spec.egress, 'to'),
      ];
    });
}

function side(isGoverned: boolean, start: string, rules: any[] = [], peers: 'from' | 'to'): string[] {
  if (!isGoverned) return [];
  if (rules.length === 0) return [`${start} nobody`];
  return rules.flatMap((rule) => {
    const ports = rule.ports ? rule.ports.map(port).join(', ') : 'every port';
    const who = rule[peers] ? rule[peers].map(peer) : ['everyone'];
    return who.map((name: string) => `${start} ${name}: ${ports}`);
  });
}

function peer({ ipBlock, podSelector, namespaceSelector }: any): string {
  if (ipBlock) return [ipBlock.cidr, ...(ipBlock.except ?? [])].join(' except ');
  if (!namespaceSelector) return selector(podSelector);
  const namespaces = selector(namespaceSelector, 'every namespace').replace(/^kubernetes.io\/metadata.name=/, '');
  return `${selector(podSelector ?? {})} in ${namespaces}`;
}

function selector({ matchLabels = {}, matchExpressions = [] }: any, everything: string = 'all pods'): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${brief(key)}=${value}`);
  const conditions = [...labels, ...matchExpressions.map(expression)];
  return conditions.length > 0 ? conditions.join(',') : everything;
}

/** As kubectl writes it: `tier in (api, worker)`, `tier notin (db)`, `tier`, `!tier`. */
function expression({ key, operator, values = [] }: any): string {
  if (operator === 'Exists') return brief(key);
  if (operator === 'DoesNotExist') return `!${brief(key)}`;
  return `${brief(key)} ${operator.toLowerCase()} (${values.join(', ')})`;
}

function brief(key: string): string {
  return key.replace('app.kubernetes.io/', '');
}

function port({ protocol, port, endPort }: any): string {
  if (port === undefined) return `all ${protocol}`;
  return endPort === undefined ? `${protocol} ${port}` : `${protocol} ${port}-${endPort}`;
}
