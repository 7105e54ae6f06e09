import { valueError } from '../../errors';
import type { PodTarget } from '../addressing/target';
import { Answer } from '../answer';
import type { WayIn } from '../entry/way-in';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import { portsAsked } from '../graph/port-query';
import type { Model } from '../model';
import { nameOf, whereIs } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { Asking, answered } from '../question/ask';
import { type Party, partyOf } from '../question/party';
import { type Lack, type RulePeer, remedyOf } from './remedy';
import { type Side, sideLeg } from './side';
import type { WhyLeg, WhyOptions, WhyReport } from './why-report';

/** What stands for everyone outside, whichever way they come in. */
export const OUTSIDE = 'outside';

/**
 * Why one may connect to another, or may not: leg by leg, in the order in which a connection meets them.
 *
 * @param from - as in a list; `outside` for whatever comes through entries
 * @throws when an end is nobody or more than one, or the port is none
 */
export function explain(model: Model, from: string, to: string, options: WhyOptions = {}): WhyReport {
  return new Explanation(model, from, to, portsAsked(model.reach.ports, options.port)).report();
}

class Explanation {
  private readonly legs: WhyLeg[] = [];
  private readonly lacks: Lack[] = [];
  private readonly hints: string[] = [];

  public constructor(
    private readonly model: Model,
    private readonly from: string,
    private readonly to: string,
    private readonly asked: PortSetId,
  ) {}

  public report(): WhyReport {
    const { model, from, to, asked } = this;
    const { ports } = model.reach;
    const target = partyOf(model, to);
    const answer = from === OUTSIDE ? this.fromEntries(target, () => true) : this.fromOne(partyOf(model, from), target);
    const remedies = [...this.lacks.map(remedyOf), ...this.hints];
    return {
      from,
      to,
      ports: asked === ports.all ? 'any port' : ports.text(asked),
      answer,
      legs: this.legs,
      ...(answer !== Answer.ALLOWED && remedies.length > 0 ? { remedy: [...new Set(remedies)].join('\n') } : {}),
    };
  }

  private fromOne(source: Party, target: Party): Answer {
    const { model, asked } = this;
    if (source.kind === 'entry') return this.fromEntries(target, ({ entry }) => entry.name === source.text);
    const [pair] = new Asking(model).pairsOf(source.text, target.text, asked);
    const answer = answered(model.reach.ports, pair.judgement, asked);
    const start = source.kind === 'workloads' ? one(source) : undefined;
    if (target.kind === 'service') return this.toService(start, source, target.service, answer);
    if (target.kind === 'workloads') {
      const end = one(target);
      if (start === end) return this.toItself(end, answer);
      const named = start ? this.byName(start, end) : [];
      this.legs.push(...named);
      this.between(endsOf(source), end.classes, this.from, this.to, asked, start, end);
      return answer;
    }
    if (target.kind === 'addresses') this.between(endsOf(source), target.ends, this.from, this.to, asked, start);
    return answer;
  }

  private toItself(member: Member, answer: Answer): Answer {
    if (member.hasReplicas) {
      this.between(member.classes, member.classes, this.from, this.to, this.asked, member, member);
      return answer;
    }
    this.legs.push({ leg: 'itself', answer, text: 'a pod always reaches itself', decidedBy: [] });
    return answer;
  }

  /** The Services by which a client may name the pods, and whether it can resolve their names. */
  private byName(start: Member, end: Member): WhyLeg[] {
    const { addressing, reach } = this.model;
    const stops = end.workload
      ? addressing.servicesOf(end.workload).flatMap((service) => this.stopsOf(service, end))
      : [];
    const fitting = stops.filter(({ target }) => {
      const at = reach.ports.range(target.protocol, target.port, target.port);
      return reach.ports.intersection(at, this.asked) !== reach.ports.none;
    });
    if (fitting.length === 0) {
      const text = `no Service leads to ${this.askedText()} of ${end.name}: a client must know the address of a pod`;
      return [{ leg: 'name', answer: Answer.UNKNOWN, text, decidedBy: [] }];
    }
    const legs = fitting.map(({ service, port, target }) => this.serviceLeg(service, port, [target]));
    return [...legs, this.dnsLeg(start)];
  }

  private toService(start: Member | undefined, source: Party, service: ServiceFacts, answer: Answer): Answer {
    const { addressing, population, reach } = this.model;
    if (start) this.legs.push(this.dnsLeg(start));
    const fitting = service.ports.filter(({ protocol, port }) => {
      const own = reach.ports.range(protocol, port, port);
      return reach.ports.intersection(own, this.asked) !== reach.ports.none;
    });
    if (fitting.length === 0) {
      const has = service.ports.map(({ protocol, port }) => `${protocol} ${port}`).join(', ') || 'none';
      const text = `${nameOf(service.object)} doesn't have ${this.askedText()}; its ports are ${has}`;
      this.legs.push({ leg: 'Service', answer: Answer.DENIED, text, decidedBy: [placed(service)] });
      this.hints.push(`ask for a port of the Service, or of the pods themselves: ${has}`);
      return Answer.DENIED;
    }
    for (const port of fitting) {
      const targets = addressing.targets(service, port);
      const pods = targets.flatMap((target) => (target.kind === 'pods' ? [target] : []));
      this.legs.push(this.serviceLeg(service, port, pods));
      for (const target of targets) {
        if (target.kind !== 'problem') continue;
        this.legs.push({ leg: 'Service', answer: Answer.DENIED, text: target.problem, decidedBy: [placed(service)] });
        this.hints.push(target.problem);
      }
      for (const target of pods) {
        const end = population.memberOf(target.workload);
        if (end === start && !end.hasReplicas) continue;
        const at = reach.ports.range(target.protocol, target.port, target.port);
        this.between(endsOf(source), end.classes, this.from, end.name, at, start, end);
      }
    }
    const dns = this.legs.find(({ leg }) => leg === 'DNS');
    return dns?.answer === Answer.DENIED ? Answer.DENIED : answer;
  }

  private stopsOf(service: ServiceFacts, end: Member) {
    return service.ports.flatMap((port) =>
      this.model.addressing
        .targets(service, port)
        .flatMap((target) =>
          target.kind === 'pods' && target.workload === end.workload ? [{ service, port, target }] : [],
        ),
    );
  }

  private serviceLeg(service: ServiceFacts, port: ServicePortFacts, pods: readonly PodTarget[]): WhyLeg {
    const { name, namespace } = service.object;
    const host = `${name}.${namespace}.svc.${this.model.dns.clusterDomain}`;
    const isCertain = pods.length > 0 && pods.every((pod) => pod.isCertain);
    const leads = pods.map(
      (pod) => `${pod.protocol} ${pod.port} of ${this.model.population.memberOf(pod.workload).name}`,
    );
    return {
      leg: 'Service',
      answer: pods.length === 0 ? Answer.DENIED : isCertain ? Answer.ALLOWED : Answer.UNKNOWN,
      text:
        pods.length === 0
          ? `${host}:${port.port} leads to no pod`
          : `${host}:${port.port} leads to ${[...new Set(leads)].join(', ')}`,
      decidedBy: [placed(service)],
    };
  }

  private dnsLeg(start: Member): WhyLeg {
    const { dns, dnsPods, reach } = this.model;
    const asked = dns.ports.reduce(
      (sum, { protocol, first, last }) => reach.ports.union(sum, reach.ports.range(protocol, first, last)),
      reach.ports.none,
    );
    const found = dnsPods.map((pods) => ({ pods, judgement: new Asking(this.model).between(start, pods) }));
    const needed = `names need ${reach.ports.text(asked)} to ${dns.peer}`;
    if (found.some(({ judgement }) => reach.ports.contains(judgement.allowed, asked))) {
      return { leg: 'DNS', answer: Answer.ALLOWED, text: `${start.name} can resolve names: ${needed}`, decidedBy: [] };
    }
    const isPossible = found.some(({ judgement }) => reach.ports.contains(judgement.possible, asked));
    const [{ pods }] = found;
    const missing = reach.ports.difference(asked, found[0].judgement.allowed);
    for (const end of pods.classes) {
      const side = { direction: 'egress' as const, subject: start.classes[0], peer: end, subjectName: start.name };
      const { leg, governing } = sideLeg(reach, { ...side, peerName: 'the cluster DNS', asked: missing });
      if (leg.answer === Answer.DENIED && governing.length > 0) {
        const peer = {
          kind: 'pods' as const,
          namespace: dns.namespace,
          labels: dns.peer.selections[0]?.pods.labels ?? {},
        };
        this.lacks.push({
          direction: 'egress',
          namespace: start.namespace ?? '',
          governing,
          peers: [peer],
          ports: reach.ports.texts(missing),
        });
      }
      const answer = isPossible ? Answer.UNKNOWN : Answer.DENIED;
      const verb = isPossible ? 'may not be able to' : "can't";
      return {
        leg: 'DNS',
        answer,
        text: `${start.name} ${verb} resolve names: ${needed}; ${leg.text}`,
        decidedBy: leg.decidedBy,
      };
    }
    return { leg: 'DNS', answer: Answer.UNKNOWN, text: needed, decidedBy: [] };
  }

  /** What policies say on both sides, for the pods of the first class that decides. */
  private between(
    from: readonly EndId[],
    to: readonly EndId[],
    fromName: string,
    toName: string,
    asked: PortSetId,
    start?: Member,
    end?: Member,
  ): void {
    const { reach } = this.model;
    const sides: Side[] = [
      ...(start ? this.sides('egress', from, to, fromName, toName, asked) : []),
      ...(end ? this.sides('ingress', to, from, toName, fromName, asked) : []),
    ];
    for (const direction of ['egress', 'ingress'] as const) {
      const found = sides.filter((side) => side.direction === direction).map((side) => sideLeg(reach, side));
      // Pods of one workload may differ: what doesn't hold for some of them is what matters.
      const worst =
        found.find(({ leg }) => leg.answer === Answer.DENIED) ??
        found.find(({ leg }) => leg.answer === Answer.UNKNOWN) ??
        found[0];
      if (!worst) continue;
      this.legs.push(worst.leg);
      if (worst.leg.answer === Answer.ALLOWED) continue;
      const own = direction === 'egress' ? start : end;
      const other = direction === 'egress' ? end : start;
      const otherName = direction === 'egress' ? toName : fromName;
      if (worst.governing.length > 0 && worst.leg.answer === Answer.DENIED) {
        this.lacks.push({
          direction,
          namespace: own?.namespace ?? '',
          governing: worst.governing,
          peers: peersOf(other, otherName),
          ports: asked === reach.ports.all ? this.usualPorts(end) : reach.ports.texts(asked),
        });
      } else if (worst.leg.answer === Answer.DENIED) {
        const by = worst.leg.decidedBy[0] ?? 'the policy that decides';
        this.hints.push(`let ${by} not deny it, or put a rule with action Allow or Pass before it`);
      }
    }
  }

  private sides(
    direction: 'ingress' | 'egress',
    subjects: readonly EndId[],
    peers: readonly EndId[],
    subjectName: string,
    peerName: string,
    asked: PortSetId,
  ): Side[] {
    return subjects.flatMap((subject) =>
      peers.map((peer) => ({ direction, subject, peer, subjectName, peerName, asked })),
    );
  }

  /** Every port that the pods declare: where nobody asks for one, those are what is wanted. */
  private usualPorts(end: Member | undefined): { readonly [protocol: string]: string } {
    const { ports } = this.model.reach;
    const declared = (end?.workload?.pods ?? []).flatMap((pod) => pod.ports);
    return ports.texts(
      declared.reduce(
        (sum, { protocol, number }) => ports.union(sum, ports.range(protocol, number, number)),
        ports.none,
      ),
    );
  }

  /** Every way through the entries that are meant. */
  private fromEntries(target: Party, isMeant: (way: WayIn) => boolean): Answer {
    const { model, asked } = this;
    const { ports } = model.reach;
    if (target.kind !== 'workloads') {
      throw valueError({
        law: 'what comes through an entry leads to a workload',
        got: target.text,
        remedy: 'name the workload, as in shop/web',
      });
    }
    const end = one(target);
    const answers: Answer[] = [];
    for (const way of model.waysIn.filter(isMeant)) {
      const targets = way.targets.filter(({ workload, protocol, port }) => {
        const at = ports.range(protocol, port, port);
        return model.population.memberOf(workload) === end && ports.intersection(at, asked) !== ports.none;
      });
      if (targets.length === 0 && !(way.answer === Answer.DENIED && this.mentions(way, end))) continue;
      for (const { leg, answer, text, decidedBy } of way.legs) {
        this.legs.push({
          leg,
          answer,
          text: `${way.url}: ${text}`,
          decidedBy: decidedBy.map((field) => `${nameOf(field.object)} (${whereIs(field)})`),
        });
        if (answer === Answer.DENIED) this.hints.push(text);
      }
      for (const { protocol, port } of targets) {
        const at = ports.range(protocol, port, port);
        for (const pods of model.podsOf(way.entry)) {
          const before = this.legs.length;
          this.between(pods.classes, end.classes, way.entry.name, end.name, at, pods, end);
          const own = this.legs.slice(before).map(({ answer }) => answer);
          answers.push(worstOf([way.answer, ...own]));
        }
      }
    }
    if (this.legs.length === 0) {
      const text = `no Ingress, route or Service of type LoadBalancer or NodePort leads to ${this.askedText()} of ${end.name}`;
      this.legs.push({ leg: 'route', answer: Answer.DENIED, text, decidedBy: [] });
      this.hints.push('write an Ingress or a route whose backend is a Service that selects these pods');
    }
    if (answers.includes(Answer.ALLOWED)) return Answer.ALLOWED;
    return answers.includes(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.DENIED;
  }

  /** Whether a way that leads nowhere was meant for these pods: its backend is one of their Services. */
  private mentions({ legs }: WayIn, { workload }: Member): boolean {
    const services = workload ? this.model.addressing.servicesOf(workload) : [];
    const named = services.map(({ object }) => `${object.namespace}/${object.name}`);
    return legs.some(({ text }) => named.some((name) => text.includes(name)));
  }

  private askedText(): string {
    const { ports } = this.model.reach;
    return this.asked === ports.all ? 'any port' : ports.text(this.asked);
  }
}

function worstOf(answers: readonly Answer[]): Answer {
  if (answers.includes(Answer.DENIED)) return Answer.DENIED;
  return answers.includes(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.ALLOWED;
}

function one(party: Party & { readonly kind: 'workloads' }): Member {
  if (party.members.length === 1) return party.members[0];
  throw valueError({
    law: 'an explanation is of one workload at each end',
    got: party.text,
    remedy: `take one of ${party.members
      .map(({ name }) => name)
      .slice(0, 12)
      .join(', ')}`,
  });
}

function endsOf(party: Party): readonly EndId[] {
  if (party.kind === 'workloads') return one(party).classes;
  return party.kind === 'addresses' ? party.ends : [];
}

function peersOf(member: Member | undefined, name: string): RulePeer[] {
  if (member?.workload) {
    const [{ labels }] = member.workload.pods;
    return [{ kind: 'pods', namespace: member.namespace, labels }];
  }
  if (member) return [{ kind: 'pods', namespace: member.namespace, labels: {} }];
  const text = name.replace(/^external:/, '');
  const cidr = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  return [{ kind: 'addresses', cidr }];
}

function placed({ object }: ServiceFacts): string {
  return `${nameOf(object)} (${whereIs({ object, path: [] })})`;
}
