import { valueError } from '../../errors';
import { checkKnownOptions, checkObject } from '../../traffic';
import type { IBackend, IExternalBackend } from '../backend';
import { GrpcMatch } from '../grpc/grpc-match';
import type { GrpcRouteRule } from '../grpc/grpc-rule';
import { checkFieldName, checkHeaderValue } from './http-fields';
import { HttpFilter } from './http-filter';
import { HttpMatch } from './http-match';
import type { HttpRouteRule } from './http-rule';
import type { WeightedBackend } from './http-split';
import { percentWeights } from './percent-weights';

const RELEASE = Symbol.for('cdk8s-networking.Release');

/** A header by which requests ask for one of two versions. */
export interface ReleaseHeader {
  /** Its name, such as `x-canary`. */
  readonly name: string;
  /** What it says, such as `yes`. */
  readonly value: string;
}

/** A version beside a new one that gets a part of the requests. */
export interface CanaryOptions {
  /** Who answers the rest of the requests. */
  readonly stable: IBackend | IExternalBackend;

  /** Who answers a part of them. */
  readonly canary: IBackend | IExternalBackend;

  /** How many requests in a hundred the canary answers, from 0 to 100, with at most 4 decimals. */
  readonly percent: number;

  /**
   * A header by which requests ask for the canary, whatever the percentage.
   *
   * @default - none
   */
  readonly header?: ReleaseHeader;

  /**
   * Who gets a copy of each request that doesn't ask by the header, and answers nobody: the canary itself, say, before it
   * gets requests of its own. What copies change, they change a second time.
   *
   * @default - nobody
   */
  readonly mirrorTo?: IBackend | IExternalBackend;

  /**
   * The port of the Services.
   *
   * @default - the first port of each
   */
  readonly port?: number;
}

/** One of two versions that take turns. */
export enum ReleaseColor {
  /** The one that is called blue. */
  BLUE = 'blue',
  /** The one that is called green. */
  GREEN = 'green',
}

/** Two versions of which one answers all requests. */
export interface BlueGreenOptions {
  /** The version that is called blue. */
  readonly blue: IBackend | IExternalBackend;

  /** The version that is called green. */
  readonly green: IBackend | IExternalBackend;

  /** Which of them answers. */
  readonly live: ReleaseColor;

  /**
   * A header by which requests ask for the other one, to try it before the switch.
   *
   * @default - none
   */
  readonly preview?: ReleaseHeader;

  /**
   * The port of the Services.
   *
   * @default - the first port of each
   */
  readonly port?: number;
}

interface Parts {
  readonly split: WeightedBackend[];
  readonly port?: number;
  /** By which header requests ask for one of them. */
  readonly header?: ReleaseHeader;
  readonly asked: IBackend | IExternalBackend;
  readonly mirrorTo?: IBackend | IExternalBackend;
}

/**
 * Two versions of a service behind one route.
 *
 * The policies of both let the data plane in from the start, also that of a version without requests: to change the
 * percentage, or to switch, changes the route alone, and takes effect at once.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const stable = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const canary = new InternalService(shop, 'api-next', { image: 'ghcr.io/acme/api:2.0', port: 8080 });
 * const release = Release.canary({ stable, canary, percent: 10, header: { name: 'x-canary', value: 'yes' } });
 * new HttpRoute(shop, 'public-api', {
 *   gateway: Gateway.shared(shop),
 *   hostnames: ['api.example.com'],
 *   tls: Tls.secret('api-tls'),
 *   rules: release.rules(),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/guides/traffic-splitting/
 */
export class Release {
  /**
   * A new version that gets a part of the requests.
   *
   * @param options - both versions, and how much the new one gets
   * @throws when the percentage is none or has more than 4 decimals, or the header is malformed
   */
  public static canary(options: CanaryOptions): Release {
    const what = 'a canary release';
    checkObject(what, options);
    checkKnownOptions(what, options, ['stable', 'canary', 'percent', 'header', 'mirrorTo', 'port']);
    const { stable, canary, percent, header, mirrorTo, port } = options;
    const [rest, part] = percentWeights(percent);
    checkHeader('the `header` of a canary release', header);
    const split = [
      { to: stable, weight: rest },
      { to: canary, weight: part },
    ];
    return new Release({ split, port, header, asked: canary, mirrorTo });
  }

  /**
   * Two versions that take turns.
   *
   * @param options - both versions, and which of them answers
   * @throws when `live` is none of the two, or the header is malformed
   */
  public static blueGreen(options: BlueGreenOptions): Release {
    const what = 'a blue-green release';
    checkObject(what, options);
    checkKnownOptions(what, options, ['blue', 'green', 'live', 'preview', 'port']);
    const { blue, green, live, preview, port } = options;
    if (!Object.values(ReleaseColor).includes(live)) {
      throw valueError({
        law: `the \`live\` of ${what} must be ReleaseColor.BLUE or ReleaseColor.GREEN`,
        got: live,
        remedy: 'name the version that answers',
      });
    }
    checkHeader('the `preview` of a blue-green release', preview);
    const isBlue = live === ReleaseColor.BLUE;
    const split = [
      { to: blue, weight: isBlue ? 1 : 0 },
      { to: green, weight: isBlue ? 0 : 1 },
    ];
    return new Release({ split, port, header: preview, asked: isBlue ? green : blue });
  }

  /**
   * Whether this is a Release, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isRelease(x: unknown): boolean {
    return typeof x === 'object' && x !== null && RELEASE in x;
  }

  private constructor(private readonly parts: Parts) {
    Object.defineProperty(this, RELEASE, { value: true });
  }

  /**
   * The rules of an HttpRoute: for requests that ask by the header, where there is one, and for all others.
   *
   * @param match - which requests they are for; every path unless given
   * @throws when it is no HttpMatch, or names the header already
   */
  public rules(match: HttpMatch = HttpMatch.path('/')): HttpRouteRule[] {
    if (!HttpMatch.isHttpMatch(match)) throw noMatch(match, "HttpMatch.path('/admin')");
    const { header } = this.parts;
    const asking = header && { ...this.forAsking, matches: [match.header(header.name, header.value)] };
    return [...(asking ? [asking] : []), { ...this.forOthers, matches: [match] }];
  }

  /**
   * The rules of a GrpcRoute: for calls that ask by the header, where there is one, and for all others.
   *
   * @param match - which calls they are for; every call unless given
   * @throws when it is no GrpcMatch, or names the header already
   */
  public grpcRules(match: GrpcMatch = GrpcMatch.everything()): GrpcRouteRule[] {
    if (!GrpcMatch.isGrpcMatch(match)) throw noMatch(match, "GrpcMatch.service('acme.Orders')");
    const { header } = this.parts;
    const asking = header && { ...this.forAsking, matches: [match.header(header.name, header.value)] };
    return [...(asking ? [asking] : []), { ...this.forOthers, matches: [match] }];
  }

  private get forAsking(): Pick<HttpRouteRule, 'backends' | 'port'> {
    const { asked, port } = this.parts;
    return { backends: [asked], port };
  }

  private get forOthers(): Pick<HttpRouteRule, 'split' | 'port' | 'filters'> {
    const { split, port, mirrorTo } = this.parts;
    const copies = mirrorTo && HttpFilter.mirror(mirrorTo, port === undefined ? {} : { port });
    return { split: [...split], port, ...(copies ? { filters: [copies] } : {}) };
  }
}

function checkHeader(what: string, header: ReleaseHeader | undefined): void {
  if (header === undefined) return;
  checkObject(what, header);
  checkKnownOptions(what, header, ['name', 'value']);
  checkFieldName('the name of a header', header.name);
  checkHeaderValue(header.name, header.value);
}

function noMatch(got: unknown, example: string): Error {
  const [kind] = example.split('.');
  return valueError({ law: `the match of these rules must be of ${kind}`, got, remedy: `write it as in ${example}` });
}
