import * as kplus from 'cdk8s-plus-28';
import { valueError } from '../../errors';
import { checkMountPath } from './mount-path';
import type { PodProps } from './pod-props';
import { STORAGE_VOLUME } from './storage';
import { Volume } from './volume';
import { nameFrom, volumeNames } from './volume-names';
import type { VolumeSource } from './volume-source';

/** A volume at a path of the containers, under the name that the pod gives to it. */
export interface Mount {
  readonly path: string;
  readonly name: string;
  readonly volume: Volume;
}

/** What is mounted in the containers of some pods, in the order in which it is written. */
export function mountsOf({ options, storage }: PodProps): Mount[] {
  const { volumes, writable } = options;
  if (!volumes && !writable && !storage) return [];
  const given = Object.entries({ ...volumes, ...emptyDirs(writable), ...members(storage) });
  for (const [path] of given) checkMountPath(path);
  checkSharedNames(given);
  const homes = homesOf(given);
  const names = namesOf(given.filter(([path]) => homes.get(path) === path));
  return given.map(([path, volume]) => ({ path, volume, name: names.get(homes.get(path) as string) as string }));
}

/** The volumes of some pods, each once. */
export function volumesOf(props: PodProps): Mount[] {
  const byName = new Map<string, Mount>();
  for (const mount of mountsOf(props)) if (!byName.has(mount.name)) byName.set(mount.name, mount);
  return [...byName.values()];
}

/** Mounts the volumes in all containers of a workload that is made. */
export function mountAll(pods: kplus.AbstractPod, mounts: Mount[]): void {
  const bound = new Map<string, kplus.Volume>();
  for (const { path, name, volume } of mounts) {
    // cdk8s-plus is to know name and paths; what stands behind them `writeVolumes` says, which can say more.
    if (!bound.has(name)) bound.set(name, kplus.Volume.fromEmptyDir(pods, `Volume-${name}`, name));
    const options = { ...(volume.isWritable ? {} : { readOnly: true }), subPath: volume._subPath };
    for (const container of [...pods.containers, ...pods.initContainers]) {
      container.mount(path, bound.get(name) as kplus.Volume, options);
    }
  }
}

/** Writes what stands behind the names of the volumes; a member's claim is no business of the pod's. */
export function writeVolumes(pod: any, props: PodProps): void {
  const ours = new Map(volumesOf(props).map((mount) => [mount.name, mount.volume._source]));
  const volumes = (pod.volumes ?? []).flatMap((written: any) => {
    const source = ours.get(written.name);
    if (!source) return [written];
    return source.isPerMember ? [] : [{ name: written.name, ...writtenSource(source, props.name, written.name) }];
  });
  pod.volumes = volumes.length > 0 ? volumes : undefined;
}

/** The name of the claim of a workload's own. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

function writtenSource(source: VolumeSource, workload: string, name: string): any {
  return source.claim ? { persistentVolumeClaim: { claimName: claimName(workload, name) } } : source.written;
}

function emptyDirs(writable: string[] = []): { [path: string]: Volume } {
  return Object.fromEntries(writable.map((path) => [path, Volume.emptyDir()]));
}

function members(storage: PodProps['storage']): { [path: string]: Volume } {
  if (!storage) return {};
  const { mountPath, size, storageClass } = storage;
  return { [mountPath]: Volume.perMember({ name: STORAGE_VOLUME, size, storageClass }) };
}

/** For each path the one that names its volume: itself, or the first of those that share it. */
function homesOf(given: [string, Volume][]): Map<string, string> {
  // What is one volume at however many paths: claims, and what is mounted in parts.
  const shared = new Set(
    given.flatMap(([, { _source, _subPath }]) => (_source.claim || _subPath !== undefined ? [_source] : [])),
  );
  const first = new Map([...given].reverse().map(([path, { _source }]) => [_source, path]));
  return new Map(
    given.map(([path, { _source }]) => [path, shared.has(_source) ? (first.get(_source) as string) : path]),
  );
}

/** The name of a claim holds its data: were it that of one of several paths, their order would decide on it. */
function checkSharedNames(given: [string, Volume][]): void {
  const paths = new Map<VolumeSource, string[]>();
  for (const [path, { _source }] of given) paths.set(_source, [...(paths.get(_source) ?? []), path]);
  const nameless = [...paths].find(([{ claim }, shared]) => claim && claim.name === undefined && shared.length > 1);
  if (!nameless) return;
  const [first = ''] = nameless[1];
  throw valueError({
    law: 'a claim at several paths must have a name, since its data is found by that',
    got: nameless[1].join(' and '),
    remedy: `give it a \`name\`; if it was at ${first} alone until now, its data is under "${nameFrom(first)}"`,
  });
}

/**
 * The names of some volumes, by their paths. Claims come first: a claim under another name is another one, without the
 * data, so that it never gives way to others.
 */
function namesOf(volumes: [string, Volume][]): Map<string, string> {
  const claims = new Map(
    volumes.flatMap(([path, { _source }]): [string, string][] =>
      _source.claim ? [[path, _source.claim.name ?? nameFrom(path)]] : [],
    ),
  );
  const paths = volumes.map(([path]) => path).filter((path) => !claims.has(path));
  const names = new Map([...claims, ...volumeNames(paths, [...claims.values()])]);
  const all = [...names.values()];
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice === undefined) return names;
  throw valueError({
    law: 'the volumes of a pod must differ in their names, of which "data" is that of `storage`',
    got: twice,
    remedy:
      'give the one that is newer another `name`, since a claim keeps its data under its own; one value is one volume',
  });
}
