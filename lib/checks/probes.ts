import type { FieldPath } from './facts';
import type { Container } from './pod-specs';
import { mappingAt, mappingsAt, numberAt, textAt } from './written';

/** A port that a kubelet asks whether a container is well. */
export interface ProbedPort {
  /** `readinessProbe`. */
  readonly probe: string;
  readonly path: FieldPath;
  readonly port: string | number;
}

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

const WAYS = ['httpGet', 'tcpSocket', 'grpc'];

/** The ports that the probes of a container ask. */
export function probedPorts({ path, written }: Container): ProbedPort[] {
  const found: ProbedPort[] = [];
  for (const probe of PROBES) {
    const ways = mappingAt(written, probe);
    for (const way of WAYS) {
      const asked = ways[way];
      if (asked === undefined) continue;
      const port = textAt(asked, 'port') ?? numberAt(asked, 'port');
      if (port !== undefined) found.push({ probe, path: [...path, probe, way, 'port'], port });
    }
  }
  return found;
}

/** The TCP ports that a container declares: probes are asked by TCP. */
export function declaredTcp({ written }: Container): { readonly name?: string; readonly number?: number }[] {
  return mappingsAt(written, 'ports')
    .filter(([, port]) => (textAt(port, 'protocol') ?? 'TCP') === 'TCP')
    .map(([, port]) => ({ name: textAt(port, 'name'), number: numberAt(port, 'containerPort') }));
}
