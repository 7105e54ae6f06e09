import type { IngressBackendFacts, IngressFacts } from '../../network/routes';
import type { Field } from '../fields/field';
import { hostIn, optionalHostIn } from '../fields/hosts';
import { portNumberIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** By these the load balancers of AWS, GKE and Azure know a certificate that the cloud keeps. */
const CERTIFICATE_ANNOTATIONS = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
];

/** An Ingress: which Service answers which path of which host. */
export const ingressReader: KindReader = {
  group: 'networking.k8s.io',
  kind: 'Ingress',
  versions: ['v1'],
  formerGroups: ['extensions'],
  scope: 'Namespaced',
  read(object, body) {
    const spec = body.at('spec');
    if (!spec.isMapping('the spec of an Ingress')) return {};
    const annotations = body.at('metadata').at('annotations');
    const said = (annotation: string) =>
      annotations.isAbsent ? undefined : annotations.at(annotation).optionalText('an annotation');
    const className = spec.at('ingressClassName').optionalText('ingressClassName') ?? said(CLASS_ANNOTATION);
    const rules = spec.at('rules').mappings('the rules of an Ingress', 'a rule').map(ruleIn);
    const fallback = spec.at('defaultBackend');
    if (rules.length === 0 && fallback.isAbsent) {
      spec.note('an Ingress must have rules or a defaultBackend; add one');
    }
    const ingress = {
      object,
      ...(className !== undefined && { className }),
      ...(!fallback.isAbsent && { defaultBackend: backendIn(fallback) }),
      rules,
      tlsHosts: spec.at('tls').mappings('tls', 'an entry of tls').flatMap(tlsHostsIn),
      ...(CERTIFICATE_ANNOTATIONS.some((annotation) => said(annotation)) && { hasCloudCertificate: true as const }),
    };
    return { ingresses: [ingress] };
  },
};

type Rule = IngressFacts['rules'][number];

function ruleIn(rule: Field): Rule {
  const paths = rule.at('http').at('paths').mappings('paths', 'a path of an Ingress');
  if (!rule.at('http').isAbsent && paths.length === 0) {
    rule.at('http').at('paths').complain({ law: 'http must have paths', remedy: 'add a path with its backend' });
  }
  return { host: optionalHostIn(rule.at('host')), paths: paths.map(pathIn) };
}

const PATH_TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'] as const;

function pathIn(field: Field): Rule['paths'][number] {
  const pathType = field.at('pathType').oneOf('pathType', PATH_TYPES);
  const path = field.at('path').optionalText('a path');
  const isRequired = pathType !== 'ImplementationSpecific';
  if (path === undefined ? isRequired : path !== '' && !path.startsWith('/')) {
    field.at('path').complain({ law: 'a path must start with "/"', remedy: 'write "/" for every path' });
  }
  return { path: path ?? '/', pathType, backend: backendIn(field.at('backend')) };
}

function backendIn(field: Field): IngressBackendFacts {
  const service = field.at('service');
  const hasResource = !field.at('resource').isAbsent;
  if (!field.isMapping('a backend') || service.isAbsent === !hasResource) {
    field.note('a backend must have either a service or a resource; write one');
    return { path: field.path };
  }
  if (hasResource) return { path: field.path };

  const name = service.at('name').text('the name of a Service');
  const port = service.at('port');
  const hasName = port.at('name').optionalText('the name of a port') !== undefined;
  const numbered = port.at('number');
  const hasNumber = !numbered.isAbsent && numbered.value !== 0;
  if (hasName === hasNumber) {
    port.note('the port of a backend must have either a name or a number; write the one that the Service has');
    return { path: field.path };
  }
  const number = hasName ? String(port.at('name').value) : portNumberIn(numbered);
  return { path: field.path, service: { name, port: number } };
}

/** The hosts of an entry; `''` where it names none, and so is for all. */
function tlsHostsIn(entry: Field): string[] {
  const hosts = entry.at('hosts').items('hosts').map(hostIn);
  return hosts.length > 0 ? hosts : [''];
}
