import type { FieldPath, ObjectRef } from './place';
import type { CallerTest, PolicyPort, RuleFacts } from './policies';
import type { Reference } from './routes';
import type { Selector } from './selector';

/** What pods, or the namespace for all of its pods, say of being in a mesh; undefined where they say nothing. */
export interface MeshWords {
  readonly ambient?: boolean;
  readonly sidecar?: boolean;
  readonly linkerd?: boolean;
  /** Whether pods have the sidecar of Istio already, whoever gave it to them. */
  readonly hasSidecar?: boolean;
  /** Whom Linkerd lets in on ports that no Server has, and where that is said. */
  readonly linkerdInbound?: { readonly policy: string; readonly path: FieldPath };
  /** Whether some connections are kept from the proxies of Linkerd. */
  readonly linkerdSkips?: boolean;
}

/** A policy that asks callers who they are, before or after the network is asked: AuthorizationPolicy of Istio. */
export interface IdentityPolicyFacts {
  readonly object: ObjectRef;
  /** The pods that it governs: of its own namespace, or of all. */
  readonly namespaces: 'own' | 'all';
  readonly pods: Selector;
  /** Whether it refuses whom no rule allows; one that doesn't has rules that deny, and is asked first. */
  readonly isolates: boolean;
  readonly rules: readonly RuleFacts[];
}

/** A policy that waypoints ask, or Gateways, and no pods: an AuthorizationPolicy of Istio that names its targets. */
export interface WaypointPolicyFacts {
  readonly object: ObjectRef;
  readonly targets: readonly Reference[];
  /** Whether it refuses whom no rule allows. */
  readonly isolates: boolean;
  readonly rules: readonly RuleFacts[];
  /** Why it isn't known what it says. */
  readonly doubt?: string;
}

/** Whether plain connections are taken besides those in which the caller shows who it is. */
export type TlsMode = 'strict' | 'permissive' | 'disabled';

/** What pods demand of connections: PeerAuthentication of Istio. */
export interface PeerAuthenticationFacts {
  readonly object: ObjectRef;
  /** The narrower one counts. */
  readonly scope: 'mesh' | 'namespace' | 'pods';
  readonly pods: Selector;
  /** Undefined where it leaves that to a wider one. */
  readonly mode?: TlsMode;
  /** Ports for which it says something else, with the places where it does. */
  readonly ports: readonly { readonly port: number; readonly mode: TlsMode; readonly path: FieldPath }[];
}

/** A port of pods that Linkerd guards: Server. */
export interface LinkerdServerFacts {
  readonly object: ObjectRef;
  readonly pods: Selector;
  readonly port: PolicyPort;
  /** Whom it lets in whom no authorization does: `deny`, or another policy that Linkerd has a word for. */
  readonly access: string;
}

/** Who may connect to what Servers guard: AuthorizationPolicy of Linkerd. */
export interface LinkerdAuthorizationFacts {
  readonly object: ObjectRef;
  /** The name of the Server, of the same namespace; undefined for all of them. */
  readonly server?: string;
  /** What callers must pass, all of it. */
  readonly required: readonly LinkerdReference[];
}

/** The name of an authentication, or of a service account that stands for one. */
export interface LinkerdReference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Callers by a name: MeshTLSAuthentication and NetworkAuthentication of Linkerd. */
export interface LinkerdAuthenticationFacts {
  readonly object: ObjectRef;
  /** Those that pass all tests of one of these; undefined where it says what isn't understood. */
  readonly callers?: readonly (readonly CallerTest[])[];
}

/** Pods with a service account, in the mesh's own trust domain, whatever that is. */
export function accountTest(namespace: string, name: string): CallerTest {
  return { of: 'principal', values: [`cluster.local/ns/${namespace}/sa/${name}`], isNegated: false };
}
