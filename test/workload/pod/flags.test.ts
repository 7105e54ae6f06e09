import {
  EnvSource,
  NodeAgent,
  Privileges,
  Probe,
  RunOnceJob,
  ScheduledJob,
  ServiceAccount,
  Shutdown,
  Spread,
  StatefulService,
  Volume,
} from '../../../lib';
import { apiWith, shopNamespace } from '../written';

/** What JavaScript may say for true or false. */
type Flag = any;

const IMAGE = { image: 'x:1' };

test.each<[string, (flag: Flag) => unknown]>([
  ['https', (https) => Probe.http('/', { https })],
  ['https', (https) => Shutdown.afterHttp('/', { https })],
  ['inMemory', (inMemory) => Volume.emptyDir({ inMemory })],
  ['isOptional', (isOptional) => EnvSource.secret('x', { isOptional })],
  ['isOptional', (isOptional) => Volume.secret('x', { isOptional })],
  ['isRequired', (isRequired) => Spread.overNodes({ isRequired })],
  ['mountsToken', (mountsToken) => ServiceAccount.existing('x', { mountsToken })],
  ['mountsToken', (mountsToken) => ServiceAccount.dedicated({ mountsToken })],
  ['privileged', (privileged) => Privileges.of({ reason: 'a test', root: true, privileged })],
  ['readOnly', (readOnly) => Volume.claim('x', { readOnly })],
  ['readOnly', (readOnly) => Volume.hostPath('/x', { readOnly })],
])('`%s` takes no text: %#', (option, make) => {
  expect(() => make('false')).toThrow(
    new Error(`\`${option}\` must be true or false, but got "false"; leave it out for the default`),
  );
  for (const flag of [true, false, undefined]) expect(() => make(flag)).not.toThrow();
});

test.each<[string, (flag: Flag) => unknown]>([
  ['hostNetwork', (hostNetwork) => new NodeAgent(shopNamespace(), 'api', { ...IMAGE, hostNetwork })],
  ['indexed', (indexed) => new RunOnceJob(shopNamespace(), 'api', { ...IMAGE, completions: 1, indexed })],
  ['parallel', (parallel) => new StatefulService(shopNamespace(), 'api', { ...IMAGE, port: 80, parallel })],
  ['readOnlyRoot', (readOnlyRoot) => apiWith({ readOnlyRoot })],
  ['retriesInPlace', (retriesInPlace) => new RunOnceJob(shopNamespace(), 'api', { ...IMAGE, retriesInPlace })],
  ['suspended', (suspended) => new ScheduledJob(shopNamespace(), 'api', { ...IMAGE, schedule: '@daily', suspended })],
])('`%s` of a workload takes no text', (option, make) => {
  expect(() => make('false')).toThrow(
    new Error(`[shop/api] \`${option}\` must be true or false, but got "false"; leave it out for the default`),
  );
  expect(() => make(false)).not.toThrow();
});
