import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { located, placeOf, valueError } from '../errors';
import {
  addReadingValidation,
  NameScope,
  nearestNameScope,
  patchable,
  refuseIntegerId,
  resourceName,
  withdrawn,
} from '../objects';
import { DefaultDeny, DnsEgress, Enforcement, enrolInMesh, type NetworkPolicy, Stages } from '../policy';
import { allowOnly, Gateway, sharedRouting } from '../routing';
import { checkDnsSubdomain, checkFlags, checkKnownOptions, checkObject } from '../traffic';
import { enforce } from './enforced-pod-security';
import { type AllowWithinOptions, allowWithin } from './namespace/allow-within';
import { defaultServiceAccount } from './namespace/default-service-account';
import { type IsolatedNamespaceProps, NAMESPACE_OPTIONS } from './namespace/isolated-namespace-props';
import { checkEnforcement, checkNamespaceName, checkPodSecurity } from './namespace/namespace-laws';
import { namespaceMetadata } from './namespace/namespace-metadata';
import { bindOwners } from './namespace/owners';
import { type WrittenRules, writeResourceRules } from './namespace/resource-rules';
import { PodSecurity } from './pod-security';

const USUAL_SECURITY = PodSecurity.restricted();
const USUAL_ENFORCEMENT = Enforcement.all();
const ISOLATED_NAMESPACE = Symbol.for('cdk8s-networking.IsolatedNamespace');

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
  /** Its ResourceQuota; undefined without a `quota`. */
  public readonly quota?: ApiObject;
  /** Its LimitRange; undefined where neither `limits` nor a quota of CPU or memory asks for one. */
  public readonly limits?: ApiObject;
  /** What lets its owners work in it: a RoleBinding, after its Role where it has one of its own. Frozen. */
  public readonly ownerObjects: ApiObject[];
  /** The ServiceAccount `default`, where it is written. */
  public readonly defaultServiceAccount?: ApiObject;
  /** The policy that closes the namespace in both directions. */
  public readonly defaultDeny: DefaultDeny;
  /** The policy that lets its pods resolve names. */
  public readonly dnsEgress: DnsEgress;

  /**
   * @throws when the name is no DNS-1123 label or a namespace of Kubernetes itself, when an option isn't what it should
   * be, or when a label breaks Kubernetes' syntax, says a Pod Security level or claims another namespace's name; at synth
   * when what runs inside doesn't fit its quota and limits
   */
  public constructor(scope: Construct, id: string, props: IsolatedNamespaceProps = {}) {
    located(placeOf(scope, id), () => {
      checkObject('what is said of an IsolatedNamespace', props);
      checkKnownOptions('an IsolatedNamespace', props, NAMESPACE_OPTIONS);
    });
    const name = resourceName(scope, id, { kind: 'a namespace', name: props.name });
    checkNamespaceName(placeOf(scope, id), name);
    super(scope, id, { namespace: name });
    Object.defineProperty(this, ISOLATED_NAMESPACE, { value: true });
    try {
      this.namespaceObject = this.writeNamespace(name, props);
      located(this, () => checkFlags({ writesDefaultServiceAccount: props.writesDefaultServiceAccount }));
      if (props.writesDefaultServiceAccount !== false) this.defaultServiceAccount = defaultServiceAccount(this);
      const rules: WrittenRules = writeResourceRules(this, name, props);
      this.quota = rules.quota;
      this.limits = rules.limits;
      this.ownerObjects = bindOwners(this, name, props);
      Object.freeze(this.ownerObjects);
      // Before anything is made that all charts of the namespace would share.
      this.limitGateways(props);
      if (props.gateway) Gateway.attach(this, props.gateway);
    } catch (error) {
      throw withdrawn(this, error);
    }
    this.defaultDeny = new DefaultDeny(this, 'default-deny');
    this.dnsEgress = new DnsEgress(this, 'allow-dns');
    enrolInMesh(this);
    sharedRouting(this);
    addReadingValidation(this, () => this.idProblems());
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

  /**
   * Allows all pods inside to connect to each other, by one policy: for teams that hold their whole namespace for one
   * application. Each pod then reaches each on these ports, whatever else is declared.
   *
   * @param options - the ports of the pods, and the reason
   * @returns the policy, `allow-within`
   * @throws when there is no port or no reason, or when it was called before
   *
   * @example
   * const shop = new IsolatedNamespace(new Platform(), 'shop');
   * shop.allowWithin({ ports: [Port.allTcp()], reason: 'one team, one application' });
   */
  public allowWithin(options: AllowWithinOptions): NetworkPolicy {
    return allowWithin(this, options);
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

  private limitGateways({ allowedGateways, gateway }: IsolatedNamespaceProps): void {
    const hasOwn = gateway !== undefined && Array.isArray(allowedGateways);
    allowOnly(this, hasOwn ? [gateway, ...allowedGateways] : allowedGateways);
  }

  private writeNamespace(name: string, props: IsolatedNamespaceProps): ApiObject {
    const { podSecurity = USUAL_SECURITY, enforcement = USUAL_ENFORCEMENT, labels = {} } = props;
    checkPodSecurity(this, podSecurity);
    checkEnforcement(this, enforcement);
    const metadata = namespaceMetadata(this, { name, labels, podSecurity, enforcement });
    enforce(this, podSecurity.level);
    Stages.of(this).enforce({ construct: this, namespace: name }, enforcement);
    const object = new ApiObject(this, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata });
    // cdk8s gives every object of a chart the chart's namespace; a Namespace is in none.
    patchable(object, (json) => {
      delete json.metadata.namespace;
    });
    return object;
  }
}
