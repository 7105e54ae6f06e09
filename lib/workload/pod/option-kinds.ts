import type { Duration } from 'cdk8s';
import { constructError, type Located } from '../../errors';
import { isObject, LabelExpression } from '../../traffic';
import { EnvSource } from './env-source';
import { KubernetesAccess } from './kubernetes-access';
import type { OwnContainer } from './own-container';
import { PodDns } from './pod-dns';
import type { PodOptions } from './pod-options';
import { Privileges } from './privileges';
import { Probe } from './probe';
import { PullPolicy } from './pull-policy';
import { ServiceAccount } from './service-account';
import { Shutdown } from './shutdown';
import { SidecarKind } from './sidecar';
import { Spread } from './spread';
import { Toleration } from './toleration';
import { Volume } from './volume';

/** Of what kind the value of an option has to be. */
interface Kind {
  readonly name: string;
  readonly example: string;
  readonly holds: (x: unknown) => boolean;
}

const MAP = { name: 'an object', holds: isObject };
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
const ACCESS: Kind = {
  name: 'a KubernetesAccess',
  example: "KubernetesAccess.of([{ resources: ['pods'], verbs: ['get'] }])",
  holds: KubernetesAccess.isKubernetesAccess,
};
const TEXT = { name: 'a text', holds: (x: unknown) => typeof x === 'string' && x.trim() !== '' };
const IDENTITY: Kind = { ...TEXT, example: '"arn:aws:iam::123456789012:role/shop"' };
const CONSTRAINTS: Kind = {
  name: 'the name of security context constraints',
  example: '"nonroot-v2"',
  holds: (x) => typeof x === 'string' && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(x),
};
const METRICS: Kind = { ...MAP, example: '{ port: 9090 }' };
const TIME: Kind = {
  name: 'a Duration of cdk8s',
  example: 'Duration.seconds(60)',
  holds: (x) => typeof (x as Partial<Duration> | null)?.toSeconds === 'function',
};
const SHUTDOWN: Kind = {
  name: 'a Shutdown',
  example: 'Shutdown.afterSleep(Duration.seconds(5))',
  holds: Shutdown.isShutdown,
};
const DNS: Kind = { name: 'a PodDns', example: 'PodDns.ofCluster({ ndots: 1 })', holds: PodDns.isPodDns };
const PRIVILEGES: Kind = {
  name: 'a Privileges',
  example: "Privileges.of({ root: true, reason: 'the image starts as root' })",
  holds: Privileges.isPrivileges,
};
const PULL_POLICY: Kind = {
  name: 'a PullPolicy',
  example: 'PullPolicy.ALWAYS',
  holds: (x) => Object.values<unknown>(PullPolicy).includes(x),
};
const SIDECAR_KIND: Kind = {
  name: 'a SidecarKind',
  example: 'SidecarKind.NATIVE',
  holds: (x) => Object.values<unknown>(SidecarKind).includes(x),
};
const ENV_SOURCES = listOf('EnvSource', "[EnvSource.configMap('settings')]", EnvSource.isEnvSource);
const TOLERATIONS = listOf('Toleration', '[Toleration.everything()]', Toleration.isToleration);
const SPREADS = listOf('Spread', '[Spread.overZones()]', Spread.isSpread);
const EXPRESSIONS = listOf(
  'LabelExpression',
  "[LabelExpression.exists('gpu')]",
  // One of another copy of the library has the same parts.
  (x) => x instanceof LabelExpression || (x as LabelExpression | undefined)?.constructor?.name === 'LabelExpression',
);

function listOf(name: string, example: string, isItem: (x: unknown) => boolean): Kind {
  return { name: `a list of ${name}`, example, holds: (x) => Array.isArray(x) && x.every(isItem) };
}

/** Checks what the options are; from JavaScript anything may come, and would be left out or fail much later. */
export function checkKinds(place: Located, options: PodOptions): void {
  const { volumes, serviceAccount, terminationGracePeriod, shutdown, dns, metrics } = options;
  check(place, 'metrics', metrics, METRICS);
  check(place, 'kubernetesApi', options.kubernetesApi, ACCESS);
  check(place, 'identity', options.identity, IDENTITY);
  check(place, 'securityContextConstraints', options.securityContextConstraints, CONSTRAINTS);
  check(place, 'serviceAccount', serviceAccount, ACCOUNT);
  check(place, 'terminationGracePeriod', terminationGracePeriod, TIME);
  check(place, 'shutdown', shutdown, SHUTDOWN);
  check(place, 'dns', dns, DNS);
  check(place, 'tolerations', options.tolerations, TOLERATIONS);
  check(place, 'spread', options.spread, SPREADS);
  check(place, 'nodeExpressions', options.nodeExpressions, EXPRESSIONS);
  check(place, 'volumes', volumes, VOLUMES);
  if (!volumes) return;
  for (const [path, volume] of Object.entries(volumes)) check(place, `volumes['${path}']`, volume ?? null, VOLUME);
}

/** Checks the same of one container. */
export function checkContainerKinds(place: Located, { options, probes }: OwnContainer): void {
  check(place, 'env', options.env, ENV);
  check(place, 'envFrom', options.envFrom, ENV_SOURCES);
  check(place, 'resources', options.resources, RESOURCES);
  check(place, 'pullPolicy', options.pullPolicy, PULL_POLICY);
  check(place, 'privileges', options.privileges, PRIVILEGES);
  check(place, 'kind', (options as { kind?: unknown }).kind, SIDECAR_KIND);
  check(place, 'readiness', probes.readiness, PROBE);
  check(place, 'liveness', probes.liveness, PROBE);
  check(place, 'startup', probes.startup, PROBE);
}

function check(place: Located, field: string, value: unknown, { name, example, holds }: Kind): void {
  if (value === undefined || holds(value)) return;
  throw constructError(place, {
    law: `\`${field}\` must be ${name}`,
    got: value,
    remedy: `write it as in ${example}`,
  });
}
