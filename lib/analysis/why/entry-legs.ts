import { Answer } from '../answer';
import type { WayIn } from '../entry/way-in';
import type { Member } from '../evaluate/population';
import { EntryJudge } from '../graph/entry-judge';
import { nameOf, whereIs } from '../network/place';
import { answered } from '../question/ask';
import type { Account } from './account';
import { addPolicyLegs } from './policy-legs';

/** Adds every way through the entries that are meant, from the listener to the policies of the pods. */
export function addEntries(account: Account, end: Member, isMeant: (way: WayIn) => boolean): Answer {
  const { model, asked } = account;
  const { ports } = model.reach;
  const judge = new EntryJudge(model);
  const answers: Answer[] = [];
  for (const way of model.waysIn.filter(isMeant)) {
    const targets = way.targets.filter(
      ({ workload, protocol, port }) =>
        model.population.memberOf(workload) === end && account.asks(ports.range(protocol, port, port)),
    );
    if (targets.length === 0 && !isMeantFor(account, way, end)) continue;
    addWay(account, way);
    for (const target of targets) {
      answers.push(answered(ports, judge.of(way, target), asked));
      const at = ports.range(target.protocol, target.port, target.port);
      for (const pods of model.podsOf(way.entry)) {
        const from = { name: way.entry.name, ends: pods.classes, member: pods };
        addPolicyLegs(account, from, { name: end.name, ends: end.classes, member: end }, at);
      }
    }
  }
  if (account.legs.length === 0) {
    const text = `no Ingress, route or Service of type LoadBalancer or NodePort leads to ${account.askedText} of ${end.name}`;
    account.add({ leg: 'route', answer: Answer.DENIED, text, decidedBy: [] });
    account.hint('write an Ingress or a route whose backend is a Service that selects these pods');
  }
  // One way that leads there is enough.
  if (answers.includes(Answer.ALLOWED)) return Answer.ALLOWED;
  return answers.includes(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.DENIED;
}

function addWay(account: Account, { url, legs, entry }: WayIn): void {
  for (const { leg, answer, text, decidedBy } of legs) {
    const places = decidedBy.map((field) => `${nameOf(field.object)} (${whereIs(field)})`);
    const isUnsaid = leg === 'controller' && !entry.pods;
    account.add({
      leg,
      answer: isUnsaid ? Answer.UNKNOWN : answer,
      text: leg === 'route' || answer === Answer.DENIED ? `${url}: ${text}` : text,
      decidedBy: [...new Set(places)],
    });
    if (answer === Answer.DENIED) account.hint(text);
  }
}

/** Whether a way that leads nowhere was meant for these pods: it ends at one of their Services. */
function isMeantFor({ model }: Account, { answer, service, legs }: WayIn, { workload }: Member): boolean {
  if (answer !== Answer.DENIED || !workload) return false;
  return model.addressing.servicesOf(workload).some(({ object }) => {
    const name = `${object.namespace}/${object.name}`;
    return service?.startsWith(`${name}:`) || legs.some(({ text }) => text.includes(name));
  });
}
