import { type AnalysisOptions, Connectivity, type SuggestOptions, type SuggestReport } from '../../../lib/analysis';
import { Direction } from '../../../lib/traffic';

/** What is suggested of a text, `shop.yaml`. */
export function reportOf(text: string, options: SuggestOptions = {}, analysis: AnalysisOptions = {}): SuggestReport {
  const network = Connectivity.ofText([{ name: 'shop.yaml', text }], analysis);
  expect(network.problems).toEqual([]);
  return network.suggest(options);
}

/** The suggestions as lines: `sure shop/web -> shop/db TCP 5432`, and what is left over: `left shop/web: ...`. */
export function told(text: string, options: SuggestOptions = {}, analysis: AnalysisOptions = {}): string[] {
  return linesOf(reportOf(text, options, analysis));
}

export function linesOf({ suggestions, others }: SuggestReport): string[] {
  const lines = suggestions.map(({ certainty, workload, direction, peer, ports, doubt }) => {
    const ends = direction === Direction.EGRESS ? [workload, peer.name] : [peer.name, workload];
    const texts = ports.map(({ protocol, port }) => ` ${protocol} ${port}`).join(',');
    return `${certainty} ${ends.join(' -> ')}${texts}${doubt === undefined ? '' : ` (${doubt})`}`;
  });
  return [...lines, ...others.map(({ workload, why }) => `left ${workload}: ${why}`)];
}

/** The evidence of all suggestions and of what is left over. */
export function evidenceOf({ suggestions, others }: SuggestReport): string[] {
  const all = [...suggestions.flatMap(({ evidence }) => evidence), ...others.map(({ evidence }) => evidence)];
  return all.map(({ file, line, text }) => `${file}:${line} ${text}`);
}

/** A Deployment `web` whose container has this in it, as YAML in one line. */
export function web(container: string, { spec = '', annotations = '{}', name = 'web' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }, annotations: ${annotations} }
    spec: { ${spec}containers: [{ name: main, image: main, ${container} }] }
---`;
}

/** Pods `name` with a Service of the same name, whose ports are these: `80:8080` leads to 8080. */
export function served(name: string, ports: readonly string[], { headless = false, namespace = 'shop' } = {}): string {
  const written = ports.map((each, index) => {
    const [port, target = port] = each.split(':');
    return `{ name: p${index}, port: ${port}, targetPort: ${target} }`;
  });
  return `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: main, image: main }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${headless ? 'clusterIP: None, ' : ''}selector: { app: ${name} }, ports: [${written.join(', ')}] }
---`;
}

/** Variables as YAML: `env: [...]`. */
export function env(variables: { readonly [name: string]: string }): string {
  const list = Object.entries(variables).map(([name, value]) => `{ name: ${name}, value: ${JSON.stringify(value)} }`);
  return `env: [${list.join(', ')}]`;
}
