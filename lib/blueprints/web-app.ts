import type { ApiObject } from 'cdk8s';
import type { Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Service } from '../addressing';
import type { Tls } from '../cluster';
import { constructError } from '../errors';
import { type IWorkload, NameLaw, namespaceOf, resourceName, selectorLabels } from '../objects';
import { Connections, type IConnectable } from '../policy';
import { type ExposeOptions, Exposure, type Gateway, type IBackend } from '../routing';
import { Port, type Workload } from '../traffic';
import { PlainDeployment, workloadOf } from '../workload';
import { servicePorts, servingPods } from './serving';
import type { ServingOptions } from './serving-options';

const PORT_NAME = 'http';

/** What a web app runs, and where it is found. */
export interface WebAppProps extends ServingOptions {
  /** The host by which it is found from outside, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Where the certificate comes from.
   *
   * @default - the Gateway says it, or the entry of the cluster profile; if neither does, it is an error
   */
  readonly tls?: Tls;

  /**
   * The Gateway that serves it, of this or another namespace.
   *
   * @default - the one of the namespace, where the entry is one by Gateway
   */
  readonly gateway?: Gateway;

  /**
   * The entry of the cluster profile by which requests come.
   *
   * @default - the namespace's Gateway where it was given one, else the profile's default entry
   */
  readonly entry?: string;
}

/**
 * Something that answers requests from outside: a Deployment with a Service, a route with TLS, and a policy that lets
 * in nobody but the data plane behind that route.
 *
 * By the cluster profile the route is an Ingress, or an HTTPRoute on a Gateway. Plain HTTP is redirected to HTTPS.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const web = new WebApp(shop, 'web', {
 *   image: 'ghcr.io/acme/web:2.0',
 *   port: 3000,
 *   host: 'shop.example.com',
 *   tls: Tls.secret('shop-tls'),
 * });
 * web.expose({ host: 'www.example.com', tls: Tls.secret('www-tls') });
 */
export class WebApp extends Construct implements IConnectable, IWorkload, IBackend {
  /** The Deployment. */
  public readonly deployment: Deployment;
  /** The Service that routes name. */
  public readonly service: Service;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;
  /** The Ingress or HTTPRoute of its host. */
  public readonly route: ApiObject;
  private readonly givenName: string;

  /**
   * @throws when a name, port, path, host, number or quantity breaks its law, no listener accepts the host, or no
   * certificate is known for it
   */
  public constructor(scope: Construct, id: string, props: WebAppProps) {
    super(scope, id);
    const name = resourceName(scope, id, { kind: 'a WebApp', name: props.name, law: NameLaw.DNS_1035 });
    this.givenName = props.name ?? id;
    this.deployment = new PlainDeployment(this, 'Deployment', servingPods(name, props, PORT_NAME));
    this.service = new Service(this, 'Service', {
      name: this.givenName,
      workload: this,
      ports: servicePorts(props, PORT_NAME),
    });
    this.connections = new Connections(this, {
      workload: this,
      labels: selectorLabels(name, namespaceOf(this)),
      policyName: name,
      defaultPorts: [Port.tcp(props.port)],
    });
    this.connections.standFor(this.deployment);
    const { host, path, tls, gateway, entry } = props;
    this.route = this.exposed('Exposure', { name: this.givenName, host, path, tls, gateway, entry });
  }

  /**
   * Lets it be found by another host or path, too.
   *
   * @param options - host, path, certificate, and the way in
   * @returns the Ingress or HTTPRoute, whose name is the app's with host and path unless given
   * @throws when the host or path is malformed or taken, no listener accepts the host, or no certificate is known
   */
  public expose(options: ExposeOptions): ApiObject {
    const { host, path = '/' } = options;
    const words = `${host.replace('*', 'wildcard')}${path}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const name = options.name ?? [this.givenName, ...words].join('-');
    const id = `Exposure-${name}`;
    if (this.node.tryFindChild(id)) {
      throw constructError(this, {
        law: 'a WebApp is exposed once by a host and path, and its routes must differ in their names',
        got: name,
        remedy: 'leave it out where host and path are the same; else give it a `name`',
      });
    }
    return this.exposed(id, { ...options, name });
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.deployment);
  }

  /** The NetworkPolicy that governs its pods. */
  public get policy(): ApiObject {
    return this.connections.policy;
  }

  private exposed(id: string, options: ExposeOptions): ApiObject {
    return new Exposure(this, id, { ...options, backend: this }).route;
  }
}
