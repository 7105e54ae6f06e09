import type { HostOptions } from '../routing';
import {
  CONTAINER_OPTIONS,
  type JobOptions,
  type MemberOptions,
  type PodOptions,
  type ReplicaOptions,
  type ScheduleOptions,
  type SchedulingOptions,
} from '../workload';
import type { HealthOptions } from './health-options';
import type { ServingOptions } from './serving-options';

// The names of options that several blueprints have. What is none of them is misspelt, and would be left out in silence.

const SCHEDULING: readonly (keyof SchedulingOptions)[] = [
  'nodeSelector',
  'nodeExpressions',
  'tolerations',
  'spread',
  'priorityClass',
  'runtimeClass',
];
export const POD_OPTIONS: readonly (keyof PodOptions)[] = [
  ...CONTAINER_OPTIONS,
  'name',
  'labels',
  'annotations',
  'extraPorts',
  'metrics',
  'initContainers',
  'sidecars',
  'serviceAccount',
  'kubernetesApi',
  'identity',
  'securityContextConstraints',
  'imagePullSecrets',
  'volumes',
  'writable',
  'readOnlyRoot',
  'runAs',
  'terminationGracePeriod',
  'shutdown',
  'dns',
  'hostname',
  'subdomain',
  ...SCHEDULING,
];
export const HEALTH_OPTIONS: readonly (keyof HealthOptions)[] = ['readiness', 'liveness', 'startup'];
export const REPLICA_OPTIONS: readonly (keyof ReplicaOptions)[] = [
  ...POD_OPTIONS,
  'replicas',
  'rollout',
  'disruptionBudget',
];
export const SERVING_OPTIONS: readonly (keyof ServingOptions)[] = [
  'port',
  'servicePort',
  'serviceType',
  'nodePorts',
  'portName',
  'appProtocol',
  ...HEALTH_OPTIONS,
  ...REPLICA_OPTIONS,
];
export const HOST_OPTIONS: readonly (keyof HostOptions)[] = [
  'host',
  'path',
  'exact',
  'tls',
  'gateway',
  'entry',
  'routing',
  'options',
];
export const MEMBER_OPTIONS: readonly (keyof MemberOptions)[] = [
  'parallel',
  'firstOrdinal',
  'claimsWhenDeleted',
  'claimsWhenScaled',
];
export const JOB_OPTIONS: readonly (keyof JobOptions)[] = [
  ...POD_OPTIONS,
  'retries',
  'retriesInPlace',
  'deadline',
  'timeToLive',
  'completions',
  'parallelism',
  'indexed',
];
export const SCHEDULE_OPTIONS: readonly (keyof ScheduleOptions)[] = [
  'schedule',
  'timeZone',
  'concurrency',
  'startingDeadline',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'suspended',
];
