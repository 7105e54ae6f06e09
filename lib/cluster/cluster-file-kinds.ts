import { valueError } from '../errors';
import { isObject, Port } from '../traffic';
import type { FileField } from './cluster-file-text';
import { EnvoyGatewayDeployment } from './gateway/envoy-gateway';
import { AlbScheme } from './ingress/aws-load-balancer';
import { KongChart } from './ingress/kong';
import { NlbTarget } from './load-balancer/aws-nlb-props';
import { MonitorKind } from './monitoring/monitor-object';
import { PodSecurityLevel } from './pod-security-level';
import { Challenge } from './tls';

/** The options of factories that are members of an enum: in a file, as in code, they go by their names. */
const MEMBERS: { readonly [option: string]: { readonly [name: string]: string } } = {
  challenge: Challenge,
  chart: KongChart,
  deployment: EnvoyGatewayDeployment,
  monitor: MonitorKind,
  podSecurity: PodSecurityLevel,
  scheme: AlbScheme,
  targetType: NlbTarget,
};

/** A text that says something. YAML makes numbers of texts that look like them. */
export function textIn(field: FileField): string {
  const { value } = field;
  if (typeof value === 'string' && value.trim()) return value;
  if (typeof value === 'string')
    return refuse(field, 'a text that says something', 'leave it out where nothing is known');
  return refuse(field, 'a text', typeof value === 'number' ? `write it in quotes: '${value}'` : 'write it as a text');
}

/** True or false. */
export function flagIn(field: FileField): boolean {
  return typeof field.value === 'boolean' ? field.value : refuse(field, 'true or false', 'write it without quotes');
}

/** A list of texts. */
export function textsIn(field: FileField): string[] {
  return itemsIn(field).map(textIn);
}

/** The items of a list. */
export function itemsIn(field: FileField): FileField[] {
  return field.items ?? refuse(field, 'a list', 'start each item on a line of its own, with "- "');
}

/** A mapping, as options are given in code. */
export function optionsIn(field: FileField, known: readonly string[]): { [option: string]: any } {
  checkMapping(field, known);
  return Object.fromEntries([...field.fields].map(([key, { value }]) => [key, value]));
}

/** Checks that there is a mapping with no fields but those that are known. */
export function checkMapping(field: FileField, known: readonly string[]): void {
  if (!isObject(field.value)) refuse(field, 'a mapping', `say in it ${known.join(', ')}`);
  for (const [key, inner] of field.fields) {
    if (known.includes(key)) continue;
    throw valueError({
      law: `${inner.place}: \`${key}\` must be left out, since nobody reads it here`,
      remedy: `write one of ${known.join(', ')}`,
    });
  }
}

/** Ports, as reports show them: `UDP 53`. */
export function portsIn(field: FileField): Port[] {
  return itemsIn(field).map((item) => {
    const [, protocol, number] = /^(TCP|UDP|SCTP) (\d{1,5})$/.exec(`${item.value}`) ?? [];
    if (protocol === undefined) return refuse(item, 'a protocol and a port', 'write it as in UDP 53');
    const make = { TCP: Port.tcp, UDP: Port.udp, SCTP: Port.sctp }[protocol] as (port: number) => Port;
    return item.make(() => make(Number(number)));
  });
}

/** A member of an enum, by its name or its value. */
export function memberIn<T extends string>(field: FileField, members: { readonly [name: string]: T }): T {
  const { value } = field;
  const found = Object.entries(members).find(([name, member]) => name === value || member === value);
  if (found) return found[1];
  return refuse(field, `one of ${Object.keys(members).join(', ')}`, wordOf(value));
}

/**
 * What a catalogue has: by its name there, or as a mapping of that name alone, to what its factory is given.
 *
 * @param field - the field
 * @param catalogue - the class with the factories
 * @param others - factories that can't be named in a file
 */
export function entryIn<T>(field: FileField, catalogue: object, others: readonly string[] = []): T {
  const names = Object.getOwnPropertyNames(catalogue).filter(
    (name) => !['length', 'name', 'prototype', ...others].includes(name) && !name.startsWith('_'),
  );
  const [given, ...more] = typeof field.value === 'string' ? [[field.value, undefined] as const] : [...field.fields];
  if (given === undefined || more.length > 0 || !names.includes(given[0])) {
    return refuse(field, `one of ${names.join(', ')}`, 'write its name, or its name and its options below it');
  }
  const [name, options] = given;
  const factory = (catalogue as { readonly [name: string]: (options?: unknown) => T })[name] as (x?: unknown) => T;
  if (options === undefined) return field.make(() => factory());
  // One with options may leave them all out; one without any would drop what is said to it.
  if (factory.length === 0 && !isEmpty(options)) {
    throw valueError({
      law: `${options.place}: \`${name}\` must be named alone, since it has no options`,
      got: options.value,
      remedy: `write ${name} in their place`,
    });
  }
  return options.make(() => factory(withMembers(options)));
}

function isEmpty({ value, fields }: FileField): boolean {
  return isObject(value) && fields.size === 0;
}

function withMembers(options: FileField): unknown {
  if (!isObject(options.value)) return options.value;
  return Object.fromEntries(
    [...options.fields].map(([option, field]) => {
      const members = Object.hasOwn(MEMBERS, option) ? MEMBERS[option] : undefined;
      return [option, members ? memberIn(field, members) : field.value];
    }),
  );
}

/** The error for a field that is of the wrong kind. */
export function refuse(field: FileField, kind: string, remedy: string): never {
  throw valueError({ law: `${field.place}: this must be ${kind}`, got: field.value, remedy });
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? 'write one of these' : 'write one of these, as a text';
}
