import type { FieldPath, ObjectRef } from './place';
import type { RuleFacts } from './policies';
import type { Selector } from './selector';

/** What pods, or the namespace for all of its pods, say of being in a mesh; undefined where they say nothing. */
export interface MeshWords {
  readonly ambient?: boolean;
  readonly sidecar?: boolean;
  readonly linkerd?: boolean;
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
