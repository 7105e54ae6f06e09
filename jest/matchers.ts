import { AssertionError } from 'node:assert';
import { type IConnectable, NetworkAssertions, type Peer, type Port, type Workload } from 'cdk8s-networking';
import type { IConstruct } from 'constructs';

/** Who is meant by an end of a connection. */
export type End = IConstruct | IConnectable | Workload | Peer | string;

/** What is tested: an app, anything in it, or what was read of one. */
export type Tested = IConstruct | NetworkAssertions;

/** What a matcher tells its runner. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: each declaration of an interface must have the same parameters
    interface Matchers<R, T = {}> {
      /**
       * That one may open a connection to another.
       *
       * @param from - who opens it: a construct that runs pods, a Peer of addresses, or a text such as `shop/web`
       * @param to - who answers it
       * @param port - the port of the pod, of a Service its own; some port unless given
       */
      toAllow(from: End, to: End, port?: Port): R;

      /**
       * That one may not open a connection to another.
       *
       * @param from - who would open it
       * @param to - who would answer it
       * @param port - the port of the pod, of a Service its own; every port unless given
       */
      toDeny(from: End, to: End, port?: Port): R;

      /**
       * That a workload reaches each of some others, and nobody else.
       *
       * @param from - the workload
       * @param to - all that it reaches
       */
      toReachOnly(from: End, to: readonly End[]): R;

      /**
       * That a workload is reached by each of some others, and by nobody else.
       *
       * @param to - the workload
       * @param from - all that reach it
       */
      toBeReachedOnlyBy(to: End, from: readonly End[]): R;

      /** That a synth would write the manifests, and say of them nothing worse than a note. */
      toSynthesizeCleanly(): R;
    }
  }
}

/** What a runner tells a matcher. */
interface Runner {
  /** Whether it was asked by `.not`. */
  readonly isNot?: boolean;
}

/** The matchers, for `expect.extend()` of any runner that takes jest's. */
export const matchers = {
  toAllow(this: Runner, tested: Tested, from: End, to: End, port?: Port): MatcherResult {
    const network = networkOf(tested);
    return this.isNot ? inverted(() => network.denies(from, to, port)) : result(() => network.allows(from, to, port));
  },

  toDeny(this: Runner, tested: Tested, from: End, to: End, port?: Port): MatcherResult {
    const network = networkOf(tested);
    return this.isNot ? inverted(() => network.allows(from, to, port)) : result(() => network.denies(from, to, port));
  },

  toReachOnly(this: Runner, tested: Tested, from: End, to: readonly End[]): MatcherResult {
    if (this.isNot) throw saysNothing('toReachOnly', 'toAllow');
    return result(() => networkOf(tested).reachesOnly(from, [...to]));
  },

  toBeReachedOnlyBy(this: Runner, tested: Tested, to: End, from: readonly End[]): MatcherResult {
    if (this.isNot) throw saysNothing('toBeReachedOnlyBy', 'toAllow');
    return result(() => networkOf(tested).isReachedOnlyBy(to, [...from]));
  },

  toSynthesizeCleanly(this: Runner, tested: Tested): MatcherResult {
    if (this.isNot) throw saysNothing('toSynthesizeCleanly', 'toThrow');
    return result(() => networkOf(tested).synthesizesCleanly());
  },
};

function networkOf(tested: Tested): NetworkAssertions {
  return tested instanceof NetworkAssertions ? tested : NetworkAssertions.of(tested);
}

/** What doesn't hold fails the test; what is wrongly asked is an error, with `.not` as without. */
function result(assertion: () => void): MatcherResult {
  const failure = failureOf(assertion);
  return { pass: failure === undefined, message: () => failure ?? '' };
}

/** With `.not`, the opposite is what must hold: what no manifest tells is neither allowed nor denied. */
function inverted(opposite: () => void): MatcherResult {
  const failure = failureOf(opposite);
  return { pass: failure !== undefined, message: () => failure ?? '' };
}

function failureOf(assertion: () => void): string | undefined {
  try {
    assertion();
    return undefined;
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
}

function saysNothing(matcher: string, other: string): Error {
  return new Error(
    `\`.not.${matcher}\` holds for whatever reason something else is so; say what must be, such as by \`${other}\``,
  );
}
