import * as kplus from 'cdk8s-plus-28';
import { Protocol } from '../../traffic';
import { plusResources, resourcesManifest } from './container-resources';
import { envVariables } from './env';
import { type OwnContainer, Role } from './own-container';
import type { ContainerPorts } from './port-reference';
import type { Probe, Probes } from './probe';

const PROTOCOLS = {
  [Protocol.TCP]: kplus.Protocol.TCP,
  [Protocol.UDP]: kplus.Protocol.UDP,
  [Protocol.SCTP]: kplus.Protocol.SCTP,
};

/** A container as cdk8s-plus takes it. What it can't say, `completeContainer` adds to what is written. */
export function containerProps(
  { role, name, options, ports }: OwnContainer,
  readOnlyRoot: boolean,
): kplus.ContainerProps {
  return {
    name,
    image: options.image,
    command: options.command,
    args: options.args,
    envVariables: envVariables(options.env),
    // Given as `ports`: a lone `portNumber` brings a startup probe that kills what starts slowly.
    ports: ports.declared.map((port) => ({
      name: port.name,
      number: port.port,
      protocol: PROTOCOLS[port.protocol ?? Protocol.TCP],
    })),
    // For what cdk8s-plus reads of it, as its autoscaler does; written is what was given.
    resources: plusResources(options.resources),
    restartPolicy: role === Role.NATIVE ? kplus.ContainerRestartPolicy.ALWAYS : undefined,
    securityContext: {
      readOnlyRootFilesystem: readOnlyRoot,
      ensureNonRoot: !options.privileges?.root,
      capabilities: { drop: [kplus.Capability.ALL] },
    },
  };
}

/** Adds to a written container what cdk8s-plus can't say, and takes away what nobody asked for. */
export function completeContainer(container: any, { options, ports, probes, shutdown }: OwnContainer): void {
  const { resources, pullPolicy, envFrom = [] } = options;
  const written = resourcesManifest(resources);
  if (written) container.resources = written;
  if (pullPolicy !== undefined) container.imagePullPolicy = pullPolicy;
  if (envFrom.length > 0) {
    container.envFrom = [...envFrom.map((source) => source._manifest()), ...(container.envFrom ?? [])];
  }
  const preStop = shutdown?._preStop(ports);
  if (preStop) container.lifecycle = { preStop };
  addProbes(container, probes, ports);
}

function addProbes(container: any, { readiness, liveness, startup }: Probes, ports: ContainerPorts): void {
  addProbe(container, 'readinessProbe', readiness, ports);
  addProbe(container, 'livenessProbe', liveness, ports);
  addProbe(container, 'startupProbe', startup, ports);
}

function addProbe(container: any, field: string, probe: Probe | undefined, ports: ContainerPorts): void {
  if (probe && !probe.isNone) container[field] = probe._manifest(ports);
}
