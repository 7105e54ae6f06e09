import { valueError } from '../../errors';
import { tryRangeOf } from '../evaluate/address-range';
import type { EndId } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import { membersNamed, tryMembersNamed } from '../graph/focus';
import type { Model } from '../model';
import type { ServiceFacts } from '../network/services';

/** Who is meant by the text at one end of a question. */
export type Party =
  /** Workloads; more than one where the text has a `*`. */
  | { readonly kind: 'workloads'; readonly text: string; readonly members: readonly Member[] }
  /** Addresses outside: a question is about all of them. */
  | { readonly kind: 'addresses'; readonly text: string; readonly ends: readonly EndId[] }
  | { readonly kind: 'service'; readonly text: string; readonly service: ServiceFacts }
  /** A Gateway or an ingress controller. */
  | { readonly kind: 'entry'; readonly text: string };

/**
 * Who is meant: `shop/web`, `shop/deployment/web`, `shop/*`, `203.0.113.7`, `10.0.0.0/8`, `external:10.0.0.0/8`,
 * `shop/service/api`, or an entry as lists name it, such as `ingress-controller`.
 *
 * A name is that of a workload first, then that of an entry, then that of a Service.
 *
 * @throws when nobody is
 */
export function partyOf(model: Model, text: string): Party {
  const range = tryRangeOf(text.replace(/^external:/, ''));
  if (range) {
    const { reach } = model;
    const ends = reach.addresses.classesOver(range).map((each) => reach.addressEnd(each));
    if (ends.length > 0) return { kind: 'addresses', text, ends };
    throw valueError({
      law: 'addresses outside must not be those of pods',
      got: text,
      remedy: 'name the workload instead, as in shop/web',
    });
  }
  if (text.endsWith('*')) return { kind: 'workloads', text, members: membersNamed(text, model.population) };
  const members = tryMembersNamed(text, model.population);
  if (members.length > 0) return { kind: 'workloads', text, members };
  if (model.waysIn.some(({ entry }) => entry.name === text)) return { kind: 'entry', text };
  const service = serviceNamed(model, text);
  if (service) return { kind: 'service', text, service };
  return { kind: 'workloads', text, members: membersNamed(text, model.population) };
}

/** `shop/api` or `shop/service/api`. */
function serviceNamed({ addressing }: Model, text: string): ServiceFacts | undefined {
  const steps = text.split('/');
  const isLong = steps.length === 3 && (steps[1] === 'service' || steps[1] === 'svc');
  if (!isLong && steps.length !== 2) return undefined;
  return addressing.service(steps[0], steps[steps.length - 1]);
}
