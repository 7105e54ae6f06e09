import type { AdmittedNamespaces, ListenerFacts } from '../network/routes';
import { GATEWAY_GROUP } from '../network/routes';
import type { Field } from './fields/field';
import { optionalHostIn } from './fields/hosts';
import { portNumberIn } from './fields/ports';
import { selectorIn } from './fields/selectors';
import { referenceIn } from './references';

/** The listeners of a Gateway or a ListenerSet. */
export function listenersIn(field: Field, namespace: string): ListenerFacts[] {
  const fields = field.mappings('listeners', 'a listener');
  if (fields.length === 0) field.complain({ law: 'there must be listeners', remedy: 'add one' });
  const listeners = fields.map((listener) => listenerIn(listener, namespace));
  const names = new Set<string>();
  for (const [index, { name }] of listeners.entries()) {
    if (names.has(name))
      fields[index]?.at('name').complain({ law: 'listeners must differ in name', remedy: 'rename one' });
    names.add(name);
  }
  return listeners;
}

const PROTOCOL = /^([A-Z][-A-Z0-9]*|[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]+)$/;

function listenerIn(field: Field, namespace: string): ListenerFacts {
  const tls = field.at('tls');
  const protocol = field.at('protocol').text('the protocol of a listener');
  if (protocol !== '' && !PROTOCOL.test(protocol)) {
    field.at('protocol').complain({
      law: 'the protocol of a listener must be HTTP, HTTPS, TLS, TCP, UDP or one of an implementation, in upper case or with a domain in front',
      remedy: 'correct it; case counts',
    });
  }
  const kinds = field.at('allowedRoutes').at('kinds').mappings('kinds', 'a kind').map(kindIn);
  return {
    path: field.path,
    name: field.at('name').text('the name of a listener'),
    port: portNumberIn(field.at('port')),
    protocol,
    hostname: optionalHostIn(field.at('hostname')),
    tlsMode: tls.at('mode').oneOf('the mode of tls', ['Terminate', 'Passthrough'] as const, 'Terminate'),
    hasTlsOptions: tls.at('options').keys().length > 0,
    certificateRefs: tls
      .at('certificateRefs')
      .items('certificateRefs')
      .map((ref) => referenceIn(ref, { group: '', kind: 'Secret', namespace })),
    namespaces: admittedIn(field.at('allowedRoutes').at('namespaces'), 'Same'),
    ...(kinds.length > 0 && { kinds }),
  };
}

function kindIn(field: Field): { readonly group: string; readonly kind: string } {
  const group = field.at('group');
  return {
    group: group.value === '' ? '' : (group.optionalText('a group') ?? GATEWAY_GROUP),
    kind: field.at('kind').text('a kind'),
  };
}

/** The namespaces that are admitted; these, where nothing is said. */
export function admittedIn(field: Field, fallback: 'Same' | 'None'): AdmittedNamespaces {
  const from = field.at('from').oneOf('from', ['All', 'Same', 'Selector', 'None'] as const, fallback);
  if (from !== 'Selector') return { from };
  const selector = field.at('selector');
  if (selector.isAbsent) selector.complain({ law: 'from: Selector must have a selector', remedy: 'add one' });
  return { from, selector: selectorIn(selector) };
}
