export * from './internal-service';
export * from './isolated-namespace';
export * from './pod-security';
export * from './serving-options';
export * from './stateful-service';
export * from './web-app';
export * from './worker';
