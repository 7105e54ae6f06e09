import { KnownNamespaces } from '../entry/known-namespaces';
import type { WayIn } from '../entry/way-in';
import type { Model } from '../model';
import type { WorkloadFacts } from '../network/workloads';
import type { ManifestObject } from '../read/manifest-object';
import { ApiClients } from './api-clients';
import { entryHints, Scrapes } from './arrivals';
import { collected, type Hint } from './collected';
import { ConfigData } from './config-data';
import { Dialled } from './dialled';
import { HostNames } from './host-names';
import { namespacesOf, workloadsOf } from './layout';
import { called, type Naming, namingIn } from './naming';
import { PodTemplates } from './pod-template';
import type { NotSuggested, SuggestOptions, SuggestReport } from './suggest-report';
import { Told } from './told';

/**
 * The connections that manifests speak of: in the variables, arguments and files of workloads, and in what leads to them
 * from outside.
 *
 * Nothing is made up. What names no Service that is there, or no port, is guessed or left over, with what speaks for it.
 *
 * @param model - the input, made ready
 * @param objects - every object of it
 * @param options - what is said beside it
 */
export function suggest(model: Model, objects: readonly ManifestObject[], options: SuggestOptions): SuggestReport {
  const { network, addressing, waysIn, population } = model;
  const home = options.namespace ?? 'default';
  const naming = namingIn(home);
  const names = new Map(
    population.workloads.map(({ name, workload }) => [workload as WorkloadFacts, homeName(name, home)]),
  );
  const nameOfWorkload = (workload: WorkloadFacts) => names.get(workload) as string;
  const templates = new PodTemplates(objects);
  const hosts = new HostNames(addressing, new KnownNamespaces(network), model.dns.clusterDomain, home);
  const dialled = new Dialled(addressing, hosts, nameOfWorkload, ownHosts(waysIn, naming), naming);
  const told = new Told(new ConfigData(objects), network.services, naming);
  const clients = new ApiClients(objects, templates, naming);
  const services = objects.filter(({ kind }) => kind === 'Service').map((object) => [object.path, object] as const);
  const scrapes = new Scrapes(addressing, templates, naming, new Map(services));

  const hints: Hint[] = entryHints(waysIn, nameOfWorkload, naming);
  const others = new Map<string, NotSuggested>();
  for (const [workload, name] of names) {
    const template = templates.of(workload.object);
    if (!template) continue;
    for (const group of told.groupsOf(template)) {
      for (const setting of group.settings) {
        for (const mention of setting.mentions) {
          const found = dialled.found({ name, workload }, setting, mention, group);
          hints.push(...found.hints);
          for (const other of found.others) others.set(JSON.stringify(other), other);
        }
      }
    }
    hints.push(...clients.hintsOf(name, template), ...scrapes.hintsOf(name, workload, template));
  }
  const namespaces = namespacesOf(objects, network, home);
  const workloads = workloadsOf(names, namespaces, home);
  return { workloads, namespaces, suggestions: collected(hints), others: [...others.values()] };
}

/** `shop/web` for `default/web`, where `shop` is the namespace of objects that name none. */
function homeName(name: string, home: string): string {
  const slash = name.indexOf('/');
  return `${called(name.slice(0, slash), home)}${name.slice(slash)}`;
}

/** The hosts by which requests come in, which whoever names them needn't dial. */
function ownHosts(ways: readonly WayIn[], naming: Naming): Map<string, string> {
  const found = new Map<string, string>();
  for (const { url, origin } of ways) {
    const [, host = ''] = /^\w+:\/\/([^:/]+)/.exec(url) ?? [];
    if (host !== '' && !found.has(host)) found.set(host, naming(origin));
  }
  return found;
}
