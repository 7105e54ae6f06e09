import { type Fault, valueError } from '../errors';
import { lastingContainers } from '../objects';
import { isPortNumber, LabelExpression, LabelSelector, Port, Protocol, type WorkloadProps } from '../traffic';
import type { AdoptionOptions } from './adoption-options';

type Labels = { readonly [key: string]: string };

/** What there is to know of adopted pods, by their template and by what was said of them. */
export type AdoptedPods = Pick<
  WorkloadProps,
  'labels' | 'annotations' | 'selector' | 'ports' | 'namedPorts' | 'serviceAccount'
>;

/** The pods of a template. */
export function templatePods(manifest: any, template: any, options: AdoptionOptions): AdoptedPods {
  const labels: Labels = template.metadata.labels;
  const declared = declaredPorts(template);
  const namedPorts = agreed(declared.namedPorts, options.namedPorts ?? {});
  const texts = declared.ports.map(String);
  const more = numbered(options.ports ?? [], namedPorts);
  return {
    labels,
    annotations: template.metadata.annotations ?? undefined,
    selector: options.labels ? givenSelector(options.labels, labels) : selectorOf(manifest),
    ports: [...declared.ports, ...more.filter((port) => !texts.includes(port.toString()))],
    namedPorts,
    // The older name of the field still counts.
    serviceAccount: template.spec.serviceAccountName || template.spec.serviceAccount || undefined,
  };
}

/** The pods that a controller makes from a custom resource, of which only what was said is known. */
export function givenPods(labels: Labels, { ports = [], namedPorts = {} }: AdoptionOptions): AdoptedPods {
  return { labels, ports: numbered(ports, namedPorts), namedPorts };
}

/** Labels that the pods don't have would leave them without a policy. */
function givenSelector(given: Labels, labels: Labels): LabelSelector {
  const stray = Object.entries(given).find(([key, value]) => labels[key] !== value);
  if (!stray) return LabelSelector.of({ labels: given });
  throw valueError({
    law: 'the labels of an adopted workload must be among those of its pod template',
    got: stray.join('='),
    remedy: `give some of ${LabelSelector.of({ labels }).toString().replaceAll(',', ', ')}, or leave \`labels\` out`,
  });
}

/** What the workload itself knows its pods by; undefined for kinds that have no selector. */
function selectorOf({ kind, spec }: any): LabelSelector | undefined {
  const selector = spec?.selector ?? undefined;
  // Of its time, a ReplicationController selects by labels alone.
  const { matchLabels: labels, matchExpressions = [] } =
    kind === 'ReplicationController' ? { matchLabels: selector } : (selector ?? {});
  if (!labels && matchExpressions.length === 0) return undefined;
  if (Object.keys(labels ?? {}).length > 0 || matchExpressions.length > 0) {
    return LabelSelector.of({ labels, expressions: matchExpressions.map(expressionOf) });
  }
  throw valueError({
    law: 'the selector of an adopted workload must have a label or an expression, since an empty one selects every pod',
    remedy: 'select by some of the labels of its pod template',
  });
}

function expressionOf({ key, operator, values = [] }: any): LabelExpression {
  const expression = Object.hasOwn(EXPRESSION, operator) ? EXPRESSION[operator]?.(key, values) : undefined;
  if (expression) return expression;
  throw valueError({
    law: `the operator of a label selector must be one of ${Object.keys(EXPRESSION).join(', ')}`,
    got: operator,
    remedy: 'correct it in the manifest',
  });
}

const EXPRESSION: { [operator: string]: (key: string, values: string[]) => LabelExpression } = {
  In: LabelExpression.isIn,
  NotIn: LabelExpression.isNotIn,
  Exists: LabelExpression.exists,
  DoesNotExist: LabelExpression.doesNotExist,
};

/** The ports that long-running containers declare. */
function declaredPorts({ spec }: any): { ports: Port[]; namedPorts: { [name: string]: Port } } {
  const declared = lastingContainers(spec).flatMap(({ ports }) => ports ?? []);
  const ports = declared.map(portOf);
  // Of two ports of one name, Kubernetes takes the first.
  const named = declared.flatMap((port: any, index: number) => (port.name ? [[port.name, ports[index]]] : []));
  return { ports, namedPorts: Object.fromEntries(named.reverse()) };
}

function portOf({ containerPort, protocol = Protocol.TCP }: any): Port {
  if (!Object.values(Protocol).includes(protocol)) {
    throw valueError({
      law: 'the protocol of a container port must be TCP, UDP or SCTP',
      got: protocol,
      remedy: 'leave it out for TCP; what is spoken on top of it is the `appProtocol` of a Service',
    });
  }
  if (isPortNumber(containerPort)) return Port._range(protocol, containerPort, containerPort);
  throw valueError({
    law: 'a container port must be a whole number from 1 to 65535',
    got: containerPort,
    remedy: 'write the number in the manifest, without quotes',
  });
}

/** The given ports, unless one is a name that stands for nothing: it would be open in a policy, and dead. */
function numbered(ports: Port[], namedPorts: { readonly [name: string]: Port }): Port[] {
  const isKnown = ({ name, protocol }: Port) =>
    name === undefined || (Object.hasOwn(namedPorts, name) && namedPorts[name]?.protocol === protocol);
  const unknown = ports.find((port) => !isKnown(port));
  if (!unknown) return ports;
  throw valueError({
    law: 'a port of an adopted workload that is given by name must be one that its pods name',
    got: unknown.toString(),
    remedy: `give its number in \`namedPorts\`: { ${JSON.stringify(unknown.name)}: Port.tcp(8080) }`,
  });
}

/** A name that stands for two ports would open one that isn't meant. */
function agreed(
  declared: { [name: string]: Port },
  given: { readonly [name: string]: Port },
): { [name: string]: Port } {
  const contrary = Object.keys(given).find((name) => declared[name] && !declared[name].sameAs(given[name] as Port));
  if (contrary === undefined) return { ...declared, ...given };
  throw valueError(contradiction(contrary, declared[contrary] as Port, given[contrary] as Port));
}

function contradiction(name: string, declared: Port, given: Port): Fault {
  return {
    law: `a named port must be the one that the containers declare, and "${name}" is ${declared}`,
    got: given.toString(),
    remedy: `leave "${name}" out of \`namedPorts\``,
  };
}
