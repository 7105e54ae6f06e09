import { App, Chart, Yaml } from 'cdk8s';

// The notices of a synth belong on a user's terminal, not between the lines of a test report.
process.env.CDK8S_NETWORKING_QUIET = '1';

// A snapshot of an app or a chart is the YAML that a cluster would be given.
expect.addSnapshotSerializer({
  test: (value) => value instanceof App || value instanceof Chart,
  serialize: (value: App | Chart) => {
    const objects = value instanceof Chart ? value.toJson() : value.charts.flatMap((chart) => chart.toJson());
    return Yaml.stringify(...objects).trimEnd();
  },
});
