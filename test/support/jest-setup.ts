import type { App, Chart } from 'cdk8s';
import { readIncludesHere } from './includes';

// The notices of a synth belong on a user's terminal, not between the lines of a test report.
process.env.CDK8S_NETWORKING_QUIET = '1';

// A snapshot of an app or a chart is the YAML that a cluster would be given. Most tests have none, and load no cdk8s.
expect.addSnapshotSerializer({
  test: (value) => value?.node !== undefined && isAppOrChart(value),
  serialize: (value: App | Chart) => {
    const objects = 'charts' in value ? value.charts.flatMap((chart) => chart.toJson()) : value.toJson();
    return cdk8s()
      .Yaml.stringify(...objects)
      .trimEnd();
  },
});

function isAppOrChart(value: unknown): boolean {
  const { App, Chart } = cdk8s();
  return value instanceof App || value instanceof Chart;
}

function cdk8s(): typeof import('cdk8s') {
  return require('cdk8s');
}

let includes: { mockRestore(): void } | undefined;

beforeAll(() => {
  includes = readIncludesHere();
});

afterAll(() => includes?.mockRestore());
