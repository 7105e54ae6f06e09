export type { ContainerResources } from './container-resources';
export { PlainDeployment } from './deployment';
export { Env } from './env';
export type { ExtraPort, InitContainer, PodOptions } from './pod-options';
export type { PodProps } from './pod-props';
export { type GrpcProbeOptions, type HttpProbeOptions, Probe, type ProbeOptions } from './probe';
export {
  type DedicatedServiceAccountOptions,
  type ExistingServiceAccountOptions,
  ownServiceAccount,
  ServiceAccount,
} from './service-account';
export { PlainStatefulSet } from './stateful-set';
export type { Storage } from './storage';
export { type EmptyDirOptions, Volume } from './volume';
export { workloadOf } from './workload-of';
