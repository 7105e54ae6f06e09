import { attachmentsIn, takenBy } from '../attachments';
import { answersItself } from '../backends';
import type { ICheck } from '../check';
import { type Evidence, groupOf, type IngressFacts, type Listener, type Place, type RouteFacts } from '../facts';
import type { Finding } from '../finding';
import { backendsOf } from '../http-rules';
import type { Inspection } from '../inspection';
import { isInternal, isInternalClass, isInternalHost } from '../internal';
import { Said } from '../said';
import { Severity } from '../severity';
import { waysOf, wayTexts } from '../ways-by-origin';
import { isWritten, textAt } from '../written';

/**
 * Finds apps that are served by HTTP alone: by routes that only HTTP listeners take, by Ingresses without `tls`, and by Routes
 * of OpenShift that serve without TLS.
 *
 * It is silent about hosts that are served by HTTPS as well; about redirects and the challenges of certificate
 * authorities; about hosts, classes and load balancers of a private network; about routes whose Gateway wasn't read; and where
 * the object gives the reason, as constructs write it.
 * Whether something in front of the cluster ends TLS, no manifest says.
 */
export class PlainHttpOnly implements ICheck {
  public readonly id = 'plain-http-only';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'an app that is served by HTTP alone';
  public readonly condition = 'none';
  public readonly harm = 'passwords and cookies can be read, and pages changed, on the way';
  public readonly remedy = 'give the Gateway an HTTPS listener, or the Ingress tls; leave to HTTP a redirect';
  public readonly see = 'https://gateway-api.sigs.k8s.io/guides/tls/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const served = [...byRoutes(evidence), ...byIngresses(evidence), ...byOpenshiftRoutes(evidence)];
    if (served.length === 0) return [];
    const secure = secureHosts(evidence);
    const said = new Said(evidence, REASON);
    return served.flatMap(({ object, by, hosts }) => {
      if (said.of(object) !== undefined) return [];
      const plain = hosts.filter((host) => {
        const isSecure = [catchAll(by), ...namesOver(host)].some((name) => secure.has(name));
        return !isSecure && !isInternalHost(host);
      });
      if (plain.length === 0) return [];
      const text = `${plain.map((host) => host || 'every host').join(', ')} is served by HTTP alone`;
      const ways = waysOf(object, evidence).filter(({ url }) => /^(?:[A-Z]+ )?http:/.test(url));
      return [inspection._at(object, [], text, wayTexts(ways, evidence, 'can be read on the way'))];
    });
  }
}

/** By which a route or an Ingress says why it is served in clear text. */
const REASON = 'cdk8s-networking/clear-text-reason';

interface Served {
  readonly object: Place;
  /** The Gateway, or the class of the Ingress. */
  readonly by: string;
  readonly hosts: readonly string[];
}

const CHALLENGE = '/.well-known/acme-challenge';

/** Routes to backends that an HTTP listener takes; each with the hosts on which it does. */
function byRoutes(evidence: Evidence): Served[] {
  const found = new Map<RouteFacts, Map<string, Set<string>>>();
  for (const attachment of attachmentsIn(evidence)) {
    const { route } = attachment;
    const isApp = route.rules.some(
      (rule) => backendsOf(rule).length > 0 && !rule.matches.every((match) => match.includes(CHALLENGE)),
    );
    if (!isApp) continue;
    for (const { listener, hostnames } of takenBy(attachment)) {
      if (listener.facts.protocol !== 'HTTP' || isPrivate(listener, evidence)) continue;
      const byGateway = found.get(route) ?? new Map<string, Set<string>>();
      found.set(route, byGateway);
      const hosts = byGateway.get(gatewayOf(listener)) ?? new Set<string>();
      byGateway.set(gatewayOf(listener), hosts);
      for (const host of hostnames) hosts.add(host);
    }
  }
  return [...found].flatMap(([{ object }, byGateway]) =>
    [...byGateway].map(([by, hosts]) => ({ object, by, hosts: [...hosts] })),
  );
}

function gatewayOf({ gateway: { namespace, name } }: Listener): string {
  return `Gateway ${namespace}/${name}`;
}

function isPrivate({ owner, className }: Listener, evidence: Evidence): boolean {
  return (className !== undefined && isInternalClass(className)) || isInternal(evidence.bodyOf(owner));
}

/** Annotations by which controllers end TLS without a `tls` in the Ingress, each with the values that say so. */
const ENDS_TLS: { readonly [annotation: string]: RegExp } = {
  'traefik.ingress.kubernetes.io/router.tls': /^true$/,
  'traefik.ingress.kubernetes.io/router.entrypoints': /^(?!.*\bweb\b)/,
  'alb.ingress.kubernetes.io/listen-ports': /HTTPS/,
  'kubernetes.io/ingress.allow-http': /^false$/,
  'konghq.com/protocols': /^https$/,
  'route.openshift.io/termination': /./,
};

function byIngresses(evidence: Evidence): Served[] {
  return evidence.network.ingresses.flatMap((ingress) => {
    const { object, rules, defaultBackend } = ingress;
    if (answersItself(ingress, evidence) || endsTls(ingress, evidence)) return [];
    const hosts = rules
      .filter(({ paths }) => paths.some(({ path }) => !path.startsWith(CHALLENGE)))
      .map(({ host }) => host);
    const all = [...new Set([...hosts, ...(defaultBackend ? [''] : [])])];
    return all.length > 0 ? [{ object, by: classOf(ingress), hosts: all }] : [];
  });
}

function classOf({ className = '' }: IngressFacts): string {
  return `IngressClass ${className}`;
}

/** Whether an Ingress has a certificate, or is for a private network, as those of AWS are unless they say otherwise. */
function endsTls({ object, className = '', tlsHosts, hasCloudCertificate }: IngressFacts, evidence: Evidence): boolean {
  const body = evidence.bodyOf(object);
  const said = (annotation: string) => textAt(body, 'metadata', 'annotations', annotation);
  if (tlsHosts.length > 0 || hasCloudCertificate || isInternal(body) || isInternalClass(className)) return true;
  if (className === 'alb' && said('alb.ingress.kubernetes.io/scheme') === undefined) return true;
  return Object.entries(ENDS_TLS).some(([annotation, values]) => {
    const value = said(annotation);
    return value !== undefined && values.test(value);
  });
}

/** Routes of OpenShift without TLS, or that serve without it as well. */
function byOpenshiftRoutes(evidence: Evidence): Served[] {
  return evidence.ofKinds('Route').flatMap((object) => {
    if (groupOf(object) !== 'route.openshift.io') return [];
    const isPlain =
      !isWritten(object.body, 'spec', 'tls') ||
      textAt(object.body, 'spec', 'tls', 'insecureEdgeTerminationPolicy') === 'Allow';
    return isPlain ? [{ object, by: 'OpenShift', hosts: [textAt(object.body, 'spec', 'host') ?? ''] }] : [];
  });
}

/** The hosts that some listener or Ingress serves by TLS; every host only for its own Gateway or class. */
function secureHosts(evidence: Evidence): Set<string> {
  const found = new Set<string>();
  const add = (host: string, by: string) => found.add(host === '' ? catchAll(by) : host);
  for (const attachment of attachmentsIn(evidence)) {
    for (const { listener, hostnames } of takenBy(attachment)) {
      if (listener.facts.protocol === 'HTTP') continue;
      for (const host of hostnames) add(host, gatewayOf(listener));
    }
  }
  for (const ingress of evidence.network.ingresses) for (const host of ingress.tlsHosts) add(host, classOf(ingress));
  return found;
}

/** What stands for every host of a Gateway or a class. */
function catchAll(by: string): string {
  return `every host of ${by}`;
}

/** A host, and the wildcards that mean it as well. */
function namesOver(host: string): string[] {
  const labels = host.split('.');
  return [host, ...labels.slice(1).map((_, at) => `*.${labels.slice(at + 1).join('.')}`)];
}
