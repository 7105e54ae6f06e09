export * from './dns-name';
export * from './service';
export * from './service-port';
