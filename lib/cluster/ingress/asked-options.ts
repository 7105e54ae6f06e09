import { valueError } from '../../errors';
import type { IIngressController } from './ingress-controller';
import { IngressOption } from './ingress-option';
import { BackendProtocol, type IngressRequest } from './ingress-request';
import { controllersWith } from './option-table';

/**
 * Checks that a controller can do all that an Ingress asks for.
 *
 * @throws when it lacks an option: left out in silence, a list of clients or a password would protect nothing; or when it
 * doesn't say what it can do
 */
export function checkAskedOptions(controller: IIngressController, request: IngressRequest): void {
  if (!Array.isArray(controller.options)) {
    throw valueError({
      law: `the \`options\` of ingress controller ${controller.name} must be a list of what it can do`,
      got: controller.options,
      remedy: 'write it as in [IngressOption.SECRET_CERTIFICATE]',
    });
  }
  const lacking = OPTIONS.find((option) => !controller.options.includes(option) && ASKS[option](request));
  if (lacking === undefined) return;
  throw valueError({
    law: `an Ingress with \`${lacking}\` must be served by a controller that has it, and ${controller.name} doesn't`,
    remedy: `leave it out, or name an \`entry\` by one that does: ${controllersWith(lacking).join(', ')}`,
  });
}

const OPTIONS = Object.values(IngressOption);

/** Whether a request asks for what not every controller can do. */
const ASKS: Record<IngressOption, (request: IngressRequest) => boolean> = {
  [IngressOption.TIMEOUT]: ({ timeout }) => timeout !== undefined,
  [IngressOption.MAX_BODY_SIZE]: ({ maxBodySize }) => maxBodySize !== undefined,
  [IngressOption.STICKY_SESSION]: ({ stickySession }) => stickySession !== undefined,
  [IngressOption.STICKY_SESSION_COOKIE_NAME]: ({ stickySession }) => stickySession?.cookieName !== undefined,
  [IngressOption.STICKY_SESSION_DURATION]: ({ stickySession }) => stickySession?.seconds !== undefined,
  [IngressOption.SOURCE_RANGES]: ({ sourceRanges }) => sourceRanges !== undefined,
  [IngressOption.CORS]: ({ cors }) => cors !== undefined,
  [IngressOption.CORS_EXPOSE_HEADERS]: ({ cors }) => (cors?.exposeHeaders ?? []).length > 0,
  [IngressOption.BACKEND_HTTPS]: ({ backendProtocol }) => backendProtocol === BackendProtocol.HTTPS,
  [IngressOption.BACKEND_GRPC]: ({ backendProtocol }) => backendProtocol === BackendProtocol.GRPC,
  [IngressOption.BACKEND_GRPCS]: ({ backendProtocol }) => backendProtocol === BackendProtocol.GRPCS,
  [IngressOption.REWRITE_PREFIX]: ({ rewritePrefix }) => rewritePrefix !== undefined,
  [IngressOption.RATE_LIMIT]: ({ rateLimit }) => rateLimit !== undefined,
  [IngressOption.RATE_LIMIT_BURST]: ({ rateLimit }) => rateLimit?.burst !== undefined,
  [IngressOption.BASIC_AUTH]: ({ basicAuthSecret }) => basicAuthSecret !== undefined,
  [IngressOption.EXTERNAL_AUTH]: ({ externalAuth }) => externalAuth !== undefined,
  [IngressOption.EXTERNAL_AUTH_SIGN_IN]: ({ externalAuth }) => externalAuth?.signInUrl !== undefined,
  [IngressOption.DEFAULT_BACKEND]: ({ hasDefaultBackend }) => hasDefaultBackend,
  [IngressOption.SECRET_CERTIFICATE]: (request) => inSecret(request) && !request.isIssued,
  [IngressOption.ISSUED_CERTIFICATE]: (request) => inSecret(request) && request.isIssued,
  [IngressOption.HTTP01_CHALLENGE]: ({ isProvenByHttp }) => isProvenByHttp,
  [IngressOption.CLOUD_CERTIFICATE]: ({ cloudCertificate }) => cloudCertificate !== undefined,
};

function inSecret({ isSecure, cloudCertificate }: IngressRequest): boolean {
  return isSecure && cloudCertificate === undefined;
}
