import { Answer } from '../../analysis';
import type { ICheck } from '../check';
import type { EntryTarget, Evidence, FieldPath, Member, Place, WayIn } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { byText, connectionText, fewOf, firstOf, portOf } from '../stakes';

/**
 * Finds pods that a route, an Ingress, a Service or a port of their node brings to the outside, and whose policies don't let
 * in what carries the requests: the data plane of the Gateway, the ingress controller, or the clients themselves.
 *
 * Where the data plane is, the cluster profile says. It is silent where it doesn't and some pods might pass; where a Service
 * lets in by one of its ways, as by its load balancer and not by the ports of the nodes; and where clients may come with the
 * address of the node of the pods, which always reaches them: with `externalTrafficPolicy: Local` they don't.
 */
export class ExposedNotReachable implements ICheck {
  public readonly id = 'exposed-not-reachable';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'pods that are exposed, and whose policies deny it to what brings the requests';
  public readonly condition = 'none';
  public readonly harm = 'requests time out, and are answered with 503 or 504 at best';
  public readonly remedy = 'let the pods of the Gateway or the ingress controller in, on the port of the pods';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return passagesIn(evidence).flatMap((passage) => {
      const { way, member, isOpen } = passage;
      if (isOpen) return [];
      const text = `policies don't let ${carrierText(way, 'what carries its requests')} in to ${portText(passage, evidence)}`;
      return [inspection._at(way.origin, pathOf(way), text, fewOf(linesOf(passage, member, evidence)))];
    });
  }
}

/** All ways of one object by one entry to one port of pods. */
interface Passage {
  readonly way: WayIn;
  readonly target: EntryTarget;
  readonly member: Member;
  readonly urls: string[];
  /** Whether policies may let one of them through. */
  isOpen: boolean;
}

function passagesIn(evidence: Evidence): Passage[] {
  const { governance, waysIn } = evidence;
  const byOrigin = new Map<Place, Map<string, Passage>>();
  for (const way of waysIn) {
    for (const target of way.answer === Answer.DENIED ? [] : way.targets) {
      const member = governance.memberOf(target.workload);
      const passages = byOrigin.get(way.origin) ?? new Map<string, Passage>();
      byOrigin.set(way.origin, passages);
      const key = `${way.entry.name}\n${member.name}\n${target.protocol} ${target.port}`;
      const passage = passages.get(key) ?? { way, target, member, urls: [], isOpen: false };
      passages.set(key, passage);
      passage.urls.push(way.url);
      passage.isOpen ||= governance.entering(way, target).possible !== governance.ports.none;
    }
  }
  return [...byOrigin.values()].flatMap((passages) => [...passages.values()]);
}

function linesOf({ way, target, urls }: Passage, member: Member, evidence: Evidence): string[] {
  const { governance } = evidence;
  const asked = portOf(governance, target);
  const connection = connectionText(governance, carrierText(way, 'its clients'), member.name, asked);
  const by = byText(evidence, governance.denyingEntry(way, target));
  const what = pathOf(way).includes('filters') ? 'a filter of ' : '';
  return firstOf(urls).map((url) => `${what}${url} would time out: ${connection} is denied${by}`);
}

/** The pods that connect; of a Service or a port of a node they are the clients or the nodes. */
function carrierText({ entry }: WayIn, others: string): string {
  return entry.kind === 'gateway' || entry.kind === 'ingress-controller' ? entry.name : others;
}

function portText({ member, target }: Passage, { governance }: Evidence): string {
  return `${member.name} on ${governance.ports.text(portOf(governance, target))}`;
}

/** Where the object says that it leads there. */
function pathOf({ origin, legs }: WayIn): FieldPath {
  const fields = legs.filter(({ leg }) => leg === 'route' || leg === 'backend').flatMap(({ decidedBy }) => decidedBy);
  return fields.find(({ object }) => object === origin)?.path ?? [];
}
