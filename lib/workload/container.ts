import * as kplus from 'cdk8s-plus-28';
import { Port, Protocol } from '../traffic';
import { resourcesManifest } from './container-resources';
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
  for (const port of ports) Port.named(port.name);
  return {
    name,
    image: options.image,
    command: options.command,
    args: options.args,
    envVariables: envVariables(options.env),
    // Given as `ports`: a lone `portNumber` brings a startup probe that kills what starts slowly.
    ports: ports.map((port) => ({ name: port.name, number: portNumber(port), protocol: PROTOCOLS[protocolOf(port)] })),
    // Nothing: left out, it would be a whole CPU and a limit.
    resources: {},
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

/** The number, which has to be one. */
function portNumber({ port }: ExtraPort): number {
  return Port.tcp(port).first as number;
}

/** Adds to a written container what cdk8s-plus can't say, and takes away what nobody asked for. */
export function completeContainer(container: any, options: PodOptions | InitContainer, storage?: Storage): void {
  if (storage) {
    const mount = { name: STORAGE_VOLUME, mountPath: storage.mountPath };
    container.volumeMounts = [...(container.volumeMounts ?? []), mount];
  }
  const resources = resourcesManifest(options.resources);
  if (resources) container.resources = resources;
  // Kubernetes' own default depends on the tag, as it should; cdk8s-plus would always pull.
  delete container.imagePullPolicy;
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
