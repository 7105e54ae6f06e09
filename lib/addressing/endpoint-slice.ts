import { ApiObject } from 'cdk8s';
import { objectMetadata, patchable } from '../objects';
import type { PlacedEndpoint } from './endpoint';
import type { ServicePort } from './service-port';
import type { Slice } from './slices-of';

/** A label of our own: Kubernetes' own controllers leave slices alone that are somebody else's. */
const MANAGED_BY = 'cdk8s-networking';

/** The object that holds some endpoints of a Service. Its labels join it to the Service, and names join their ports. */
export function endpointSlice(
  service: ApiObject,
  ports: ServicePort[],
  { suffix, family, endpoints }: Slice,
): ApiObject {
  const name = `${service.name}-${suffix}`;
  const { labels } = objectMetadata(service, name, service.name);
  const slice = new ApiObject(service, suffix, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      labels: {
        ...labels,
        'kubernetes.io/service-name': service.name,
        'endpointslice.kubernetes.io/managed-by': MANAGED_BY,
      },
    },
    addressType: family,
    endpoints: endpoints.map(endpointSpec),
    ...(ports.length > 0 ? { ports: ports.map(portSpec) } : {}),
  });
  patchable(slice);
  return slice;
}

function endpointSpec({ address, endpoint }: PlacedEndpoint): any {
  const { conditions, hostname, zone, nodeName } = endpoint;
  return {
    addresses: [address.text],
    ...(conditions ? { conditions: { ...conditions } } : {}),
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(zone === undefined ? {} : { zone }),
  };
}

function portSpec({ name, appProtocol, target }: ServicePort): any {
  return {
    ...(name === undefined ? {} : { name }),
    ...(appProtocol === undefined ? {} : { appProtocol }),
    protocol: target.protocol,
    port: target.first,
  };
}
