import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ExistingService, type IService } from '../addressing';
import { constructError } from '../errors';
import { homeOf } from '../objects';
import { LabelSelector, type Workload } from '../traffic';

interface Candidate {
  readonly object: ApiObject;
  readonly isHeadless: boolean;
}

/** The Service by which the pods of an adopted workload are found: the one that was named, or the only one there is. */
export function serviceOf(adopted: ApiObject, workload: Workload, named?: IConstruct): IService {
  if (named !== undefined) {
    if (Construct.isConstruct(named)) return fitting(adopted, workload, referenceOf(named));
    throw constructError(adopted, {
      law: 'the `service` of an adopted workload must be a Service',
      got: named,
      remedy: 'give the object itself, or a construct with such an object',
    });
  }
  const found = candidates(adopted, workload);
  const addressed = found.filter(({ isHeadless }) => !isHeadless);
  const [service, ...others] = addressed.length > 0 ? addressed : found;
  if (service && others.length === 0) return referenceOf(service.object);
  const names = [service, ...others].flatMap((each) => (each ? [each.object.name] : []));
  throw constructError(adopted, {
    law:
      names.length === 0
        ? 'an adopted workload must have a Service for whoever asks for its name, but none in this app selects its pods'
        : `an adopted workload must have one Service, but several select its pods: ${names.sort().join(', ')}`,
    remedy: `${names.length === 0 ? 'make one before it is asked for, or ' : ''}name it as its \`service\``,
  });
}

/** A route that leads to others would open the pods for requests that never come to them. */
function fitting(adopted: ApiObject, workload: Workload, service: IService): IService {
  const { object } = service;
  const isNear = object.node.root === adopted.node.root && placeOf(object) === placeOf(adopted);
  if (isNear && maySelect(specOf(object)?.selector ?? {}, workload)) return service;
  throw constructError(adopted, {
    law:
      `the \`service\` of an adopted workload must select its pods, in its app and namespace, and [${object.node.path}] ` +
      'does not',
    remedy: `name one that selects by some of ${LabelSelector.of({ labels: workload.labels }).toString().replaceAll(',', ', ')}`,
  });
}

/** Whether a named Service is for the pods: controllers add labels that no manifest has, such as the role of a member. */
function maySelect(selector: { readonly [key: string]: string }, { labels }: Workload): boolean {
  const known = Object.entries(selector).filter(([key]) => labels[key] !== undefined);
  return known.length > 0 && known.every(([key, value]) => labels[key] === value);
}

/** A Service of this library knows more of itself than its manifest says. */
function referenceOf(construct: IConstruct): IService {
  return isService(construct) ? construct : ExistingService.of(construct);
}

function isService(x: IConstruct): x is IConstruct & IService {
  const service = x as Partial<IService>;
  return typeof service.targetPort === 'function' && ApiObject.isApiObject(service.object);
}

/** The Services of the namespace that select the pods. */
function candidates(adopted: ApiObject, workload: Workload): Candidate[] {
  return adopted.node.root.node
    .findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .filter(({ kind, apiVersion }) => kind === 'Service' && apiVersion === 'v1')
    .filter((object) => placeOf(object) === placeOf(adopted))
    .flatMap((object) => {
      const spec = specOf(object);
      const labels = Object.entries(spec?.selector ?? {});
      const selects = labels.length > 0 && labels.every(([key, value]) => workload.labels[key] === value);
      return selects ? [{ object, isHeadless: spec.clusterIP === 'None' }] : [];
    });
}

function placeOf(object: ApiObject): string {
  return homeOf({ construct: object, namespace: object.metadata.namespace });
}

/** What can't be rendered fails the synth by itself. */
function specOf(object: ApiObject): any {
  try {
    return object.toJson().spec;
  } catch {
    return undefined;
  }
}
