import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { located, placeOf, valueError } from '../errors';
import {
  NameScope,
  nearestNameScope,
  objectLabels,
  patchable,
  refuseIntegerId,
  resourceName,
  withdrawn,
} from '../objects';
import { DefaultDeny, DnsEgress, enrolInMesh, meshMetadata } from '../policy';
import { Gateway, type IGateway, sharedRouting } from '../routing';
import { checkDnsSubdomain } from '../traffic';
import { enforce } from './enforced-pod-security';
import { checkNamespaceLabels, checkNamespaceName, checkPodSecurity } from './namespace-laws';
import { PodSecurity } from './pod-security';

const ISOLATED_NAMESPACE = Symbol.for('cdk8s-networking.IsolatedNamespace');
const POD_SECURITY = 'pod-security.kubernetes.io';
const POD_SECURITY_MODES = ['audit', 'enforce', 'warn'];
/** Why a namespace enforces less than "restricted", kept where the cluster's people read it. */
const POD_SECURITY_REASON = 'cdk8s-networking/pod-security-reason';

/** How a namespace is isolated. */
export interface IsolatedNamespaceProps {
  /**
   * The name of the namespace. Those of Kubernetes itself, such as `kube-system`, are an error.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How much its pods may ask of their node: enforced, warned of and recorded by the API server.
   *
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;

  /**
   * The Gateway for those apps inside that name none themselves. It may be of another namespace.
   *
   * @default - apps that come in by Gateway share one of this namespace
   */
  readonly gateway?: IGateway;

  /**
   * More labels of the namespace. The Pod Security level is said by `podSecurity` alone, and
   * `kubernetes.io/metadata.name` by the API server.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
}

/**
 * A namespace in which nobody reaches anybody but as declared, and a chart: what is made inside is written to its file.
 *
 * Its pods resolve names, and meet the Pod Security level "restricted". What no NetworkPolicy can do is left as it is:
 * nodes and kubelets reach the pods they run, and enforcement is the network plugin's.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' }).connections.allowTo(api);
 */
export class IsolatedNamespace extends Chart {
  /**
   * Whether this is an IsolatedNamespace, of this or another copy of this library. Of charts `instanceof` doesn't tell.
   *
   * @param x - anything
   */
  public static isIsolatedNamespace(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ISOLATED_NAMESPACE in x;
  }

  /** The Namespace. */
  public readonly namespaceObject: ApiObject;
  /** The policy that closes the namespace in both directions. */
  public readonly defaultDeny: DefaultDeny;
  /** The policy that lets its pods resolve names. */
  public readonly dnsEgress: DnsEgress;

  /**
   * @throws when the name is no DNS-1123 label or a namespace of Kubernetes itself, when `podSecurity` is no
   * PodSecurity, or when a label breaks Kubernetes' syntax, says a Pod Security level or claims another namespace's name
   */
  public constructor(scope: Construct, id: string, props: IsolatedNamespaceProps = {}) {
    const name = resourceName(scope, id, { kind: 'a namespace', name: props.name });
    checkNamespaceName(placeOf(scope, id), name);
    super(scope, id, { namespace: name });
    Object.defineProperty(this, ISOLATED_NAMESPACE, { value: true });
    try {
      this.namespaceObject = this.writeNamespace(name, props);
      // Before anything is made that all charts of the namespace would share.
      if (props.gateway) Gateway.attach(this, props.gateway);
    } catch (error) {
      throw withdrawn(this, error);
    }
    this.defaultDeny = new DefaultDeny(this, 'default-deny');
    this.dnsEgress = new DnsEgress(this, 'allow-dns');
    enrolInMesh(this);
    sharedRouting(this);
    this.node.addValidation({ validate: () => this.idProblems() });
  }

  /**
   * The names of objects inside that are given none: the ids below this chart, or below the nearest name scope, after
   * the prefixes of the name scopes. There is no hash in them, and no path above the chart.
   */
  public override generateObjectName(apiObject: ApiObject): string {
    const scope = nearestNameScope(apiObject);
    const home = scope?.node.scopes.includes(this) ? scope : this;
    const ids = apiObject.node.path.slice(home.node.path.length + 1).split('/');
    const name = ids.filter((id) => !/^(resource|default)$/i.test(id)).join('-');
    for (const construct of apiObject.node.scopes.slice(home.node.scopes.length)) {
      refuseIntegerId(construct.node.scope as Construct, construct.node.id);
    }
    const generated = NameScope.nameFor(apiObject, name.toLowerCase());
    located(apiObject, () =>
      checkDnsSubdomain(`the name that follows from the id of this ${apiObject.kind}`, generated),
    );
    return generated;
  }

  /** Objects that have a name of their own never ask for one: their ids are looked at when all are there. */
  private idProblems(): string[] {
    return this.node.children
      .filter(({ node }) => /^\d+$/.test(node.id))
      .map(
        ({ node }) =>
          valueError({
            law: 'the ids in a namespace must not be whole numbers, since such ids come before the Namespace itself',
            got: node.id,
            remedy: `write the id as "n${node.id}"`,
          }).message,
      );
  }

  private writeNamespace(name: string, props: IsolatedNamespaceProps): ApiObject {
    const { podSecurity = PodSecurity.restricted(), labels = {} } = props;
    checkPodSecurity(this, podSecurity);
    const { level, reason } = podSecurity;
    enforce(this, level);
    const levels = Object.fromEntries(POD_SECURITY_MODES.map((mode) => [`${POD_SECURITY}/${mode}`, level]));
    checkNamespaceLabels(this, name, labels, levels);
    const mesh = meshMetadata(this);
    const annotations = { ...mesh.annotations, ...(reason === undefined ? {} : { [POD_SECURITY_REASON]: reason }) };
    const object = new ApiObject(this, 'Namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          ...objectLabels(name, name),
          ...labels,
          ...mesh.labels,
          ...levels,
        },
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
    });
    // cdk8s gives every object of a chart the chart's namespace; a Namespace is in none.
    patchable(object, (json) => {
      delete json.metadata.namespace;
    });
    return object;
  }
}
