export { InternalService, type InternalServiceProps } from './internal-service';
export { IsolatedNamespace, type IsolatedNamespaceProps } from './isolated-namespace';
export { PodSecurity, type PodSecurityReason } from './pod-security';
export type { ServingOptions } from './serving-options';
export { StatefulService, type StatefulServiceProps } from './stateful-service';
export { WebApp, type WebAppProps } from './web-app';
export { Worker, type WorkerProps } from './worker';
