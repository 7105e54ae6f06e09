export { AdmissionWebhook } from './admission-webhook';
export {
  AdmissionKind,
  AdmissionOperation,
  type AdmissionRule,
  AdmissionScope,
  type AdmissionWebhookProps,
  FailurePolicy,
  MatchPolicy,
  Reinvocation,
  SideEffects,
} from './admission-webhook-props';
export { AdoptedWorkload, type AdoptedWorkloadOptions } from './adopted-workload';
export { ExternalService } from './external-service';
export type { ExternalServiceProps } from './external-service-props';
export type { HealthOptions } from './health-options';
export { InternalService, type InternalServiceProps } from './internal-service';
export { IsolatedNamespace } from './isolated-namespace';
export type { AllowWithinOptions } from './namespace/allow-within';
export type { ResourceAmounts } from './namespace/amounts';
export type { IsolatedNamespaceProps } from './namespace/isolated-namespace-props';
export type { NamespaceLimits, ResourceRatios } from './namespace/namespace-limits';
export type { NamespaceQuota } from './namespace/namespace-quota';
export { Owner, type ServiceAccountOwnerOptions } from './namespace/owner';
export { OwnerRole } from './namespace/owner-role';
export { NodeAgent, type NodeAgentProps } from './node-agent';
export { PodSecurity, type PodSecurityOptions, type PodSecurityReason } from './pod-security';
export { RunOnceJob, type RunOnceJobProps } from './run-once-job';
export { ScheduledJob, type ScheduledJobProps } from './scheduled-job';
export type { ServingOptions } from './serving-options';
export { SharedGateway, type SharedGatewayProps } from './shared-gateway';
export { StatefulService, type StatefulServiceProps } from './stateful-service';
export { Waypoint, type WaypointProps } from './waypoint';
export { WebApp, type WebAppExposeOptions, type WebAppProps } from './web-app';
export { WebhookTrust } from './webhook-trust';
export { Worker, type WorkerProps } from './worker';
