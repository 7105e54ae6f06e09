import type { IConstruct } from 'constructs';
import { Severity, SynthFinding } from '../checks';
import type { DeclaredConnection, DeclaredPeer } from '../policy';
import { Direction } from '../traffic';
import { type Mismatch, pathOf } from './mismatch';
import type { Origins } from './origins';
import type { SynthFound } from './synth-finding';
import type { WrittenObjects } from './written-objects';

/** As many are told one by one. */
const MOST = 20;

type Why = ReturnType<Mismatch['denied'][number]['why']>;

/** A connection that is declared and denied, as it is told. */
interface Denied {
  readonly declaredBy: IConstruct;
  readonly message: string;
  why(): Why;
}

/** Connections that are declared, and that the manifests deny. */
export function deniedFindings(
  { denied, deniedPeers }: Mismatch,
  written: WrittenObjects,
  origins: Origins,
): SynthFound[] {
  const all = [...denied.map(betweenWorkloads), ...deniedPeers.map(withPeer)];
  const told = all.slice(0, MOST).map((each) => deniedFinding(each, written, origins));
  const [next, ...others] = all.slice(MOST);
  if (!next) return told;
  const more = others.length > 0 && { evidence: [`so it is with ${others.length} more`] };
  return [...told, { ...deniedFinding(next, written, origins), ...more }];
}

function betweenWorkloads({ meant, from, to, ports, why }: Mismatch['denied'][number]): Denied {
  const { declaredBy } = meant as DeclaredConnection;
  return {
    declaredBy,
    message: messageOf(`${from} of ${pathOf(meant.from)}`, `${to} of ${pathOf(meant.to)}`, ports),
    why,
  };
}

function withPeer({ meant, name, ports, why }: Mismatch['deniedPeers'][number]): Denied {
  const { declaredBy } = meant as DeclaredPeer;
  const [own, other] = [`${name} of ${pathOf(meant.workload)}`, meant.peer.displayName];
  const ends: [string, string] = meant.direction === Direction.EGRESS ? [own, other] : [other, own];
  return { declaredBy, message: messageOf(...ends, ports), why };
}

function messageOf(from: string, to: string, ports: string): string {
  return `${from} is declared to connect to ${to}, and the manifests deny it on ${ports}`;
}

function deniedFinding({ declaredBy, message, why }: Denied, written: WrittenObjects, origins: Origins): SynthFound {
  const { legs, remedy } = why();
  const failing = legs.filter(({ answer }) => answer === 'denied');
  const deciding = written.namedIn(failing.flatMap(({ decidedBy }) => decidedBy));
  const places = deciding.flat().map((each) => placeOf(each.about, origins.of(each)));
  // Which of several it is isn't known: then none of them is what an acknowledgement would be about.
  const [[first, ...others] = []] = deciding;
  return {
    check: SynthFinding.DECLARED_BUT_DENIED,
    severity: Severity.ERROR,
    construct: declaredBy,
    ...(first?.object && others.length === 0 && { object: first.object, path: first.path }),
    message,
    evidence: [
      ...failing.map(({ leg, text }) => `${leg}: ${withoutLines(text)}`),
      ...(places.length > 0 ? [`decided by ${places.join(', ')}`] : []),
    ],
    harm: 'the connection is declared, and times out',
    remedy: withoutLines(remedy ?? 'change what denies it, or take the declaration back'),
  };
}

/** What isn't written yet is on no line. */
function withoutLines(text: string): string {
  return text.replace(/\(([^()\s]+):1\)/g, '($1)');
}

/** `NetworkPolicy shop/api (shop.k8s.yaml) of [shop/api/Policy]`. */
function placeOf(about: string, construct: IConstruct | undefined): string {
  return construct ? `${about} of [${construct.node.path}]` : about;
}
