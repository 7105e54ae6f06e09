/** The fields of manifests that say who may connect, as the API reference has them. */

export type Labels = { readonly [key: string]: string };

export interface LabelSelector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: string[];
  }[];
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
    readonly annotations?: Labels;
    readonly ownerReferences?: readonly {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
      readonly controller?: boolean;
    }[];
  };
  readonly spec?: any;
  readonly specs?: readonly any[];
  readonly status?: any;
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec?: {
    readonly serviceAccountName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
}

export interface Container {
  readonly name?: string;
  readonly restartPolicy?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
}

export interface NetworkPolicySpec {
  readonly podSelector?: LabelSelector | null;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly NetworkPolicyRule[] | null;
  readonly egress?: readonly NetworkPolicyRule[] | null;
}

export interface NetworkPolicyRule {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly to?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly {
    readonly protocol?: string;
    readonly port?: number | string;
    readonly endPort?: number;
  }[];
}

export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

/** The spec of the three kinds of admin policies: what one of them doesn't have is absent there. */
export interface AdminPolicySpec {
  readonly tier?: 'Admin' | 'Baseline';
  readonly priority?: number;
  readonly subject: { readonly namespaces?: LabelSelector; readonly pods?: NamespacedPods };
  readonly ingress?: readonly AdminRule[];
  readonly egress?: readonly AdminRule[];
}

export interface NamespacedPods {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

export interface AdminRule {
  readonly name?: string;
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly AdminPeer[];
  readonly to?: readonly AdminPeer[];
  /** The ports of AdminNetworkPolicy and its baseline. */
  readonly ports?: readonly AdminPort[];
  /** Those of ClusterNetworkPolicy. */
  readonly protocols?: readonly AdminProtocol[];
}

export interface AdminPeer {
  readonly namespaces?: LabelSelector;
  readonly pods?: NamespacedPods;
  readonly nodes?: LabelSelector;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
}

export interface AdminPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

export interface AdminProtocol {
  readonly tcp?: ProtocolPorts;
  readonly udp?: ProtocolPorts;
  readonly sctp?: ProtocolPorts;
  readonly destinationNamedPort?: string;
}

export interface ProtocolPorts {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

/** One spec of a CiliumNetworkPolicy, or of a clusterwide one. */
export interface CiliumSpec {
  readonly endpointSelector: LabelSelector;
  readonly ingress?: readonly CiliumRule[];
  readonly ingressDeny?: readonly CiliumRule[];
  readonly egress?: readonly CiliumRule[];
  readonly egressDeny?: readonly CiliumRule[];
  readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
}

export interface CiliumRule {
  readonly fromEndpoints?: readonly LabelSelector[];
  readonly fromEntities?: readonly string[];
  readonly fromCIDR?: readonly string[];
  readonly fromCIDRSet?: readonly { readonly cidr: string; readonly except?: readonly string[] }[];
  readonly toEndpoints?: readonly LabelSelector[];
  readonly toEntities?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly toCIDRSet?: readonly { readonly cidr: string; readonly except?: readonly string[] }[];
  readonly toFQDNs?: readonly { readonly matchName?: string; readonly matchPattern?: string }[];
  readonly toPorts?: readonly CiliumPortList[];
}

export interface CiliumPortList {
  readonly ports: readonly { readonly port: string; readonly protocol?: string; readonly endPort?: number }[];
  readonly rules?: { readonly http?: readonly object[]; readonly dns?: readonly { readonly matchPattern?: string }[] };
}

/** The spec of a policy of Calico. */
export interface CalicoSpec {
  readonly order?: number;
  readonly selector?: string;
  readonly namespaceSelector?: string;
  readonly types?: readonly string[];
  readonly ingress?: readonly CalicoRule[];
  readonly egress?: readonly CalicoRule[];
}

export interface CalicoRule {
  readonly action: 'Allow' | 'Deny' | 'Log' | 'Pass';
  readonly protocol?: string | number;
  readonly notProtocol?: string;
  readonly source?: CalicoEntity;
  readonly destination?: CalicoEntity;
}

export interface CalicoEntity {
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
}

/** The spec of an AuthorizationPolicy of Istio. */
export interface IstioAuthorizationSpec {
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT';
  readonly selector?: LabelSelector;
  readonly rules?: readonly IstioRule[];
}

export interface IstioRule {
  readonly from?: readonly { readonly source: IstioSource }[];
  readonly to?: readonly {
    readonly operation: { readonly ports?: readonly string[]; readonly notPorts?: readonly string[] };
  }[];
  readonly when?: readonly {
    readonly key: string;
    readonly values?: readonly string[];
    readonly notValues?: readonly string[];
  }[];
}

export interface IstioSource {
  readonly principals?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly ipBlocks?: readonly string[];
  readonly notIpBlocks?: readonly string[];
}

export interface PeerAuthenticationSpec {
  readonly selector?: LabelSelector;
  readonly mtls?: { readonly mode?: string };
  readonly portLevelMtls?: { readonly [port: string]: { readonly mode?: string } };
}

/** The spec of a Server of Linkerd. */
export interface ServerSpec {
  readonly podSelector: LabelSelector;
  readonly port: number | string;
  readonly accessPolicy?: string;
}

/** The spec of an AuthorizationPolicy of Linkerd. */
export interface LinkerdAuthorizationSpec {
  readonly targetRef: { readonly kind: string; readonly name: string };
  readonly requiredAuthenticationRefs: readonly LinkerdReference[];
}

/** A reference to an object, or to who is known by one. */
export interface LinkerdReference {
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}
