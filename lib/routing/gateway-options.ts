import { constructError, type Located, located } from '../errors';
import { checkObject } from '../traffic';
import { HttpFilter } from './http/http-filter';
import type { HttpTimeouts } from './http/http-timeouts';
import type { IngressOptions } from './ingress/ingress-options';

const IN_WORDS: readonly (keyof IngressOptions)[] = ['timeout', 'cors', 'rewritePrefix'];

/** What else does it where requests come by Gateway. */
const INSTEAD: Partial<Record<keyof IngressOptions, string>> = {
  backendProtocol:
    "for gRPC, make a GrpcRoute; for TLS on the way to the backend, a BackendTlsPolicy; for others, give the Service's port an `appProtocol`",
};

const BY_POLICY =
  'leave it out, serve the host by an ingress controller that can, or write the policy of the implementation beside the route';

/** The parts of a rule that don't say to whom it leads. */
interface RuleParts {
  readonly filters: HttpFilter[];
  readonly timeouts?: HttpTimeouts;
}

/** The options that the Gateway API has words for, as parts of a rule. */
export function ruleParts(place: Located, options: IngressOptions = {}): RuleParts {
  located(place, () => checkObject('the `options` of a host', options));
  const asked = Object.entries(options).filter(([, value]) => value !== undefined);
  const stray = asked.map(([name]) => name as keyof IngressOptions).find((name) => !IN_WORDS.includes(name));
  if (stray !== undefined) {
    throw constructError(place, {
      law: `the options of a host that is served by Gateway must be such as the Gateway API has words for, and it has none for \`${stray}\``,
      remedy: INSTEAD[stray] ?? BY_POLICY,
    });
  }
  const { timeout, cors, rewritePrefix } = options;
  const filters = [
    ...(cors === undefined ? [] : [HttpFilter.cors(cors)]),
    ...(rewritePrefix === undefined ? [] : [HttpFilter.rewritePrefix(rewritePrefix)]),
  ];
  return { filters, ...(timeout === undefined ? {} : { timeouts: { request: timeout } }) };
}
