import type { ICheck } from '../check';
import { type Evidence, GATEWAY_GROUP, groupOf, type Listener, namespaceOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedAt } from '../listener-stakes';
import { Severity } from '../severity';
import { textAt } from '../written';

/**
 * Finds listeners that end TLS without a certificate, and listeners for HTTPS that would pass it through. The API
 * accepts an HTTPS listener without `tls`, and nothing ever answers on it.
 *
 * It is silent about options of an implementation's own, which may name a certificate, and about load balancers of a
 * cloud that keeps the certificates itself.
 */
export class ListenerWithoutCertificate implements ICheck {
  public readonly id = 'listener-without-certificate';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a listener that ends TLS and has no certificate';
  public readonly condition = 'ResolvedRefs=False InvalidCertificateRef';
  public readonly harm = 'nothing is served on the listener';
  public readonly remedy = 'give the listener tls.certificateRefs; to pass TLS through, its protocol must be TLS';
  public readonly see = 'https://gateway-api.sigs.k8s.io/guides/tls/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.allListeners().flatMap((listener) => {
      const fault = faultOf(listener, evidence);
      if (fault === undefined) return [];
      const { owner, facts } = listener;
      const lines = unservedAt(listener, evidence);
      return [inspection._at(owner, facts.path, `listener "${facts.name}" ${fault}`, lines)];
    });
  }
}

function faultOf(listener: Listener, evidence: Evidence): string | undefined {
  const { protocol, tlsMode, certificateRefs, hasTlsOptions } = listener.facts;
  if (protocol === 'HTTPS' && tlsMode === 'Passthrough') return "is HTTPS and can't pass TLS through";
  const endsTls = protocol === 'HTTPS' || (protocol === 'TLS' && tlsMode === 'Terminate');
  if (!endsTls || certificateRefs.length > 0 || hasTlsOptions) return undefined;
  return isKeptByCloud(listener, evidence) ? undefined : 'has no certificate';
}

/** A map of certificates at Google Cloud. */
const CERTIFICATE_MAP = 'networking.gke.io/certmap';

/** The group of the settings of the AWS Load Balancer Controller, and of its controllers; it reads no Secrets. */
const AWS = 'gateway.k8s.aws';

/** The names that its documentation gives to the classes, for where the class itself wasn't read. */
const AWS_CLASS = /(^|-)(aws|alb|nlb)(-|$)/;

function isKeptByCloud({ gateway, className = '' }: Listener, { objects }: Evidence): boolean {
  const body = objects.find(
    (object) =>
      object.kind === 'Gateway' &&
      groupOf(object) === GATEWAY_GROUP &&
      namespaceOf(object) === gateway.namespace &&
      object.name === gateway.name,
  )?.body;
  const ofClass = objects.find(({ kind, name }) => kind === 'GatewayClass' && name === className);
  const controller = textAt(ofClass?.body, 'spec', 'controllerName');
  return (
    textAt(body, 'metadata', 'annotations', CERTIFICATE_MAP) !== undefined ||
    textAt(body, 'spec', 'infrastructure', 'parametersRef', 'group') === AWS ||
    (controller === undefined ? AWS_CLASS.test(className) : controller.startsWith(`${AWS}/`))
  );
}
