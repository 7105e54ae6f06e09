import * as kplus from 'cdk8s-plus-28';
import { Protocol } from '../traffic';
import { plusResources, resourcesManifest } from './container-resources';
import { envVariables } from './env';
import type { ExtraPort, InitContainer, PodOptions } from './pod-options';
import type { Probe } from './probe';
import { STORAGE_VOLUME, type Storage } from './storage';

/** The name of the container that a workload is about. */
export const MAIN = 'main';

/** The probes of the main container. */
export interface Probes {
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly startup?: Probe;
}

/** A container as cdk8s-plus takes it. What it can't say, `completeContainer` adds to what is written. */
export function containerProps(
  options: PodOptions | InitContainer,
  name: string,
  ports: ExtraPort[],
  readOnlyRoot: boolean,
): kplus.ContainerProps {
  return {
    name,
    image: options.image,
    command: options.command,
    args: options.args,
    envVariables: envVariables(options.env),
    // Given as `ports`: a lone `portNumber` brings a startup probe that kills what starts slowly.
    ports: ports.map((port) => ({ name: port.name, number: port.port, protocol: PROTOCOLS[protocolOf(port)] })),
    // For what cdk8s-plus reads of it, as its autoscaler does; written is what was given.
    resources: plusResources(options.resources),
    securityContext: {
      readOnlyRootFilesystem: readOnlyRoot,
      capabilities: { drop: [kplus.Capability.ALL] },
    },
  };
}

const PROTOCOLS = {
  [Protocol.TCP]: kplus.Protocol.TCP,
  [Protocol.UDP]: kplus.Protocol.UDP,
  [Protocol.SCTP]: kplus.Protocol.SCTP,
};

function protocolOf({ protocol }: ExtraPort): Protocol {
  return protocol ?? Protocol.TCP;
}

/** Adds to a written container what cdk8s-plus can't say, and takes away what nobody asked for. */
export function completeContainer(container: any, options: PodOptions | InitContainer, storage?: Storage): void {
  if (storage) {
    const mount = { name: STORAGE_VOLUME, mountPath: storage.mountPath };
    container.volumeMounts = [...(container.volumeMounts ?? []), mount];
  }
  const resources = resourcesManifest(options.resources);
  if (resources) container.resources = resources;
}

/** Adds the probes to a written container. */
export function addProbes(container: any, probes: Probes, port: number | undefined): void {
  const { readiness, liveness, startup } = probes;
  for (const [field, probe] of Object.entries({
    readinessProbe: readiness,
    livenessProbe: liveness,
    startupProbe: startup,
  })) {
    if (probe && !probe.isNone) container[field] = probe._manifest(port);
  }
}
