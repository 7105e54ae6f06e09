import type {
  IdentityPolicyFacts,
  LinkerdAuthenticationFacts,
  LinkerdAuthorizationFacts,
  LinkerdServerFacts,
  PeerAuthenticationFacts,
  WaypointPolicyFacts,
} from './mesh';
import type {
  AddressSetFacts,
  AdminPolicyFacts,
  NetworkPolicyFacts,
  OpaquePolicy,
  PluginPolicyFacts,
} from './policies';
import type {
  GatewayFacts,
  IngressFacts,
  ListenerSetFacts,
  OpaqueRoute,
  ReferenceGrantFacts,
  RouteFacts,
} from './routes';
import type { EndpointsFacts, ServiceFacts } from './services';
import type { NamespaceFacts, WorkloadFacts } from './workloads';

/** All that was understood of what was read, in the order in which it was read. */
export interface Network {
  readonly namespaces: readonly NamespaceFacts[];
  readonly workloads: readonly WorkloadFacts[];
  readonly services: readonly ServiceFacts[];
  readonly endpoints: readonly EndpointsFacts[];
  readonly policies: readonly NetworkPolicyFacts[];
  readonly pluginPolicies: readonly PluginPolicyFacts[];
  readonly addressSets: readonly AddressSetFacts[];
  readonly adminPolicies: readonly AdminPolicyFacts[];
  readonly identityPolicies: readonly IdentityPolicyFacts[];
  readonly waypointPolicies: readonly WaypointPolicyFacts[];
  readonly peerAuthentications: readonly PeerAuthenticationFacts[];
  readonly linkerdServers: readonly LinkerdServerFacts[];
  readonly linkerdAuthorizations: readonly LinkerdAuthorizationFacts[];
  readonly linkerdAuthentications: readonly LinkerdAuthenticationFacts[];
  readonly opaquePolicies: readonly OpaquePolicy[];
  readonly ingresses: readonly IngressFacts[];
  readonly gateways: readonly GatewayFacts[];
  readonly listenerSets: readonly ListenerSetFacts[];
  readonly routes: readonly RouteFacts[];
  readonly grants: readonly ReferenceGrantFacts[];
  readonly opaqueRoutes: readonly OpaqueRoute[];
}
