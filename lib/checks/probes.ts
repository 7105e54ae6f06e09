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

/** The ports that the probes of a container ask. */
export function probedPorts({ path, written }: Container): ProbedPort[] {
  return PROBES.flatMap((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((way) => {
      const asked = mappingAt(written, probe, way);
      const port = textAt(asked, 'port') ?? numberAt(asked, 'port');
      return port === undefined ? [] : [{ probe, path: [...path, probe, way, 'port'], port }];
    }),
  );
}

/** The TCP ports that a container declares: probes are asked by TCP. */
export function declaredTcp({ written }: Container): { readonly name?: string; readonly number?: number }[] {
  return mappingsAt(written, 'ports')
    .filter(([, port]) => (textAt(port, 'protocol') ?? 'TCP') === 'TCP')
    .map(([, port]) => ({ name: textAt(port, 'name'), number: numberAt(port, 'containerPort') }));
}
