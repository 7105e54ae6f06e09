import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { AdoptedWorkload, type IBackend, InternalService, Protocol, StatefulService } from '../../lib';
import type { BackendPlan } from './plan';

export const IMAGE = 'ghcr.io/acme/app:1.0';

/** Makes what answers. */
export function makeBackend(home: Construct, plan: BackendPlan): IBackend {
  const { name, kind, port, servicePort, udp } = plan;
  if (kind === 'adopted') return adopted(home, plan);
  const extraPorts = udp === undefined ? [] : [{ name: 'udp', port: udp, protocol: Protocol.UDP }];
  const props = { image: IMAGE, port, servicePort, extraPorts };
  return kind === 'internal' ? new InternalService(home, name, props) : new StatefulService(home, name, props);
}

/** What somebody else made: objects of which this library knows nothing before. */
function adopted(home: Construct, { name, port, servicePort = port, udp }: BackendPlan): AdoptedWorkload {
  const labels = { app: name };
  const more = <T>(extra: T): T[] => (udp === undefined ? [] : [extra]);
  const ports = [{ name: 'main', containerPort: port }, ...more({ name: 'udp', containerPort: udp, protocol: 'UDP' })];
  const deployment = new ApiObject(home, `${name}-deployment`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: IMAGE, ports }] } },
    },
  });
  const service = new ApiObject(home, `${name}-service`, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: {
      selector: labels,
      ports: [
        { name: 'main', port: servicePort, targetPort: 'main' },
        ...more({ name: 'udp', port: udp, protocol: 'UDP' }),
      ],
    },
  });
  return AdoptedWorkload.of(deployment, { service });
}
