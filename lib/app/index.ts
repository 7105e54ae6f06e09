export * from './platform';
export * from './synth-checks';
