import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { constructError, type Fault, located } from '../errors';
import { ReadOnce } from '../objects';
import { type Direction, type Port, Workload } from '../traffic';
import { checkPlace, nameFault, policyName, tellsAll } from './adopted-laws';
import { givenPods, templatePods } from './adopted-pods';
import { type AdoptionOptions, checkAdoption, saidTwice } from './adoption-options';
import { ConnectionGraph } from './graph';
import { onNodeNetwork } from './node-network';
import { claim, isOfAnotherCopy, MeshRole, ofAnotherCopy, type Party, partyOf } from './party';
import { podTemplate, rendered } from './pod-template';
import type { Allowance } from './rules';
import { WorkloadPolicy } from './workload-policy';

/** Its id below the object. */
const POLICY = 'NetworkPolicy';

/**
 * A workload that somebody else's construct made: a cdk8s-plus one of any version, a raw or an included object.
 *
 * It is read as it is written, since all else depends on a version. Its policy is made with the first connection, as
 * its child, so that it stands in the file of its pods, and governs only the directions that were declared: what the
 * workload does beside that is its owner's business.
 *
 * It is known as soon as it is connected or described, and not before: an attempt that fails leaves no trace.
 *
 * @param object - what runs its pods
 * @param declaredBy - who connects it first, and is told where it turns out to be none
 */
export function adopted(object: ApiObject, declaredBy: IConstruct): Party {
  if (isOfAnotherCopy(object)) throw constructError(declaredBy, ofAnotherCopy(object));
  return partyOf(object) ?? new AdoptedParty(object, declaredBy);
}

/** An adopted workload of which more is known than the object says. */
export function described(object: ApiObject, options: AdoptionOptions): Party {
  const text = located(object, () => checkAdoption(options));
  const party = adopted(object, object);
  if (party instanceof AdoptedParty) party.describe(options, text);
  else if (text !== '') throw constructError(object, tellsAll(object.node.path));
  return party;
}

class AdoptedParty implements Party {
  public readonly id: string;
  public readonly construct: IConstruct;
  public readonly namespace?: string;
  public readonly declaresAllPorts = false;
  public readonly resolvesNames = true;
  private written?: WorkloadPolicy;
  private options: AdoptionOptions = {};
  private text = '';
  private readonly pods: ReadOnce<Workload>;
  private readonly role: ReadOnce<MeshRole>;

  public constructor(
    private readonly object: ApiObject,
    private readonly declaredBy: IConstruct,
  ) {
    this.construct = object;
    this.id = `construct ${object.node.path}`;
    this.namespace = object.metadata.namespace;
    this.pods = new ReadOnce(object, () => located(object, () => this.read()));
    this.role = new ReadOnce(object, () => (podTemplate(rendered(object)) ? MeshRole.MEMBER : MeshRole.UNNAMED));
  }

  /** Says what the object doesn't, once; nothing may be said again and again. */
  public describe(options: AdoptionOptions, text: string): void {
    if (text !== '') {
      if (this.text !== '' && this.text !== text) throw constructError(this.object, saidTwice(this.object.node.path));
      this.options = options;
      this.text = text;
    }
    this.takePart();
  }

  /** Of pods that a controller makes, nothing tells the service account. */
  public get meshRole(): MeshRole {
    return this.role.value;
  }

  public get refusal(): Fault | undefined {
    return nameFault(this.object);
  }

  public get policy(): ApiObject | undefined {
    return this.written?.object;
  }

  public get policyBeside(): ApiObject | undefined {
    return this.written?.beside;
  }

  public get identityPolicies(): ApiObject[] {
    return this.written?.identityPolicies ?? [];
  }

  public govern(): void {
    this.takePart();
    this.written ??= new WorkloadPolicy(this.object, POLICY, { name: policyName(this.object), party: this });
    this.written.govern();
  }

  /** To Kubernetes a policy without directions is one that lets nobody in. */
  public settle(): void {
    if (this.directions().length > 0 && !this.refusal) this.govern();
    else if (this.written) {
      this.object.node.tryRemoveChild(POLICY);
      this.written = undefined;
    }
    this.written?.settle();
  }

  public defaultPorts(): Port[] {
    return this.options.defaultPorts ?? this.workload().ports;
  }

  public directions(): Direction[] {
    return ConnectionGraph.of(this.object).directions(this);
  }

  public allowances(direction: Direction): Allowance[] {
    return this.written?.allowances(direction) ?? [];
  }

  public workload(): Workload {
    return this.pods.value;
  }

  private takePart(): void {
    claim(this.object, this);
    ConnectionGraph.of(this.object).add(this);
  }

  private read(): Workload {
    const manifest = rendered(this.object);
    checkPlace(this.object, manifest.metadata);
    const template = podTemplate(manifest);
    const { labels: given } = this.options;
    if (!template && !given) {
      throw this.unfit({
        law: `a peer must be something with pods, but the ${manifest.kind} ${this.place} has none`,
        remedy:
          'name the workload behind it, or a Peer; where a controller makes its pods, say how to select them: ' +
          'Connections.of(it, { labels, ports })',
      });
    }
    if (template?.spec.hostNetwork) throw this.unfit(onNodeNetwork(this.object));
    const labels = template ? template.metadata?.labels : given;
    if (Object.keys(labels ?? {}).length === 0) {
      throw this.unfit({
        law: `the pods of a connected workload must have labels, since a policy selects by labels, but those of ${this.place} have none`,
        remedy: "give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      });
    }
    return Workload.of({
      namespace: this.namespace ?? 'default',
      name: this.object.name,
      ...(template ? templatePods(manifest, template, this.options) : givenPods(labels, this.options)),
    });
  }

  private get place(): string {
    return `[${this.object.node.path}]`;
  }

  /** What is no workload to connect is a fault of who took it for one; nobody need know the path of the object. */
  private unfit(fault: Fault): Error {
    return constructError(this.declaredBy, fault);
  }
}
