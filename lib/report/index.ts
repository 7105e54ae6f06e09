// jsii puts into a submodule only what is exported with a star.
export * from './check-report';
export * from './list-report-options';
export * from './report';
