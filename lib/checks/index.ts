export * from './acknowledgement';
export * from './catalogue';
export * from './check';
export * from './checkup';
export * from './finding';
export * from './inspection';
export * from './severity';
export * from './synth-finding';
