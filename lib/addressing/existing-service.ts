import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { constructError, located, valueError } from '../errors';
import { clusterOf, ReadOnce } from '../objects';
import { checkDnsLabel, checkKnownOptions, checkObject, Port, Protocol } from '../traffic';
import { DnsName } from './dns-name';
import { portless, type ServedPort, targetOf } from './served-port';
import type { IService } from './service-reference';

/** What the manifest of a Service may not say. */
export interface ExistingServiceOptions {
  /**
   * The namespace that it is applied to.
   *
   * @default - the one in its manifest; without one, what needs it is an error
   */
  readonly namespace?: string;
}

interface Reading {
  readonly ports: ServedPort[];
  readonly namespace?: string;
}

/**
 * A Service that somebody else's construct writes: an ApiObject, a Service of cdk8s-plus of any version, or one out of
 * an `Include` or a Helm chart. Nothing of it is changed.
 *
 * It is read as it is written, when it is asked for.
 *
 * @example
 * const app = new App();
 * const chart = new Chart(app, 'shop', { namespace: 'shop' });
 * const object = new ApiObject(chart, 'api', {
 *   apiVersion: 'v1',
 *   kind: 'Service',
 *   spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 8080 }] },
 * });
 * ExistingService.of(object).targetPort(80); // TCP 8080
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class ExistingService implements IService {
  /**
   * The Service that a construct writes.
   *
   * @param construct - the Service, or a construct with one Service in it
   * @param options - what its manifest doesn't say
   * @throws when it is no Service, or when the namespace is no DNS-1123 label
   */
  public static of(construct: IConstruct, options: ExistingServiceOptions = {}): ExistingService {
    const object = objectOf(construct);
    if (!isService(object)) {
      throw constructError(object, {
        law: 'an existing Service must be an object of kind Service and apiVersion v1',
        got: `${object.apiVersion} ${object.kind}`,
        remedy: 'name the Service itself',
      });
    }
    located(object, () => checkExistingOptions(options));
    const { namespace } = options;
    if (namespace !== undefined) located(object, () => checkDnsLabel('the namespace of a Service', namespace));
    return new ExistingService(object, namespace);
  }

  /** The object that is written. */
  public readonly object: ApiObject;
  private readonly reading: ReadOnce<Reading>;

  private constructor(object: ApiObject, namespace: string | undefined) {
    this.object = object;
    this.reading = new ReadOnce(object, () => located(object, () => read(object, namespace)));
  }

  /**
   * The name by which pods find it.
   *
   * @throws when neither its manifest nor the options say its namespace, or they contradict each other, or when a patch
   * changes its name or namespace
   */
  public get dnsName(): DnsName {
    const { namespace } = this.reading.value;
    if (namespace === undefined) {
      throw constructError(this.object, {
        law: 'an existing Service must have a namespace to be named by others, but its manifest has none',
        remedy: 'give `namespace` in ExistingService.of(), or to its chart',
      });
    }
    const { clusterDomain } = clusterOf(this.object).dns;
    return located(this.object, () => DnsName.of({ service: this.object.name, namespace, clusterDomain }));
  }

  /**
   * The number of its first port, which is meant where none is named.
   *
   * @throws when it has none, or is an alias for a name outside the cluster, behind which there are no pods
   */
  public get defaultPort(): number {
    const [first] = this.reading.value.ports;
    if (first?.number === undefined) throw portless(this.object);
    return first.number;
  }

  /**
   * The pods' port behind a port of the Service.
   *
   * @param port - the Service's port; without it, the first one
   * @param protocol - its protocol; TCP unless given
   * @throws when the Service has no such port, is an alias for a name outside the cluster, or a port of its manifest
   * can't be
   */
  public targetPort(port?: number, protocol?: Protocol): Port {
    return targetOf(this.object, this.reading.value.ports, port, protocol);
  }
}

/** The construct itself, or the one Service below it: the object of a Service of cdk8s-plus, or one of an Include. */
function objectOf(construct: IConstruct): ApiObject {
  if (!Construct.isConstruct(construct)) {
    throw valueError({
      law: 'an existing Service must be a construct',
      got: construct,
      remedy: 'give the ApiObject, or the Service of cdk8s-plus',
    });
  }
  if (ApiObject.isApiObject(construct)) return construct;
  const objects = construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  const [service, ...others] = objects.filter(isService);
  if (service && others.length === 0) return service;
  throw constructError(construct, {
    law: 'an existing Service must be a Service, or a construct with one',
    got: service ? `one with ${others.length + 1}` : 'one with none',
    remedy: 'name the Service itself, such as one of the `apiObjects` of an Include',
  });
}

function isService({ apiVersion, kind }: ApiObject): boolean {
  return apiVersion === 'v1' && kind === 'Service';
}

function read(object: ApiObject, namespace: string | undefined): Reading {
  const { metadata, spec } = object.toJson();
  checkPlace(object, metadata);
  if (spec?.type === 'ExternalName') {
    throw constructError(object, {
      law: 'an existing Service must have pods behind it, but this one is an alias for a name outside the cluster',
      got: spec.externalName,
      remedy: 'name that one',
    });
  }
  const written = metadata?.namespace;
  if (written !== undefined && namespace !== undefined && written !== namespace) {
    throw constructError(object, {
      law: `the namespace of an existing Service must be the one in its manifest, ${written}`,
      got: namespace,
      remedy: 'leave `namespace` out',
    });
  }
  return { ports: portsOf(object, spec?.ports).map(servedPort), namespace: written ?? namespace };
}

function checkExistingOptions(options: ExistingServiceOptions): void {
  const remedy = "write them as in { namespace: 'shop' }, or leave them out";
  checkObject('the options of an existing Service', options, remedy);
  checkKnownOptions('an existing Service', options, ['namespace']);
}

/** The ports of a manifest that somebody else wrote. */
function portsOf(object: ApiObject, ports: unknown): any[] {
  if (ports === undefined || ports === null) return [];
  if (Array.isArray(ports)) return ports;
  throw constructError(object, {
    law: 'the ports of an existing Service must be a list in its manifest',
    got: ports,
    remedy: 'correct them where it is made',
  });
}

/** Routes and names know the Service as its construct does, by the time that the manifest is written. */
function checkPlace({ name, metadata }: ApiObject, written: { name: string; namespace?: string }): void {
  const [known, got] = [placed(name, metadata.namespace), placed(written.name, written.namespace)];
  if (got === known) return;
  throw valueError({
    law: `the name and the namespace of an existing Service must be those of its construct, ${known}, and no patch may change them`,
    got,
    remedy: 'give them in its metadata, or by its chart',
  });
}

function placed(name: string, namespace?: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** Kubernetes' own defaults: TCP, and the Service's number. */
function servedPort({ port, protocol, targetPort }: any): ServedPort {
  const meant = protocol || Protocol.TCP;
  const target = targetPort || port;
  const isName = typeof target === 'string';
  return { number: port, target: isName ? Port.named(target, meant) : numbered(meant, target) };
}

/** By name for its check of the protocol: `Port._range` is for those who know it. */
function numbered(protocol: Protocol, number: number): Port {
  const { protocol: checked } = Port.named('any', protocol);
  return Port._range(checked, number, number);
}
