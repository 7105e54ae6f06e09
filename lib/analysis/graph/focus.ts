import { valueError } from '../../errors';
import type { Member, Population } from '../evaluate/population';
import type { ListOptions } from './connection-list';

/** Which workloads the edges of a list must have at one of their ends. */
export class Focus {
  /**
   * @throws when there is no such workload, or when the direction is none
   */
  public static of({ focus, direction }: ListOptions, population: Population): Focus {
    if (direction !== undefined && direction !== 'ingress' && direction !== 'egress') {
      throw valueError({
        law: 'the direction of a list must be ingress or egress',
        got: direction,
        remedy: 'leave it out for both',
      });
    }
    if (focus !== undefined) return new Focus(new Set(membersNamed(focus, population)), direction);
    if (direction === undefined) return new Focus(undefined, undefined);
    throw valueError({ law: 'a direction needs a focus', remedy: 'say whose connections are meant, as in shop/web' });
  }

  private constructor(
    private readonly members: ReadonlySet<Member> | undefined,
    private readonly direction: 'ingress' | 'egress' | undefined,
  ) {}

  /** Whether an edge is meant; an end that is no workload is left out. */
  public covers(from: Member | undefined, to?: Member | undefined): boolean {
    return this.coversSource(from) || this.coversDestination(to);
  }

  /** Whether there may be edges from a workload that are meant. */
  public mayStart(from: Member): boolean {
    return this.coversSource(from) || this.direction !== 'egress';
  }

  private coversSource(from: Member | undefined): boolean {
    return !this.members || (this.direction !== 'ingress' && from !== undefined && this.members.has(from));
  }

  private coversDestination(to: Member | undefined): boolean {
    return !this.members || (this.direction !== 'egress' && to !== undefined && this.members.has(to));
  }
}

/**
 * The workloads of a name: `shop/web`, `shop/deployment/web`, `shop/*` or `*`.
 *
 * @throws when there is none
 */
export function membersNamed(text: string, population: Population): readonly Member[] {
  const found = tryMembersNamed(text, population);
  if (found.length > 0) return found;
  const [namespace] = text.split('/');
  const close = population.inNamespace(namespace);
  const known = (close.length > 0 ? close : population.workloads).map(({ name }) => name);
  throw valueError({
    law: 'a workload must be one of the manifests',
    got: text,
    remedy: known.length > 0 ? `there is ${clipped(known)}` : 'the manifests have none',
  });
}

/** The same; empty where there is none. */
export function tryMembersNamed(text: string, population: Population): readonly Member[] {
  if (text === '*' || text === '*/*') return population.workloads;
  if (text.endsWith('/*')) {
    const namespace = text.slice(0, -'/*'.length);
    return population.inNamespace(namespace);
  }
  const found = population.workload(text);
  return found ? [found] : [];
}

/** Enough names to find the one that was meant. */
const SHOWN = 12;

function clipped(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return more > 0 ? `${names.slice(0, SHOWN).join(', ')} and ${more} more` : names.join(', ');
}
