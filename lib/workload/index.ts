export { Autoscaling, type AutoscalingOptions } from './controller/autoscaling';
export { AutoscalingMetric, type AutoscalingMetricOptions } from './controller/autoscaling-metric';
export { autoscalerOf, disruptionBudgetOf } from './controller/companions';
export { PlainCronJob } from './controller/cron-job';
export { type NodePodProps, PlainDaemonSet } from './controller/daemon-set';
export { PlainDeployment } from './controller/deployment';
export { DisruptionBudget } from './controller/disruption-budget';
export { PlainJob } from './controller/job';
export type { JobOptions } from './controller/job-options';
export { ClaimRetention, type MemberOptions } from './controller/member-options';
export type { ReplicaOptions } from './controller/replica-options';
export { type RollingOptions, Rollout, type RolloutOptions } from './controller/rollout';
export { type ScalingBehavior, ScalingChoice, type ScalingStep } from './controller/scaling-behavior';
export { Concurrency, type ScheduleOptions } from './controller/schedule-options';
export { PlainStatefulSet } from './controller/stateful-set';
export { workloadOf } from './controller/workload-of';
export { type AccessRule, AccessScope } from './pod/access-rule';
export { mountsToken, ownServiceAccount } from './pod/account';
export { checkApiGroup, checkApiResource } from './pod/api-names';
export { mayNeedMore } from './pod/as-made';
export { AccessMode, type ClaimOptions, type NamedClaimOptions } from './pod/claim';
export { CONTAINER_OPTIONS } from './pod/container-laws';
export type { ContainerOptions } from './pod/container-options';
export type { ContainerResources } from './pod/container-resources';
export { Env } from './pod/env';
export { EnvSource, type EnvSourceOptions } from './pod/env-source';
export type { ExtraPort } from './pod/extra-port';
export type { InitContainer } from './pod/init-container';
export { KubernetesAccess } from './pod/kubernetes-access';
export { type Metrics, metricsOf } from './pod/metrics';
export type { MetricsOptions } from './pod/metrics-options';
export { PodDns } from './pod/pod-dns';
export type { PodDnsOptions, ResolverOptions } from './pod/pod-dns-options';
export type { PodOptions } from './pod/pod-options';
export type { PodProps } from './pod/pod-props';
export { neededPodSecurity } from './pod/pod-security-need';
export { Privileges, type PrivilegesProps } from './pod/privileges';
export { Probe, type Probes } from './pod/probe';
export type { GrpcProbeOptions, HttpProbeOptions, ProbeOptions, ProbeTimes } from './pod/probe-options';
export { PullPolicy } from './pod/pull-policy';
export { bytes, quantity } from './pod/quantity';
export { accessObjects } from './pod/roles';
export type { SchedulingOptions } from './pod/scheduling-options';
export {
  type DedicatedServiceAccountOptions,
  type ExistingServiceAccountOptions,
  ServiceAccount,
} from './pod/service-account';
export { Shutdown, type ShutdownRequestOptions } from './pod/shutdown';
export { type Sidecar, SidecarKind } from './pod/sidecar';
export { Spread, type SpreadOptions } from './pod/spread';
export type { Storage } from './pod/storage';
export { TaintEffect, Toleration, type TolerationProps } from './pod/toleration';
export { Volume } from './pod/volume';
export {
  type EmptyDirOptions,
  type ExistingClaimOptions,
  type FilesOptions,
  type HostPathOptions,
  HostPathType,
  type ProjectedOptions,
  type TokenOptions,
} from './pod/volume-options';
