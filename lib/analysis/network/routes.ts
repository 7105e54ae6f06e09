import type { FieldPath, ObjectRef } from './place';
import type { Selector } from './selector';
import type { WaypointFacts } from './waypoint';

/** The group of Gateways, ListenerSets, routes and grants. */
export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** A reference to an object of a known group, namespace and name. */
export interface Reference {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface IngressBackendFacts {
  readonly path: FieldPath;
  /** Undefined where the backend is another resource, such as a bucket. */
  readonly service?: { readonly name: string; readonly port: number | string };
}

export interface IngressFacts {
  readonly object: ObjectRef;
  /** From `ingressClassName` or the older annotation; undefined for the default class. */
  readonly className?: string;
  readonly defaultBackend?: IngressBackendFacts;
  readonly rules: readonly {
    /** Empty for every host. */
    readonly host: string;
    readonly paths: readonly {
      readonly path: string;
      readonly pathType: 'Exact' | 'Prefix' | 'ImplementationSpecific';
      readonly backend: IngressBackendFacts;
    }[];
  }[];
  /** Hosts that have a certificate; `''` where an entry names none. */
  readonly tlsHosts: readonly string[];
  /** Whether the cloud keeps a certificate, for all of its hosts; undefined where none is named. */
  readonly hasCloudCertificate?: true;
}

/** Whose routes or listener sets are admitted. */
export interface AdmittedNamespaces {
  readonly from: 'All' | 'Same' | 'Selector' | 'None';
  readonly selector?: Selector;
}

export interface ListenerFacts {
  readonly path: FieldPath;
  readonly name: string;
  readonly port: number;
  /** HTTP, HTTPS, TLS, TCP, UDP, or one of an implementation's own. */
  readonly protocol: string;
  /** Empty for every host. */
  readonly hostname: string;
  readonly tlsMode: 'Terminate' | 'Passthrough';
  readonly hasTlsOptions: boolean;
  readonly certificateRefs: readonly Reference[];
  readonly namespaces: AdmittedNamespaces;
  /** Kinds of routes that are admitted; undefined for those of the protocol. */
  readonly kinds?: readonly { readonly group: string; readonly kind: string }[];
}

export interface GatewayFacts {
  readonly object: ObjectRef;
  readonly className: string;
  readonly listeners: readonly ListenerFacts[];
  /** Which namespaces' ListenerSets it admits; `None` unless given. */
  readonly listenerSets: AdmittedNamespaces;
  /** What it says as a waypoint of Istio; undefined where it is none. */
  readonly waypoint?: WaypointFacts;
}

export interface ListenerSetFacts {
  readonly object: ObjectRef;
  readonly parent: Reference;
  readonly listeners: readonly ListenerFacts[];
}

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';

export interface ParentRefFacts extends Reference {
  readonly path: FieldPath;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface BackendRefFacts extends Reference {
  readonly path: FieldPath;
  readonly port?: number;
  readonly weight: number;
  /** What it receives: requests, copies of them, or questions whether to let them through. */
  readonly role: 'backend' | 'mirror' | 'auth';
}

export interface RouteRuleFacts {
  readonly path: FieldPath;
  /** What it matches, as people write it: `/v2`, `POST /orders`, `Greeter/SayHello`; `/` for everything. */
  readonly matches: readonly string[];
  readonly backends: readonly BackendRefFacts[];
  /** Whether it answers with a redirect, and so needs no backend. */
  readonly redirects: boolean;
}

export interface RouteFacts {
  readonly object: ObjectRef;
  readonly kind: RouteKind;
  readonly parents: readonly ParentRefFacts[];
  /** Empty for every host. */
  readonly hostnames: readonly string[];
  readonly rules: readonly RouteRuleFacts[];
}

export interface ReferenceGrantFacts {
  readonly object: ObjectRef;
  readonly from: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  /** Without a name: every object of the kind. */
  readonly to: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

/** An object that may bring requests in, in ways that aren't understood here: an IngressRoute, a VirtualService. */
export interface OpaqueRoute {
  readonly object: ObjectRef;
}
