export * from './connections';
export * from './default-deny';
export * from './dns-egress';
export * from './network-policy';
export { REASONS_ANNOTATION } from './workload-policy';
