import type { ContainerOptions } from './container-options';
import type { ExtraPort } from './extra-port';
import { addedPort } from './metrics';
import type { PodProps } from './pod-props';
import { type ContainerPorts, isTcp } from './port-reference';
import type { Probes } from './probe';
import { Shutdown } from './shutdown';
import { isNative, type Sidecar } from './sidecar';

/** What a container is to its pod. */
export enum Role {
  /** What the workload is about. */
  MAIN = 'main',
  /** It runs to its end first. */
  INIT = 'init',
  /** It starts before the main one, and ends after it. */
  NATIVE = 'native',
  /** It starts and ends with the main one. */
  BESIDE = 'beside',
}

/** A container as users described it, before it is written. */
export interface OwnContainer {
  readonly role: Role;
  readonly name: string;
  readonly options: ContainerOptions;
  readonly ports: ContainerPorts;
  readonly probes: Probes;
  readonly shutdown?: Shutdown;
}

/** The name of the container that a workload is about. */
export const MAIN = 'main';

/** The containers of some pods: the main one, those beside it, the native sidecars, and those that run to their end. */
export function ownContainers(props: PodProps): OwnContainer[] {
  const { options } = props;
  const shutdown = shutdownOf(props);
  const own = main(props, shutdown);
  const { sidecars = [], initContainers = [] } = options;
  if (sidecars.length === 0 && initContainers.length === 0) return [own];
  const sleep = shutdown && shutdown._sleep > 0 ? shutdown : undefined;
  return [
    own,
    ...sidecars.filter((each) => !isNative(each)).map((each) => sidecar(each, Role.BESIDE, sleep)),
    ...sidecars.filter(isNative).map((each) => sidecar(each, Role.NATIVE)),
    ...initContainers.map((each) => ({
      role: Role.INIT,
      name: each.name,
      options: each,
      ports: { owner: `the init container "${each.name}"`, declared: each.ports ?? [] },
      probes: {},
    })),
  ];
}

function main(props: PodProps, shutdown: Shutdown | undefined): OwnContainer {
  const { options, mainPort, probes } = props;
  const own: ExtraPort[] = [...(mainPort ? [mainPort] : []), ...(options.extraPorts ?? [])];
  const declared = [...own, ...addedPort(props)];
  const ports = { owner: 'the workload', main: mainPort, declared };
  return { role: Role.MAIN, name: MAIN, options, ports, probes, shutdown };
}

function sidecar(options: Sidecar, role: Role, shutdown?: Shutdown): OwnContainer {
  const { name, ports: declared = [], readiness, liveness, startup } = options;
  const ports = { owner: `the sidecar "${name}"`, main: declared.find(isTcp), declared };
  return { role, name, options, ports, probes: { readiness, liveness, startup }, shutdown };
}

/** What users say; a default only where it leaves time to end in. */
function shutdownOf({ options, defaultShutdown }: PodProps): Shutdown | undefined {
  if (Shutdown.isShutdown(options.shutdown)) return options.shutdown;
  return defaultShutdown?._fits(options.terminationGracePeriod?.toSeconds()) ? defaultShutdown : undefined;
}
