import type { Model } from '../model';
import { OUTSIDE, partyOf } from './party';

/** Who is meant by a text, by the names that lists give them. */
export interface Named {
  /** Workloads, entries; those behind a Service. None where addresses are meant. */
  readonly names: readonly string[];
  /** Whether each of them is meant, rather than whichever of them there are. */
  readonly isEach: boolean;
  /**
   * The ports by which a Service is asked, as `TCP 80`.
   *
   * @default - it is none, or one that maps no ports
   */
  readonly servicePorts?: readonly string[];
}

/**
 * Who is meant by a text at one end of a question.
 *
 * @throws when nobody is
 */
export function namedBy(model: Model, text: string, role: 'source' | 'destination'): Named {
  const party = partyOf(model, text, role);
  switch (party.kind) {
    case 'workloads':
      return { names: party.members.map(({ name }) => name), isEach: !party.isPattern };
    case 'addresses':
      return { names: [], isEach: true };
    case 'entry': {
      const names = model.waysIn.map(({ entry }) => entry.name).filter((name) => [name, OUTSIDE].includes(party.text));
      return { names: [...new Set(names)], isEach: party.text !== OUTSIDE };
    }
    case 'service': {
      const { service } = party;
      const behind = model.addressing.backends(service).map(({ workload }) => model.population.memberOf(workload).name);
      const servicePorts = service.ports.map(({ protocol, port }) => `${protocol} ${port}`);
      return { names: behind, isEach: true, ...(!service.isHeadless && { servicePorts }) };
    }
  }
}
