import type { CiliumEntity } from '../../traffic';
import { CILIUM_POLICY } from '../network/policies';
import type { Labels } from '../network/workloads';
import { indented, selectorLines } from './yaml-lines';

/** A policy that is missing, for what only Cilium knows. */
export interface MissingEntity {
  readonly entity: CiliumEntity;
  /** The name and the namespace of the policy. */
  readonly name: string;
  readonly namespace: string;
  /** The labels that tell the pods from others. */
  readonly labels: Labels;
  /** The ports by protocol, from each connection that is missing. */
  readonly ports: readonly { readonly [protocol: string]: string }[];
}

/** The policy that lets an entity of Cilium in, as YAML. */
export function entityRemedy({ entity, name, namespace, labels, ports }: MissingEntity): string {
  const lines = [...new Set(ports.flatMap(portLines))];
  return [
    `add a policy, since no NetworkPolicy can name the entity ${entity} of Cilium:`,
    ...indented(
      [
        'apiVersion: cilium.io/v2',
        `kind: ${CILIUM_POLICY}`,
        'metadata:',
        `  name: ${name}`,
        `  namespace: ${namespace}`,
        'spec:',
        ...indented(selectorLines('endpointSelector', labels), 2),
        '  ingress:',
        `    - fromEntities: [${entity}]`,
        '      toPorts:',
        '        - ports:',
        ...indented(lines, 12),
      ],
      2,
    ),
  ].join('\n');
}

/** A line for each port: here a number is written as a text. */
function portLines(ports: { readonly [protocol: string]: string }): string[] {
  return Object.entries(ports).flatMap(([protocol, text]) =>
    text.split(',').map((run) => {
      const [first, last] = run.split('-');
      return `- { port: "${first}", protocol: ${protocol}${last ? `, endPort: ${last}` : ''} }`;
    }),
  );
}
