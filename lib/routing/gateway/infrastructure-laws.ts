import type { GatewayAnswer } from '../../cluster';
import { constructError, type Located } from '../../errors';
import {
  checkDnsSubdomain,
  checkKnownOptions,
  checkLabels,
  checkObject,
  checkQualifiedName,
  checkText,
} from '../../traffic';
import type { GatewayInfrastructure, GatewayParameters, GatewayProps } from './gateway-props';
import { propagated } from './infrastructure';

const WHAT = 'the `infrastructure` of a Gateway';
const MAX_LABELS = 8;
const MAX_ANNOTATIONS = 16;

/** Checks what is said of the infrastructure of a Gateway. */
export function checkInfrastructure(infrastructure: GatewayInfrastructure): void {
  checkObject(WHAT, infrastructure);
  checkKnownOptions(WHAT, infrastructure, ['labels', 'annotations', 'parameters']);
  const { labels, annotations, parameters } = infrastructure;
  if (labels !== undefined) checkLabels(labels);
  if (annotations !== undefined) checkTexts('an annotation', '`annotations`', annotations);
  if (parameters !== undefined) checkParameters('the `parameters` of a Gateway', parameters);
}

/** Checks texts by qualified names: annotations, or options of TLS. */
export function checkTexts(what: string, all: string, texts: { readonly [key: string]: string }): void {
  checkObject(`the ${all} of a Gateway`, texts, "write them as in { 'example.com/size': 'small' }");
  for (const [key, text] of Object.entries(texts)) {
    checkQualifiedName(`the key of ${what}`, key, 'example.com/size');
    checkText(`${what} ${key}`, text, '"small"');
  }
}

/** Checks how an object of the implementation's own kind is named. */
export function checkParameters(what: string, parameters: GatewayParameters, more: string[] = []): void {
  checkObject(what, parameters);
  checkKnownOptions(what, parameters, ['group', 'kind', 'name', ...more]);
  checkDnsSubdomain(`the group of ${what}`, parameters.group);
  checkText(`the kind of ${what}`, parameters.kind, '"EnvoyProxy"');
  checkDnsSubdomain(`the name of ${what}`, parameters.name);
}

/**
 * Checks that what is said of the infrastructure goes together with what the entry of a Gateway needs.
 *
 * @throws when both name parameters, when they contradict each other, or when they are too many together
 */
export function checkTogether(place: Located, props: GatewayProps, answer: GatewayAnswer): void {
  const own = answer.parameters === undefined ? undefined : answer.objects?.[answer.parameters];
  const given = props.infrastructure?.parameters;
  if (own && given) {
    throw constructError(place, {
      law: `a Gateway must have one object of parameters, and its entry needs a ${own.kind} for what it says`,
      got: `${given.kind} ${given.name}`,
      remedy: 'say all of it in your own object and leave it out of the entry, or leave out `parameters`',
    });
  }
  for (const kind of ['labels', 'annotations'] as const) {
    checkSame(place, props.infrastructure?.[kind], answer[kind]);
  }
  const { labels, annotations } = propagated(props, answer);
  checkCount(place, 'labels in its `infrastructure`', labels, MAX_LABELS);
  checkCount(place, 'annotations in its `infrastructure`', annotations, MAX_ANNOTATIONS);
}

/** Checks that there are not too many of something. */
export function checkCount(place: Located, what: string, given: object, most: number): void {
  const count = Object.keys(given).length;
  if (count <= most) return;
  throw constructError(place, {
    law: `a Gateway must have at most ${most} ${what}`,
    got: count,
    remedy: 'leave out what is too much',
  });
}

interface Texts {
  readonly [key: string]: string;
}

function checkSame(place: Located, given: Texts = {}, needed: Texts = {}): void {
  const key = Object.keys(needed).find((each) => Object.hasOwn(given, each) && given[each] !== needed[each]);
  if (key === undefined) return;
  throw constructError(place, {
    law: `the \`infrastructure\` of a Gateway must not contradict its entry, which needs ${key}: ${needed[key]}`,
    got: given[key],
    remedy: 'leave it out there, or leave out of the entry what it says',
  });
}
