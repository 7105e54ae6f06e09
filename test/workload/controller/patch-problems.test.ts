import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  type InternalService,
  IsolatedNamespace,
  NodeAgent,
  Platform,
  PodSecurity,
  RunOnceJob,
  ScheduledJob,
  StatefulService,
  Worker,
} from '../../../lib';
import { apiWith, shopNamespace } from '../written';

const TEMPLATE = '/spec/template';
const JOB_TEMPLATE = '/spec/jobTemplate/spec/template';
const MAIN = `${TEMPLATE}/spec/containers/0`;
/** A container that passes "restricted". */
const ADDED = {
  name: 'x',
  image: 'x:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const NAME = 'app.kubernetes.io~1name';

/** The problems that a synth finds with a service whose Deployment is patched. */
function problems(patches: JsonPatch[], api: InternalService = apiWith()): string {
  const deployment = ApiObject.of(api.deployment);
  deployment.addJsonPatch(...patches);
  try {
    deployment.chart.toJson();
  } catch (error) {
    return (error as Error).message.replace('Validation failed with the following errors:\n  ', '');
  }
  return 'none';
}

/** The same of a whole namespace, one by one. */
function problemsOf(shop: IsolatedNamespace): string[] {
  try {
    shop.toJson();
  } catch (error) {
    const [, ...found] = (error as Error).message.split('\n');
    return found.map((line) => line.trim());
  }
  return [];
}

const PORTS =
  '[shop/api/Deployment/Resource] a patch must leave the ports of the pods as they were declared (TCP 8080 main), ' +
  'since policies name these, but got';
const PORTS_REMEDY = 'declare a port with `extraPorts`, or with addPort() on the container; the main one is `port`';

describe('a patch is found invalid', () => {
  test.each([
    ['changes the number of a port', JsonPatch.replace(`${MAIN}/ports/0/containerPort`, 9999), 'TCP 9999 main'],
    ['changes its name', JsonPatch.replace(`${MAIN}/ports/0/name`, 'web'), 'TCP 8080 web'],
    ['changes its protocol', JsonPatch.replace(`${MAIN}/ports/0/protocol`, 'UDP'), 'UDP 8080 main'],
    ['adds one', JsonPatch.add(`${MAIN}/ports/-`, { containerPort: 9090 }), 'TCP 8080 main, TCP 9090'],
    ['removes all', JsonPatch.remove(`${MAIN}/ports`), 'no port'],
    ['removes the container', JsonPatch.remove(MAIN), 'no port'],
    [
      'adds one with a container',
      JsonPatch.add(`${TEMPLATE}/spec/containers/-`, { ...ADDED, ports: [{ containerPort: 1 }] }),
      'TCP 1, TCP 8080 main',
    ],
    [
      'adds one with a sidecar',
      JsonPatch.add(`${TEMPLATE}/spec/initContainers`, [
        { ...ADDED, restartPolicy: 'Always', ports: [{ containerPort: 1 }] },
      ]),
      'TCP 1, TCP 8080 main',
    ],
  ])('when it %s', (_, patch, got) => {
    expect(problems([patch])).toBe(`${PORTS} "${got}"; ${PORTS_REMEDY}`);
  });

  test('when it takes a selecting label from the pods', () => {
    const law =
      '[shop/api/Deployment/Resource] a patch must leave the pods the labels by which they are selected, such as ' +
      'app.kubernetes.io/name=api';
    const remedy = 'add other labels, or give the workload another `name`';
    expect(problems([JsonPatch.replace(`${TEMPLATE}/metadata/labels/${NAME}`, 'web')])).toBe(
      `${law}, but got "web"; ${remedy}`,
    );
    expect(problems([JsonPatch.remove(`${TEMPLATE}/metadata/labels`)])).toMatch('labels by which they are selected');
  });

  test('when it changes the selector, and each fault is told', () => {
    const patches = [`/spec/selector/matchLabels/${NAME}`, `${TEMPLATE}/metadata/labels/${NAME}`].map((path) =>
      JsonPatch.replace(path, 'web'),
    );
    const found = problems(patches).split('\n');
    expect(found).toHaveLength(2);
    expect(found[0]).toBe(
      '[shop/api/Deployment/Resource] a patch must leave the selector of a workload as it is, since its Services and ' +
        'policies follow it, but got {"matchLabels":{"app.kubernetes.io/instance":"shop","app.kubernetes.io/name":...; ' +
        'give the workload another `name`',
    );
    expect(found[1]).toMatch('a patch must leave the pods the labels by which they are selected');
  });

  test('when it removes the spec', () => {
    expect(problems([JsonPatch.remove('/spec')]).split('\n')).toHaveLength(3);
  });

  test('when it does not fit, together with all that is wrong in the app', () => {
    expect(problems([JsonPatch.remove('/spec/nope')])).toBe(
      '[shop/api/Deployment/Resource] a patch must fit the object that is written, but got "remove /spec/nope"; add ' +
        'what is above that path first, and compare the path with the written object',
    );
  });

  test('when it moves the pods into the network of their node, and back', () => {
    const into = JsonPatch.add(`${TEMPLATE}/spec/hostNetwork`, true);
    const law =
      'a patch must leave the pods in the network where they were declared, since no policy governs that of a node';
    const remedy = 'write a NodeAgent with `hostNetwork`';
    expect(problems([into]).split('\n  ')).toEqual([
      expect.stringMatching(/^\[shop\/api\] pods must pass the Pod Security level .* for the network of the node; /),
      `[shop/api/Deployment/Resource] ${law}, but got "hostNetwork: true"; ${remedy}`,
    ]);
    const podSecurity = PodSecurity.privileged({ reason: 'a test' });
    const agents = new IsolatedNamespace(new Platform(), 'agents', { podSecurity });
    const { daemonSet } = new NodeAgent(agents, 'logs', { image: 'logs:1', hostNetwork: true });
    ApiObject.of(daemonSet).addJsonPatch(JsonPatch.remove(`${TEMPLATE}/spec/hostNetwork`));
    expect(() => agents.toJson()).toThrow(
      `[agents/logs/DaemonSet/Resource] ${law}, but got "hostNetwork: false"; ${remedy}`,
    );
  });

  test.each<[string, string, (shop: IsolatedNamespace) => Construct]>([
    ['DaemonSet', TEMPLATE, (shop) => new NodeAgent(shop, 'x', { image: 'x:1', port: 2020 }).daemonSet],
    ['Job', TEMPLATE, (shop) => new RunOnceJob(shop, 'x', { image: 'x:1' }).job],
    ['CronJob', JOB_TEMPLATE, (shop) => new ScheduledJob(shop, 'x', { image: 'x:1', schedule: '@daily' }).cronJob],
  ])('on a %s, of which it takes a label, adds a port, or makes a selector', (kind, template, make) => {
    const shop = shopNamespace();
    ApiObject.of(make(shop)).addJsonPatch(
      JsonPatch.replace(`${template}/metadata/labels/${NAME}`, 'y'),
      JsonPatch.add(`${template}/spec/containers/0/ports`, [{ containerPort: 25 }]),
      JsonPatch.add('/spec/selector', { matchLabels: { app: 'x' } }),
    );
    const place = `[shop/x/${kind}/Resource] a patch must leave`;
    expect(problemsOf(shop)).toEqual([
      `${place} the selector of a workload as it is, since its Services and policies follow it, but got ` +
        '{"matchLabels":{"app":"x"}}; give the workload another `name`',
      `${place} the pods the labels by which they are selected, such as app.kubernetes.io/name=x, but got "y"; add other ` +
        'labels, or give the workload another `name`',
      `${place} the ports of the pods as they were declared (${kind === 'DaemonSet' ? 'TCP 2020 main' : 'no port'}), ` +
        'since policies name these, but got "TCP 25"; declare a port with `extraPorts`, or with addPort() on the ' +
        'container; the main one is `port`',
    ]);
  });

  test('on a StatefulSet and a Worker alike', () => {
    const shop = shopNamespace();
    const db = new StatefulService(shop, 'db', { image: 'db:1', port: 5432 });
    const mailer = new Worker(shop, 'mailer', { image: 'mailer:1' });
    ApiObject.of(db.statefulSet).addJsonPatch(JsonPatch.replace(`${MAIN}/ports/0/containerPort`, 9999));
    ApiObject.of(mailer.deployment).addJsonPatch(JsonPatch.add(`${MAIN}/ports`, [{ containerPort: 25 }]));
    expect(() => shop.toJson()).toThrow(/\(TCP 5432 main\).*"TCP 9999 main".*\n.*\(no port\).*"TCP 25"/);
  });
});

describe('a patch is left alone', () => {
  test.each([
    ['for other fields of the container', JsonPatch.add(`${MAIN}/workingDir`, '/srv')],
    ['for another label of the pods', JsonPatch.add(`${TEMPLATE}/metadata/labels/team`, 'shop')],
    ['for a container without ports', JsonPatch.add(`${TEMPLATE}/spec/containers/-`, ADDED)],
    [
      'for a port of a container that ends before the pods serve',
      JsonPatch.add(`${TEMPLATE}/spec/initContainers`, [{ ...ADDED, ports: [{ containerPort: 1 }] }]),
    ],
    ['for a port with what Kubernetes assumes', JsonPatch.remove(`${MAIN}/ports/0/protocol`)],
    ['for the order of the ports', JsonPatch.move(`${MAIN}/ports/0`, `${MAIN}/ports/-`)],
  ])('%s', (_, patch) => {
    const extraPorts = [{ name: 'metrics', port: 9090 }];
    expect(problems([patch])).toBe('none');
    expect(problems([patch], apiWith({ extraPorts }))).toBe('none');
  });

  test('where a port was added to the container itself', () => {
    const api = apiWith();
    api.deployment.containers[0]?.addPort({ number: 9090, name: 'metrics', protocol: kplus.Protocol.TCP });
    expect(problems([JsonPatch.add('/spec/paused', true)], api)).toBe('none');
  });
});
