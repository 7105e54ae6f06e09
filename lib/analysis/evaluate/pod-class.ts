import type { CiliumEntity } from '../../traffic';
import type { FieldPath, ObjectRef } from '../network/place';
import type { ContainerPort, Labels } from '../network/workloads';
import type { AddressRange } from './address-range';

/** How pods are in a mesh: in one of Istio, by either mode, or in that of Linkerd. */
export type InMesh = 'none' | 'sidecar' | 'ambient' | 'linkerd';

/** Whom Linkerd lets in on ports that no Server has. */
export interface InboundDefault {
  /** Undefined where the cluster's own counts, which no manifest tells. */
  readonly policy?: string;
  /** Where it is said, or could be. */
  readonly object: ObjectRef;
  readonly path: FieldPath;
}

/** As whom a mesh knows pods. */
export interface Identity {
  /** How they are in it; several where it isn't known which. */
  readonly modes: readonly InMesh[];
  /** Their service account; undefined where it isn't known. */
  readonly account?: string;
  /** What Linkerd does on ports that no Server has; undefined where nothing is known of it, or they aren't in its mesh. */
  readonly inbound?: InboundDefault;
}

/** Pods that every policy of the input treats alike. */
export interface PodClass {
  /** Undefined where nobody says. */
  readonly namespace?: string;
  /** Whether the namespace, whichever it is, is none of those with workloads. */
  readonly isElsewhere?: boolean;
  /** The namespace that it may well be, where it isn't known. */
  readonly mayBeIn?: string;
  /** What it is to Cilium, if it is no pod at all: neither labels nor addresses nor a namespace mean it. */
  readonly entity?: CiliumEntity;
  readonly labels: Labels;
  /** Keys of labels whose values aren't known; `any` where there may be every other label. */
  readonly unknownLabels: readonly string[] | 'any';
  /** Undefined where the ports aren't known. */
  readonly ports?: readonly ContainerPort[];
  /** Undefined where it isn't known. */
  readonly hostNetwork?: boolean;
  /** Undefined where nothing of a mesh was read. */
  readonly identity?: Identity;
  /** Empty where no address is known. */
  readonly addresses: readonly AddressRange[];
}

/** What a namespace's labels are: all of them for one that was read, else its name only. */
export interface KnownLabels {
  readonly labels: Labels;
  readonly unknown: readonly string[] | 'any';
}
