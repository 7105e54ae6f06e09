import { selectorOf } from '../../network/selector';
import type { ServicePortFacts } from '../../network/services';
import type { Field } from '../fields/field';
import { labelsIn } from '../fields/labels';
import { addressIn, networkIn, networkOf } from '../fields/networks';
import { portIn, portNumberIn, protocolIn } from '../fields/ports';
import { requirementsOf } from '../fields/selectors';
import { serviceWaypointIn } from '../istio/waypoints';
import type { KindReader } from '../kind-reader';

const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** A Service: what it selects, and which ports of the pods its own ports are. */
export const serviceReader: KindReader = {
  group: '',
  kind: 'Service',
  versions: ['v1'],
  scope: 'Namespaced',
  read(object, body) {
    const spec = body.at('spec');
    spec.isMapping('the spec of a Service');
    const type = spec.at('type').oneOf('the type of a Service', TYPES, 'ClusterIP');
    const isHeadless = spec.at('clusterIP').optionalText('clusterIP') === 'None';
    const labels = labelsIn(spec.at('selector'));
    const nodePorts = spec.at('allocateLoadBalancerNodePorts');
    const externalName =
      type === 'ExternalName' ? spec.at('externalName').text('the externalName of an ExternalName Service') : undefined;
    const service = {
      object,
      type,
      isHeadless,
      ...(Object.keys(labels).length > 0 && { selector: selectorOf(requirementsOf(labels)) }),
      ports: portsIn(spec.at('ports'), isHeadless || type === 'ExternalName'),
      ...(externalName !== undefined && { externalName }),
      externalIps: spec.at('externalIPs').items('externalIPs').map(addressIn),
      externalTrafficPolicy: spec.at('externalTrafficPolicy').oneOf('externalTrafficPolicy', POLICIES, 'Cluster'),
      internalTrafficPolicy: spec.at('internalTrafficPolicy').oneOf('internalTrafficPolicy', POLICIES, 'Cluster'),
      allocateLoadBalancerNodePorts: nodePorts.isAbsent || nodePorts.flag('allocateLoadBalancerNodePorts'),
      loadBalancerSourceRanges: sourceRangesIn(body),
      ...serviceWaypointIn(body.at('metadata').at('labels').value, object),
    };
    return { services: [service] };
  },
};

const TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] as const;
const POLICIES = ['Cluster', 'Local'] as const;

function portsIn(field: Field, mayBeNone: boolean): ServicePortFacts[] {
  const fields = field.mappings('the ports of a Service', 'a port of a Service');
  if (fields.length === 0 && !mayBeNone) {
    field.complain({
      law: 'a Service must have ports, unless it is headless',
      remedy: 'add the ports that clients use',
    });
  }
  const ports = fields.map((port) => portOf(port, fields.length > 1));
  if (ports.length < 2) return ports;
  const seen = new Set<string>();
  for (const [index, { name, port, protocol }] of ports.entries()) {
    const keys = [`${protocol} ${port}`, ...(name === undefined ? [] : [`named ${name}`])];
    if (keys.some((key) => seen.has(key))) {
      fields[index]?.note(
        `the ports of a Service must differ in number or protocol, and in name, but got ${keys.join(' ')} twice; leave one out`,
      );
    }
    for (const key of keys) seen.add(key);
  }
  return ports;
}

function portOf(field: Field, mustHaveName: boolean): ServicePortFacts {
  const what = 'the name of a port, of which a Service has several,';
  const name = mustHaveName ? field.at('name').text(what) : field.at('name').optionalText('a port name');
  const port = portNumberIn(field.at('port'));
  const target = field.at('targetPort');
  const hasTarget = !target.isAbsent && target.value !== 0 && target.value !== '';
  const nodePort = field.at('nodePort');
  const appProtocol = field.at('appProtocol').optionalText('appProtocol');
  return {
    ...(name !== undefined && { name }),
    port,
    protocol: protocolIn(field.at('protocol')),
    targetPort: hasTarget ? portIn(target) : port,
    ...(!nodePort.isAbsent && nodePort.value !== 0 && { nodePort: portNumberIn(nodePort) }),
    ...(appProtocol !== undefined && { appProtocol }),
  };
}

/** The field counts before the annotation, which is older. */
function sourceRangesIn(body: Field): string[] {
  const ranges = body.at('spec').at('loadBalancerSourceRanges').items('loadBalancerSourceRanges');
  if (ranges.length > 0) {
    return ranges.flatMap((range) => (networkIn(range) ? [String(range.value)] : []));
  }
  const annotation = body.at('metadata').at('annotations').at(RANGES_ANNOTATION);
  const texts = (annotation.isAbsent || annotation.value === '' ? '' : annotation.prose('an annotation'))
    .split(',')
    .map((text) => text.trim());
  return texts.filter((text) => text !== '' && networkOf(annotation, text));
}
