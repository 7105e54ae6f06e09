/** A bare Pod: `shop/web`, with labels and container ports in YAML's flow style. */
export function pod(name: string, labels = '{}', ports = '[]'): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: v1
kind: Pod
metadata: { namespace: ${namespace}, name: ${own}, labels: ${labels} }
spec: { containers: [{ name: main, image: main, ports: ${ports} }] }
---`;
}

/** A Deployment with the labels of its pods. */
export function deployment(name: string, labels = '{}'): string {
  const [namespace, own] = name.split('/');
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { namespace: ${namespace}, name: ${own} }
spec:
  selector: { matchLabels: ${labels} }
  template:
    metadata: { labels: ${labels} }
    spec: { containers: [{ name: main, image: main }] }
---`;
}

export function namespace(name: string, labels = '{}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
---`;
}

/** A NetworkPolicy with the lines of its spec. */
export function policy(name: string, spec: string): string {
  const [namespaceOf, own] = name.split('/');
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: ${namespaceOf}, name: ${own} }
spec: ${spec}
---`;
}

/** An AdminNetworkPolicy for all pods of the cluster unless its spec names another subject. */
export function adminPolicy(name: string, spec: string): string {
  return `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
---`;
}

export function baselinePolicy(spec: string): string {
  return `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec: ${spec}
---`;
}

export function clusterPolicy(name: string, spec: string): string {
  return `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
---`;
}

export function service(name: string, spec: string): string {
  const [namespaceOf, own] = name.split('/');
  return `
apiVersion: v1
kind: Service
metadata: { namespace: ${namespaceOf}, name: ${own} }
spec: ${spec}
---`;
}

/** A CiliumNetworkPolicy with its spec. */
export function cilium(name: string, spec: string): string {
  const [namespaceOf, own] = name.split('/');
  return `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { namespace: ${namespaceOf}, name: ${own} }
spec: ${spec}
---`;
}

export function ciliumClusterwide(name: string, spec: string): string {
  return `
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: ${name} }
spec: ${spec}
---`;
}

/** A NetworkPolicy of Calico with its spec. */
export function calico(name: string, spec: string): string {
  const [namespaceOf, own] = name.split('/');
  return `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { namespace: ${namespaceOf}, name: ${own} }
spec: ${spec}
---`;
}

export function calicoGlobal(name: string, spec: string, kind = 'GlobalNetworkPolicy', metadata = ''): string {
  return `
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: { name: ${name}${metadata} }
spec: ${spec}
---`;
}
