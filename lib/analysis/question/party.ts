import { valueError } from '../../errors';
import { type AddressRange, networksOf, tryRangeOf } from '../evaluate/address-range';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import { membersNamed, tryMembersNamed } from '../graph/focus';
import type { Model } from '../model';
import type { ServiceFacts } from '../network/services';

/** What stands for everyone outside, by whichever entry they come in. */
export const OUTSIDE = 'outside';

/** Who is meant by the text at one end of a question. */
export type Party =
  /** Workloads; by a `*` any number of them. */
  | {
      readonly kind: 'workloads';
      readonly text: string;
      readonly members: readonly Member[];
      readonly isPattern: boolean;
    }
  /** Addresses outside, in parts that policies treat alike. */
  | { readonly kind: 'addresses'; readonly text: string; readonly parts: readonly AddressPart[] }
  | { readonly kind: 'service'; readonly text: string; readonly service: ServiceFacts }
  /** A Gateway, an ingress controller or a Service that is open to the outside; `outside` for all. */
  | { readonly kind: 'entry'; readonly text: string };

/** Addresses of one class. */
export interface AddressPart {
  /** A network of them, by which a question about them can be asked. */
  readonly text: string;
  readonly end: EndId;
}

/**
 * Who is meant: `shop/web`, `shop/deployment/web`, `shop/*`, `203.0.113.7`, `10.0.0.0/8`, `external:10.0.0.0/8`,
 * `shop/service/api`, an entry as lists name it, such as `ingress-controller`, or `outside`.
 *
 * A name is that of a workload first, then that of an entry where it opens connections, then that of a Service. The
 * address of a pod that was read means that pod.
 *
 * @throws when nobody is
 */
export function partyOf(model: Model, text: string, role: 'source' | 'destination'): Party {
  const range = tryRangeOf(text.replace(/^external:/, ''));
  if (range) return addressesIn(model, text, range);
  if (text.endsWith('*')) {
    return { kind: 'workloads', text, members: membersNamed(text, model.population), isPattern: true };
  }
  if (text === OUTSIDE && role === 'source') return { kind: 'entry', text };
  const members = tryMembersNamed(text, model.population);
  if (members.length > 0) return { kind: 'workloads', text, members, isPattern: false };
  if (role === 'source' && model.waysIn.some(({ entry }) => entry.name === text)) return { kind: 'entry', text };
  const service = serviceNamed(model, text);
  if (service) return { kind: 'service', text, service };
  return { kind: 'workloads', text, members: membersNamed(text, model.population), isPattern: false };
}

function addressesIn({ reach, population }: Model, text: string, range: AddressRange): Party {
  const pod = range.first === range.last ? population.atAddress(range.first) : undefined;
  if (pod) return { kind: 'workloads', text, members: [pod], isPattern: false };
  const parts = reach.addresses.classesOver(range).map((each) => ({
    text: firstNetwork(reach.addresses.classes[each], range),
    end: reach.addressEnd(each),
  }));
  if (parts.length > 0) {
    // What is of one class needs no other name than the one that was asked for.
    return { kind: 'addresses', text, parts: parts.length === 1 ? [{ ...parts[0], text }] : parts };
  }
  throw valueError({
    law: 'addresses outside must not be those of pods',
    got: text,
    remedy: 'name the workload instead, as in shop/web',
  });
}

/** The first network of a class that lies in the range. */
function firstNetwork(ranges: readonly AddressRange[], { first, last }: AddressRange): string {
  const shared = ranges.flatMap((each) => {
    const part = { first: each.first > first ? each.first : first, last: each.last < last ? each.last : last };
    return part.first <= part.last ? [part] : [];
  });
  return networksOf(shared.slice(0, 1))[0];
}

/** `shop/api` or `shop/service/api`. */
function serviceNamed({ addressing }: Model, text: string): ServiceFacts | undefined {
  const steps = text.split('/');
  const isLong = steps.length === 3 && (steps[1] === 'service' || steps[1] === 'svc');
  if (!isLong && steps.length !== 2) return undefined;
  return addressing.service(steps[0], steps[steps.length - 1]);
}
