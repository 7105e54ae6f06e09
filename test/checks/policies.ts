/** A network policy of six lines, of which the last says more of its spec, as YAML. */
export function policy(namespace: string, name: string, more = 'policyTypes: [Ingress]'): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  podSelector: {}
  ${more}
`;
}
