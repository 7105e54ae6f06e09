export * from './cluster-of';
export * from './metadata';
export * from './name-scope';
export * from './notices';
export * from './patchable';
export * from './selector-manifest';
export * from './workload';
export * from './workload-register';
