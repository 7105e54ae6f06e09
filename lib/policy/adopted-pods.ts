import { type Fault, valueError } from '../errors';
import { LabelExpression, LabelSelector, Port, Protocol, type WorkloadProps } from '../traffic';
import type { AdoptionOptions } from './adoption-options';

type Labels = { readonly [key: string]: string };

/** What there is to know of adopted pods, by their template and by what was said of them. */
export type AdoptedPods = Pick<WorkloadProps, 'labels' | 'selector' | 'ports' | 'namedPorts'>;

/** The pods of a template. */
export function templatePods(manifest: any, template: any, options: AdoptionOptions): AdoptedPods {
  const labels: Labels = template.metadata.labels;
  const { ports, namedPorts } = declaredPorts(template);
  const texts = ports.map(String);
  return {
    labels,
    selector: options.labels ? givenSelector(options.labels, labels) : selectorOf(manifest),
    ports: [...ports, ...(options.ports ?? []).filter((port) => !texts.includes(port.toString()))],
    namedPorts: agreed(namedPorts, options.namedPorts ?? {}),
  };
}

/** The pods that a controller makes from a custom resource, of which only what was said is known. */
export function givenPods(labels: Labels, { ports = [], namedPorts }: AdoptionOptions): AdoptedPods {
  return { labels, ports, namedPorts };
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
function selectorOf({ spec }: any): LabelSelector | undefined {
  const { matchLabels: labels, matchExpressions = [] } = spec?.selector ?? {};
  if (!labels && matchExpressions.length === 0) return undefined;
  const expressions = matchExpressions.map(({ key, operator, values = [] }: any) =>
    EXPRESSION[operator]?.(key, values),
  );
  return LabelSelector.of({ labels, expressions });
}

const EXPRESSION: { [operator: string]: (key: string, values: string[]) => LabelExpression } = {
  In: LabelExpression.isIn,
  NotIn: LabelExpression.isNotIn,
  Exists: LabelExpression.exists,
  DoesNotExist: LabelExpression.doesNotExist,
};

/** The ports that long-running containers declare. */
function declaredPorts({ spec }: any): { ports: Port[]; namedPorts: { [name: string]: Port } } {
  const sidecars = (spec.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  const declared = [...spec.containers, ...sidecars].flatMap((container: any) => container.ports ?? []);
  const ports = declared.map(portOf);
  // Of two ports of one name, Kubernetes takes the first.
  const named = declared.flatMap((port: any, index: number) => (port.name ? [[port.name, ports[index]]] : []));
  return { ports, namedPorts: Object.fromEntries(named.reverse()) };
}

function portOf({ containerPort, protocol = Protocol.TCP }: any): Port {
  if (Object.values(Protocol).includes(protocol)) return Port._range(protocol, containerPort, containerPort);
  throw valueError({
    law: 'the protocol of a container port must be TCP, UDP or SCTP',
    got: protocol,
    remedy: 'leave it out for TCP; what is spoken on top of it is the `appProtocol` of a Service',
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
