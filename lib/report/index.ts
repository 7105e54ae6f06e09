// jsii puts into a submodule only what is exported with a star.
export * from './check-report';
export * from './check-report-options';
export * from './connectivity-lock';
export * from './list-report-options';
export * from './lock-comparison';
export * from './report';
