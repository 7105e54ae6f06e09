import {
  BackendProtocol,
  checkAskedOptions,
  type IIngressController,
  IngressControllers,
  IngressOption,
} from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const SUBNETS = { subnetRanges: ['10.0.0.0/24'] };

const CONTROLLERS: IIngressController[] = [
  IngressControllers.awsLoadBalancer(SUBNETS),
  IngressControllers.azureApplicationGateway(SUBNETS),
  IngressControllers.cilium(),
  IngressControllers.contour(),
  IngressControllers.gke(),
  IngressControllers.haproxy(),
  IngressControllers.ingressNginx(),
  IngressControllers.istioIngress(),
  IngressControllers.k3sTraefik(),
  IngressControllers.kong(),
  IngressControllers.traefik(),
];

/** Options that the Ingress itself says: who answers what no rule fits, and where the certificate comes from. */
const OF_SPEC = [
  IngressOption.DEFAULT_BACKEND,
  IngressOption.SECRET_CERTIFICATE,
  IngressOption.ISSUED_CERTIFICATE,
  IngressOption.HTTP01_CHALLENGE,
];

function isCertificate(option: IngressOption): boolean {
  return option.startsWith('Tls.') || option.startsWith('Challenge.');
}

/** A request for an option and nothing else; about the certificate only where the option is one. */
function asking(option: IngressOption, isSecure: boolean) {
  return request({ ...(isSecure || isCertificate(option) ? {} : CLEAR), ...ASKING[option] });
}

describe.each(CONTROLLERS.map((controller) => ({ name: controller.name, controller })))('$name', ({ controller }) => {
  const isSecure = controller.options.some((option) => option.startsWith('Tls.'));
  const cloud = controller.options.includes(IngressOption.SECRET_CERTIFICATE) ? {} : { cloudCertificate: 'arn' };
  const plain = () => controller.serve(request({ ...(isSecure ? cloud : CLEAR) }));

  test('has what it says, and is told of it', () => {
    const untold = controller.options.filter((option) => {
      const asked = asking(option, isSecure);
      const full = isCertificate(option) ? asked : { ...cloud, ...asked };
      expect(() => checkAskedOptions(controller, full)).not.toThrow();
      return JSON.stringify(controller.serve(full)) === JSON.stringify(plain());
    });
    expect(untold).toEqual(controller.options.filter((option) => OF_SPEC.includes(option)));
  });

  test('takes HTTP in clear text for what nobody has to say', () => {
    const asked = request({ ...(isSecure ? cloud : CLEAR), backendProtocol: BackendProtocol.HTTP });
    expect(controller.serve(asked)).toEqual(plain());
  });

  const lacking = Object.values(IngressOption).filter((option) => !controller.options.includes(option));

  test('refuses what it lacks', () => {
    const refused = lacking.filter((option) => {
      const asked = asking(option, isSecure);
      const isTls = asked.isSecure && option.startsWith('Tls.');
      expect(() => checkAskedOptions(controller, isTls ? asked : { ...cloud, ...asked })).toThrow(
        /^an Ingress with `.*` must be served by a controller that has it, and .* doesn't; leave it out, or name an/,
      );
      return true;
    });
    expect(refused).toEqual(lacking);
  });
});

test.each([
  [
    IngressOption.MAX_BODY_SIZE,
    "an Ingress with `maxBodySize` must be served by a controller that has it, and contour doesn't; leave it out, or " +
      'name an `entry` by one that does: ingress-nginx, kong, traefik',
  ],
  [
    IngressOption.EXTERNAL_AUTH_SIGN_IN,
    "an Ingress with `externalAuth` must be served by a controller that has it, and contour doesn't; leave it out, or " +
      'name an `entry` by one that does: ingress-nginx, traefik',
  ],
  [
    IngressOption.CLOUD_CERTIFICATE,
    "an Ingress with `Tls.cloud()` must be served by a controller that has it, and contour doesn't; leave it out, or " +
      'name an `entry` by one that does: aws-load-balancer, azure-application-gateway, gke',
  ],
])('the error for %s names the option, the controller and those that have it', (option, text) => {
  expect(() => checkAskedOptions(IngressControllers.contour(), request(ASKING[option]))).toThrow(new Error(text));
});

test('an Ingress that asks for nothing is served by all that have a certificate for it', () => {
  const refused = CONTROLLERS.filter((controller) => {
    try {
      checkAskedOptions(controller, request(CLEAR));
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toEqual([]);
});

test('what a controller can do is a list that nobody can change', () => {
  for (const { options } of CONTROLLERS) expect(Object.isFrozen(options)).toBe(true);
});
