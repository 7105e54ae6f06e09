import type { Duration } from 'cdk8s';
import { constructError, type Located } from '../errors';
import type { Probes } from './container';
import type { InitContainer, PodOptions } from './pod-options';
import { Probe } from './probe';
import { ServiceAccount } from './service-account';
import { Volume } from './volume';

/** Of what kind the value of an option has to be. */
interface Kind {
  readonly name: string;
  readonly example: string;
  readonly holds: (x: unknown) => boolean;
}

const MAP = { name: 'an object', holds: (x: unknown) => typeof x === 'object' && x !== null && !Array.isArray(x) };
const ENV: Kind = { ...MAP, example: "{ LOG_LEVEL: 'info' }" };
const RESOURCES: Kind = { ...MAP, example: "{ memoryLimit: '128Mi' }" };
const VOLUMES: Kind = { ...MAP, example: "{ '/cache': Volume.emptyDir() }" };
const VOLUME: Kind = { name: 'a Volume', example: 'Volume.emptyDir()', holds: Volume.isVolume };
const PROBE: Kind = { name: 'a Probe', example: "Probe.http('/healthz')", holds: Probe.isProbe };
const ACCOUNT: Kind = {
  name: 'a ServiceAccount of this library',
  example: 'ServiceAccount.dedicated()',
  holds: ServiceAccount.isServiceAccount,
};
const TIME: Kind = {
  name: 'a Duration of cdk8s',
  example: 'Duration.seconds(60)',
  holds: (x) => typeof (x as Partial<Duration> | null)?.toSeconds === 'function',
};

/** Checks what the options are; from JavaScript anything may come, and would be left out or fail much later. */
export function checkKinds(place: Located, options: PodOptions, probes: Probes): void {
  const { volumes, serviceAccount, terminationGracePeriod } = options;
  check(place, 'serviceAccount', serviceAccount, ACCOUNT);
  check(place, 'terminationGracePeriod', terminationGracePeriod, TIME);
  check(place, 'volumes', volumes, VOLUMES);
  for (const [path, volume] of Object.entries(volumes ?? {}))
    check(place, `volumes['${path}']`, volume ?? null, VOLUME);
  for (const [field, probe] of Object.entries(probes)) check(place, field, probe, PROBE);
}

/** Checks the same of one container. */
export function checkContainerKinds(place: Located, { env, resources }: PodOptions | InitContainer): void {
  check(place, 'env', env, ENV);
  check(place, 'resources', resources, RESOURCES);
}

function check(place: Located, field: string, value: unknown, { name, example, holds }: Kind): void {
  if (value === undefined || holds(value)) return;
  throw constructError(place, {
    law: `\`${field}\` must be ${name}`,
    got: value,
    remedy: `write it as in ${example}`,
  });
}
