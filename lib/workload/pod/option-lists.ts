import { constructError, type Located } from '../../errors';
import { isObject } from '../../traffic';

/** The lists among the options, and how they are written. */
const LISTS: { readonly [field: string]: string } = {
  args: "['--port', '8080']",
  command: "['sh', '-c']",
  extraPorts: "[{ name: 'metrics', port: 9090 }]",
  imagePullSecrets: "['registry']",
  initContainers: "[{ name: 'schema', image: 'ghcr.io/acme/schema:1.4' }]",
  ports: "[{ name: 'proxy', port: 15001 }]",
  sidecars: "[{ name: 'proxy', image: 'ghcr.io/acme/proxy:1.4' }]",
  writable: "['/tmp']",
};
const FIELDS = Object.keys(LISTS);
const TEXTS = ['args', 'command', 'imagePullSecrets', 'writable'];

/** From JavaScript a single text may come, which would be taken for a list of its letters. */
export function checkLists(place: Located, options: object): void {
  for (const field of FIELDS) {
    const value = (options as any)?.[field];
    if (value !== undefined) checkList(place, field, value);
  }
}

function checkList(place: Located, field: string, value: unknown): void {
  const isTexts = TEXTS.includes(field);
  const isList = Array.isArray(value) && (!isTexts || value.every((item) => typeof item === 'string'));
  if (isList && (isTexts || value.every(isObject))) return;
  throw constructError(place, {
    law: `\`${field}\` must be a list${isTexts ? ' of texts' : isList ? ' of objects' : ''}`,
    got: value,
    remedy: `write it as in ${field}: ${LISTS[field]}`,
  });
}
