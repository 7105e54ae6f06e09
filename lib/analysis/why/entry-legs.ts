import { Answer } from '../answer';
import type { WayIn } from '../entry/way-in';
import type { Member } from '../evaluate/population';
import type { Network } from '../network/network';
import { nameOf, type ObjectRef, whereIs } from '../network/place';
import { Asking, answered } from '../question/ask';
import type { Account } from './account';
import { addPolicyLegs } from './policy-legs';

/** Adds every way through the entries that are meant, from the listener to the policies of the pods. */
export function addEntries(account: Account, end: Member, isMeant: (way: WayIn) => boolean): Answer {
  const { model, asked } = account;
  const { ports } = model.reach;
  const judge = Asking.of(model).entries;
  const answers: Answer[] = [];
  const broken: string[] = [];
  for (const way of model.waysIn.filter(isMeant)) {
    const targets = way.targets.filter(
      ({ workload, protocol, port }) =>
        model.population.memberOf(workload) === end && account.asks(ports.range(protocol, port, port)),
    );
    if (targets.length === 0 && !isMeantFor(account, way, end)) continue;
    addWay(account, way);
    for (const { answer, text } of way.legs) if (answer === Answer.DENIED) broken.push(text);
    for (const target of targets) {
      const answer = answered(ports, judge.of(way, target), asked);
      answers.push(answer);
      const at = ports.range(target.protocol, target.port, target.port);
      for (const from of judge.sources(way, target)) {
        addPolicyLegs(account, from, { name: end.name, ends: end.classes, member: end }, at);
      }
      const nodesAlone = judge.nodesAlone(way, target);
      const doubts = nodesAlone ? [nodesAlone] : judge.doubtsOfAddresses(way, end);
      for (const text of answer === Answer.UNKNOWN ? doubts : [])
        account.add({ leg: 'ingress', answer: Answer.UNKNOWN, text, decidedBy: [] });
    }
  }
  if (account.legs.length === 0) {
    const text = `no Ingress, route or Service of type LoadBalancer or NodePort leads to ${account.askedText} of ${end.name}`;
    account.add({ leg: 'route', answer: Answer.DENIED, text, decidedBy: [] });
    account.hint('write an Ingress or a route whose backend is a Service that selects these pods');
  }
  // Where a way gets as far as the policies, it is they that are in the way.
  if (answers.length === 0) for (const text of broken) account.hint(text);
  // One way that leads there is enough.
  if (answers.includes(Answer.ALLOWED)) return Answer.ALLOWED;
  return answers.includes(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.DENIED;
}

function addWay(account: Account, { url, legs, entry }: WayIn): void {
  for (const { leg, answer, text, decidedBy } of legs) {
    const places = decidedBy.map((field) => `${nameOf(field.object)} (${whereIs(field)})`);
    const isUnsaid = leg === 'controller' && !entry.pods && !entry.addresses && !entry.entity;
    account.add({
      leg,
      answer: isUnsaid ? Answer.UNKNOWN : answer,
      text: leg === 'route' || answer === Answer.DENIED ? `${url}: ${text}` : text,
      decidedBy: [...new Set(places)],
    });
  }
}

/** Whether a way that leads nowhere was meant for these pods: what brings it names one of their Services. */
function isMeantFor({ model }: Account, { answer, origin }: WayIn, { workload }: Member): boolean {
  if (answer !== Answer.DENIED || !workload) return false;
  const named = servicesNamedBy(model.network, origin);
  return model.addressing.servicesOf(workload).some(({ object }) => named.has(`${object.namespace}/${object.name}`));
}

/** The Services that an Ingress or a route names as its backends; a Service names itself. */
function servicesNamedBy({ routes, ingresses }: Network, origin: ObjectRef): ReadonlySet<string> {
  const route = routes.find(({ object }) => object === origin);
  const refs = route?.rules.flatMap(({ backends }) => backends) ?? [];
  const ingress = ingresses.find(({ object }) => object === origin);
  const paths = ingress?.rules.flatMap((rule) => rule.paths.map(({ backend }) => backend)) ?? [];
  const backends = [...paths, ...(ingress?.defaultBackend ? [ingress.defaultBackend] : [])];
  return new Set([
    `${origin.namespace}/${origin.name}`,
    ...refs.map(({ namespace, name }) => `${namespace}/${name}`),
    ...backends.map(({ service }) => `${origin.namespace}/${service?.name}`),
  ]);
}
