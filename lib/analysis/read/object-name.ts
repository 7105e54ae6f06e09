import { checkDnsSubdomain, isDnsSubdomain } from '../../traffic';
import { type Field, isRecord } from './fields/field';
import { plainly } from './fields/one-line';
import type { OpaqueKind } from './opaque-kinds';

/** An object by its namespace, which is empty for objects of the cluster, and its name. */
export interface Identity {
  readonly namespace: string;
  readonly name: string;
}

/** The identity of an object of a known kind; of one that only may have a namespace, without one unless it says so. */
export function identityIn(body: Field, scope: OpaqueKind['scope']): Identity {
  const plain = plainIdentity(body.value, scope);
  if (plain) return plain;
  const metadata = body.at('metadata');
  const name = metadata.isMapping('metadata') ? nameIn(metadata) : '';
  if (scope === 'Cluster') return { namespace: '', name };
  const namespace = metadata.at('namespace');
  const isEmpty = namespace.isAbsent || namespace.value === '';
  if (isEmpty) return { namespace: scope === 'Named' ? '' : 'default', name };
  return { namespace: dnsNameIn(namespace, 'a namespace'), name };
}

/** That of an object with sound names, as nearly all have them. */
function plainIdentity(body: unknown, scope: OpaqueKind['scope']): Identity | undefined {
  const metadata: unknown = isRecord(body) ? body.metadata : undefined;
  if (!isRecord(metadata)) return undefined;
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || !isDnsSubdomain(name)) return undefined;
  if (scope === 'Cluster') return { namespace: '', name };
  return typeof namespace === 'string' && isDnsSubdomain(namespace) ? { namespace, name } : undefined;
}

/** The identity of an object that isn't looked at any further: what stands there, whether that is a name or not. */
export function namesIn(body: Field): Identity {
  const metadata: unknown = isRecord(body.value) ? body.value.metadata : undefined;
  const textOf = (key: string): string => {
    const text: unknown = isRecord(metadata) && Object.hasOwn(metadata, key) ? metadata[key] : '';
    return typeof text === 'string' ? shortened(text) : '';
  };
  return { namespace: textOf('namespace'), name: textOf('name') };
}

function nameIn(metadata: Field): string {
  const field = metadata.at('name');
  if (!field.isAbsent && field.value !== '') return dnsNameIn(field, 'the name of an object');
  const prefix = metadata.at('generateName');
  const isMadeUp = !prefix.isAbsent && prefix.value !== '';
  return isMadeUp ? prefixIn(prefix) : dnsNameIn(field, 'the name of an object');
}

/** The start of a name that the cluster ends. */
function prefixIn(field: Field): string {
  const prefix = field.text('generateName');
  if (prefix === '') return '';
  if (!isNamePrefix(prefix)) {
    field.complain({ law: 'generateName must be the start of a DNS-1123 subdomain', remedy: 'write it as in "web-"' });
  }
  return `${shortened(prefix)}*`;
}

function isNamePrefix(prefix: string): boolean {
  try {
    checkDnsSubdomain('generateName', `${prefix}x`);
    return true;
  } catch {
    return false;
  }
}

function dnsNameIn(field: Field, what: string): string {
  const name = field.text(what);
  if (name === '') return '';
  try {
    checkDnsSubdomain(what, name);
    return name;
  } catch (error) {
    field.note((error as Error).message);
    return shortened(name);
  }
}

/** No name that a cluster takes is longer, or has letters that can't be printed. */
export function shortened(text: string): string {
  return plainly(text.length > 253 ? `${text.slice(0, 250)}...` : text);
}
