import { inFolder, runIn } from '../harness';

/** A pod of a namespace, with its labels. */
export function pod(namespace: string, name: string, more = ''): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}, spec: {containers: [{name: c, image: c}]${more}}}`;
}

/** A policy that lets a pod be reached by those of a label on a port, and reach what it is told. */
export function policy(namespace: string, name: string, ingress: string, egress = '[]'): string {
  return `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: ${namespace}}, spec: {podSelector: {matchLabels: {app: ${name}}}, policyTypes: [Ingress, Egress], ingress: ${ingress}, egress: ${egress}}}`;
}

export function from(app: string, port: number): string {
  return `[{from: [{podSelector: {matchLabels: {app: ${app}}}}], ports: [{port: ${port}}]}]`;
}

export function to(app: string, port: number): string {
  return from(app, port).replace('from:', 'to:');
}

/** Draws manifests in a format. */
export async function drawn(objects: readonly string[], ...options: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await inFolder({ 'all.yaml': objects.join('\n---\n') }, (folder) =>
    runIn(folder, ['graph', '-q', 'all.yaml', ...options]),
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Two that are linked in one namespace, and one that nothing protects in another. */
export const SHOP = [
  pod('shop', 'web'),
  pod('shop', 'db'),
  pod('lab', 'play'),
  policy('shop', 'web', '[]', to('db', 5432)),
  policy('shop', 'db', from('web', 5432)),
];
