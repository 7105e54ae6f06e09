import type { IBackend, IExternalBackend } from '../backend';
import type { HttpFilter } from '../http/http-filter';
import type { WeightedBackend } from '../http/http-split';
import { GrpcMatch } from './grpc-match';

/** Calls by gRPC, and where they go. */
export interface GrpcRouteRule {
  /**
   * Who answers: one of them for each call, evenly. At least one, unless the rule has a `split`.
   *
   * @default - those of the `split`
   */
  readonly backends?: (IBackend | IExternalBackend)[];

  /**
   * Who answers, and how much of the calls, in place of `backends`: `[{ to: api, weight: 90 }, { to: next, weight: 10 }]`.
   * All of their policies let the data plane in.
   *
   * @default - `backends` get the same each
   */
  readonly split?: WeightedBackend[];

  /**
   * The Service port of the backends.
   *
   * @default - the first port of each Service
   */
  readonly port?: number;

  /**
   * Which calls it is for; one that fits is enough.
   *
   * @default - every call
   */
  readonly matches?: GrpcMatch[];

  /**
   * What happens to the calls beside their delivery: changes of headers, mirrors and extensions. Others are for HTTP alone.
   *
   * @default - nothing
   */
  readonly filters?: HttpFilter[];

  /**
   * Its name, a DNS-1123 subdomain of which there is one in a route: policies of the implementation refer to it. It needs
   * Gateway API 1.4, said in the cluster profile.
   *
   * @default - none
   */
  readonly name?: string;
}

/** The matches of a rule: every call where it names none. */
export function callsOf({ matches }: GrpcRouteRule): GrpcMatch[] {
  return matches?.length ? matches : [GrpcMatch.everything()];
}

/** A rule of its own: what the caller does with the lists later changes nothing. */
export function copyOfRule(rule: GrpcRouteRule): GrpcRouteRule {
  const { backends, split, matches, filters } = rule;
  return {
    ...rule,
    backends: backends && [...backends],
    split: split?.map((part) => ({ ...part, filters: [...(part.filters ?? [])] })),
    matches: [...(matches ?? [])],
    filters: [...(filters ?? [])],
  };
}
