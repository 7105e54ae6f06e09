export * from './network-assertions';
export * from './platform';
export * from './synth-checks';
