import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import type { ServiceFacts } from '../network/services';
import type { WorkloadFacts } from '../network/workloads';
import { type Hint, OPENS } from './collected';
import { defaultPort } from './default-ports';
import type { HostNames, Meaning } from './host-names';
import { isNeverDialled, looksAnswering, looksLikeAddress, looksLikeNoAddress, portKeys } from './keys';
import type { Mention } from './mentions';
import type { Naming } from './naming';
import { everyEnd, type ServiceEnd, type ServiceEnds, serviceEnds } from './service-ends';
import type { Setting, SettingGroup } from './setting';
import {
  Certainty,
  type NotSuggested,
  type SuggestedPeer,
  SuggestedPeerKind,
  type SuggestedPort,
  type SuggestionEvidence,
} from './suggest-report';

/** Who is told something. */
export interface Listener {
  readonly name: string;
  readonly workload: WorkloadFacts;
}

/** What follows from one host that a workload is told. */
export interface Found {
  readonly hints: readonly Hint[];
  readonly others: readonly NotSuggested[];
}

const NOTHING: Found = { hints: [], others: [] };

/** A port, and whether it stands there. */
interface DialledPort {
  readonly port?: number;
  readonly doubt?: string;
  /** What says it, where that isn't the host's own text. */
  readonly said?: Setting;
}

/** Turns what workloads are told into the connections that they open. */
export class Dialled {
  constructor(
    private readonly addressing: Addressing,
    private readonly hosts: HostNames,
    /** How a workload is called. */
    private readonly nameOfWorkload: (workload: WorkloadFacts) => string,
    /** The hosts by which the app is reached from outside, with the object that says so. */
    private readonly ownHosts: ReadonlyMap<string, string>,
    private readonly naming: Naming,
  ) {}

  /** What follows from one of the hosts in a setting. */
  public found(listener: Listener, setting: Setting, mention: Mention, group: SettingGroup): Found {
    const meaning = this.hosts.meaning(mention.host, listener.workload.object.namespace);
    if (!isMeant(setting, mention, meaning)) return NOTHING;
    const dialled = portOf(setting, mention, group);
    const told: Told = { listener, setting, mention, port: dialled };
    switch (meaning.kind) {
      case 'itself':
        return NOTHING;
      case 'service':
        return this.toService(told, meaning.service);
      case 'kubernetes-api':
        return {
          hints: [hint(told, { kind: SuggestedPeerKind.KUBERNETES_API, name: 'the Kubernetes API' }, [])],
          others: [],
        };
      case 'missing':
        return other(
          told,
          `Service ${meaning.namespace}/${meaning.name} isn't among the manifests; give its manifests as well, or correct the name`,
        );
      case 'unread':
        return toUnread(told, meaning);
      case 'link-local':
        return other(
          told,
          'it is an address of the node: the metadata service of a cloud is Peer.cloudMetadata(), and a workload identity Peer.workloadIdentity()',
        );
      case 'address':
        return toAddress(told, meaning.address);
      case 'outside':
        return this.toHost(told, meaning);
      case 'word':
        return other(
          told,
          `there is no Service ${mention.host} in namespace ${listener.name.split('/')[0]}; give its manifests as well, or correct the name`,
        );
    }
  }

  private toService(told: Told, service: ServiceFacts): Found {
    const ends = this.endsOf(service, told.port);
    if (ends.problem !== undefined) return other(told, ends.problem);
    const doubt = doubtOf(told, service, this.naming);
    return { hints: ends.ends.flatMap((end) => this.endHint(told, end, service, doubt) ?? []), others: [] };
  }

  private endsOf(service: ServiceFacts, { port }: DialledPort): ServiceEnds {
    return port === undefined
      ? everyEnd(this.addressing, service, this.naming)
      : serviceEnds(this.addressing, service, port, this.naming);
  }

  private endHint(told: Told, end: ServiceEnd, service: ServiceFacts, doubt: string | undefined): Hint | undefined {
    const { listener } = told;
    const uncertain = end.isCertain
      ? doubt
      : `${this.naming(service.object)} asks for labels that only the cluster knows`;
    if (end.workload === listener.workload) {
      // A pod that names its own Service mostly tells others of itself; those of a headless one call each other.
      if (!service.isHeadless) return undefined;
      return hint(told, { kind: SuggestedPeerKind.OWN_PODS, name: listener.name }, [end.port], uncertain);
    }
    if (end.workload) {
      const peer = { kind: SuggestedPeerKind.WORKLOAD, name: this.nameOfWorkload(end.workload) };
      return hint(told, peer, [end.port], uncertain);
    }
    if (end.address !== undefined) return hint(told, addressPeer(end.address), [end.port], uncertain);
    const host = (end.externalName ?? '').toLowerCase().replace(/\.$/, '');
    return toHostHint(told, host, end.port.port, uncertain);
  }

  private toHost(told: Told, { host, mayBe }: Outside): Found {
    const { setting, port } = told;
    if (setting.isSecret) return other(told, KEPT);
    const own = this.ownHosts.get(host);
    if (own !== undefined) {
      return other(
        told,
        `it is the host that ${own} serves: where clients inside dial it, allow them to reach its data plane`,
      );
    }
    if (port.port === undefined)
      return other(
        told,
        `it names ${host} outside of the cluster, and no port; allow it by Peer.hostname() with its port`,
      );
    const another = mayBe === undefined ? undefined : `it may as well be ${mayBe}, of which nothing was read`;
    const doubt = setting.origin === 'file' ? 'a file may name hosts that nobody dials' : (another ?? usualDoubt(told));
    return { hints: [toHostHint(told, host, port.port, doubt)], others: [] };
  }
}

type Outside = Extract<Meaning, { kind: 'outside' }>;

interface Told {
  readonly listener: Listener;
  readonly setting: Setting;
  readonly mention: Mention;
  readonly port: DialledPort;
}

/** Whether a text that may be an address is taken for one. */
function isMeant({ origin, key, text, isSecret }: Setting, { form, host, shown }: Mention, meaning: Meaning): boolean {
  if (isNeverDialled(key)) return false;
  if (form === 'url' || form === 'inside') return true;
  const isThere = meaning.kind === 'service' || meaning.kind === 'kubernetes-api';
  if (form === 'pair') {
    if (isThere || meaning.kind === 'unread' || meaning.kind === 'missing') return true;
    if (origin === 'file') return false;
    return meaning.kind !== 'word' || looksLikeAddress(key) || (text.trim() === shown && !looksLikeNoAddress(key));
  }
  if (host.includes('.svc')) return true;
  if (looksLikeNoAddress(key)) return false;
  if (looksLikeAddress(key)) return isThere || origin !== 'file' || host.includes('.');
  // Something that is called as a Service is. Of a Secret it may be a password, which a guess would tell.
  return meaning.kind === 'service' && origin === 'variable' && !isSecret;
}

/** The port that a client dials: the one that stands there, that of a key beside it, or that of the scheme. */
function portOf(setting: Setting, { port, scheme, form }: Mention, group: SettingGroup): DialledPort {
  if (port !== undefined) return { port };
  if (form === 'name') {
    for (const key of portKeys(setting.key)) {
      const said = group.byKey.get(key);
      const text = said?.text.trim() ?? '';
      if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535) return { port: Number(text), said };
    }
  }
  const usual = scheme === undefined ? undefined : defaultPort(scheme);
  return usual === undefined
    ? {}
    : { port: usual, doubt: `${usual} is the usual port of ${scheme}, and others may be meant` };
}

/** What isn't certain of a connection to a Service that is there. */
function doubtOf(told: Told, service: ServiceFacts, naming: Naming): string | undefined {
  const { setting, mention, port } = told;
  if (port.port === undefined) {
    const isSaid = mention.form !== 'name' || mention.host.includes('.') || looksLikeAddress(setting.key);
    return isSaid
      ? `no port is named: it may be any of ${naming(service.object)}`
      : `${setting.key} doesn't look like an address, and names no port: it may be a mere name`;
  }
  if (port.doubt === undefined) return undefined;
  if (service.type === 'ExternalName') return usualDoubt(told);
  return service.ports.length === 1 ? undefined : `${port.doubt}: ${naming(service.object)} has more than one`;
}

function toUnread(told: Told, { namespace, name }: { readonly namespace: string; readonly name: string }): Found {
  const { port, setting } = told;
  const unread = `Service ${namespace}/${name} isn't among the manifests`;
  if (setting.isSecret) return other(told, KEPT);
  if (port.port === undefined) return other(told, `${unread}, and no port is named; give its manifests as well`);
  const doubt = `${unread}: its pods may listen on another port, and all pods of the namespace are meant`;
  const peer = { kind: SuggestedPeerKind.NAMESPACE, name: namespace, namespace };
  return { hints: [hint(told, peer, [tcp(port.port)], doubt)], others: [] };
}

/** Of the web, the port of a URL is a law; of others it is a habit. */
function usualDoubt({ mention, port }: Told): string | undefined {
  return /^(https?|wss?)$/.test(mention.scheme ?? '') ? undefined : port.doubt;
}

function toAddress(told: Told, address: string): Found {
  const { port, setting } = told;
  if (setting.isSecret) return other(told, KEPT);
  if (port.port === undefined)
    return other(told, `it names the address ${address}, and no port; allow it by Peer.cidr() with its port`);
  const doubt = setting.origin === 'file' ? 'a file may name addresses that nobody dials' : usualDoubt(told);
  return { hints: [hint(told, addressPeer(address), [tcp(port.port)], doubt)], others: [] };
}

function toHostHint(told: Told, host: string, port: number, doubt: string | undefined): Hint {
  const peer = { kind: SuggestedPeerKind.HOSTNAME, name: host };
  const needs = 'a network plugin that knows hosts by their names, or the addresses by Peer.cidr()';
  return { ...hint(told, peer, [tcp(port)], doubt), needs };
}

function addressPeer(address: string): SuggestedPeer {
  const cidr = address.includes(':') ? `${address}/128` : `${address}/32`;
  return { kind: SuggestedPeerKind.ADDRESSES, name: cidr, cidrs: [cidr] };
}

function hint(told: Told, peer: SuggestedPeer, ports: SuggestedPort[], said?: string): Hint {
  const { key, doubt: ofSetting } = told.setting;
  const doubt =
    said ??
    ofSetting ??
    (looksAnswering(key) ? `${key} looks like where others connect to, which nobody dials` : undefined);
  const needs = peer.kind === SuggestedPeerKind.KUBERNETES_API ? API_FACT : undefined;
  return {
    certainty: doubt === undefined ? Certainty.SURE : Certainty.GUESSED,
    workload: told.listener.name,
    direction: OPENS,
    peer,
    ports,
    evidence: evidenceOf(told),
    ...(doubt === undefined ? {} : { doubt }),
    ...(needs === undefined ? {} : { needs }),
  };
}

/** What a profile has to say before the Kubernetes API can be a peer. */
export const API_FACT = 'a cluster profile that says where the Kubernetes API answers: `kubernetesApi`';

/** What is left over; of a Secret it isn't told why, which would tell of its text. */
function other(told: Told, why: string): Found {
  const reason = told.setting.isSecret ? KEPT : why;
  return { hints: [], others: [{ workload: told.listener.name, evidence: evidenceOf(told), why: reason }] };
}

const KEPT =
  'it names something that is none of these pods, and no Secret is shown here; look at it, and allow what it names';

/** Of a Secret nothing is shown but where it stands. */
function evidenceOf({ setting, mention, port: { said } }: Told): SuggestionEvidence {
  const port = said === undefined ? '' : `, ${toldText(said, said.text.trim())}`;
  return { ...setting.place(), text: `${toldText(setting, mention.shown)}${port}` };
}

function toldText({ title, isSecret, origin }: Setting, shown: string): string {
  if (isSecret) return `${title} (a Secret)`;
  return `${title}${origin === 'variable' ? '=' : ': '}${shown}`;
}

function tcp(port: number): SuggestedPort {
  return { protocol: Protocol.TCP, port };
}
