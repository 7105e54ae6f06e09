import { NetworkPlugin, WorkloadIdentity } from '../../lib/cluster';
import { Port } from '../../lib/traffic';

const ROLE = 'arn:aws:iam::123456789012:role/shop';

test.each<[WorkloadIdentity, string, string[], string[], string[], boolean]>([
  [
    WorkloadIdentity.eksPodIdentity(),
    'eks-pod-identity',
    ['169.254.170.23/32', 'fd00:ec2::23/128'],
    ['TCP 80'],
    [],
    true,
  ],
  [WorkloadIdentity.eksIrsa('eu-west-1'), 'eks-irsa', [], ['TCP 443'], ['sts.eu-west-1.amazonaws.com'], false],
  [WorkloadIdentity.eksIrsa('cn-north-1'), 'eks-irsa', [], ['TCP 443'], ['sts.cn-north-1.amazonaws.com.cn'], false],
  [WorkloadIdentity.gke(), 'gke', ['169.254.169.252/32', '169.254.169.254/32'], ['TCP 80', 'TCP 988'], [], false],
  [WorkloadIdentity.azure(), 'azure', [], ['TCP 443'], ['login.microsoftonline.com'], false],
  [
    WorkloadIdentity.addresses(['10.9.0.12'], { ports: [Port.tcp(8181)], onHost: true }),
    'addresses',
    ['10.9.0.12/32'],
    ['TCP 8181'],
    [],
    true,
  ],
])('$name is fetched where it is said', (identity, name, ranges, ports, hostnames, isOnHost) => {
  expect(identity.name).toBe(name);
  expect(identity.ranges.map(String)).toEqual(ranges);
  expect(identity.ports.map(String)).toEqual(ports);
  expect(identity.hostnames).toEqual(hostnames);
  expect(identity.isOnHost).toBe(isOnHost);
});

describe('is fetched from', () => {
  test.each<[string, WorkloadIdentity, NetworkPlugin | undefined, string[]]>([
    ['addresses', WorkloadIdentity.eksPodIdentity(), undefined, ['169.254.170.23/32, fd00:ec2::23/128']],
    [
      'addresses',
      WorkloadIdentity.eksPodIdentity(),
      NetworkPlugin.awsVpcCni(),
      ['169.254.170.23/32, fd00:ec2::23/128'],
    ],
    [
      'the node, where Cilium matches no address of it',
      WorkloadIdentity.eksPodIdentity(),
      NetworkPlugin.cilium(),
      ['Cilium entity host'],
    ],
    [
      'addresses that Cilium does match',
      WorkloadIdentity.gke(),
      NetworkPlugin.cilium(),
      ['169.254.169.252/32, 169.254.169.254/32'],
    ],
    ['nobody who is known by an address', WorkloadIdentity.azure(), NetworkPlugin.cilium(), []],
  ])('%s', (_, identity, plugin, peers) => {
    expect(identity.peers(plugin).map(String)).toEqual(peers);
  });
});

test.each([
  [WorkloadIdentity.eksPodIdentity(), {}, {}],
  [WorkloadIdentity.eksIrsa('eu-west-1'), { 'eks.amazonaws.com/role-arn': ROLE }, {}],
  [WorkloadIdentity.gke(), { 'iam.gke.io/gcp-service-account': ROLE }, {}],
  [WorkloadIdentity.azure(), { 'azure.workload.identity/client-id': ROLE }, { 'azure.workload.identity/use': 'true' }],
])('$name says what a ServiceAccount and its pods need', (identity, annotations, podLabels) => {
  expect(identity.serviceAccountAnnotations(ROLE)).toEqual(annotations);
  expect(identity.podLabels).toEqual(podLabels);
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a region that is none',
      () => WorkloadIdentity.eksIrsa('eu-west'),
      'the region of WorkloadIdentity.eksIrsa() must be one of AWS, but got "eu-west"; write it as in "eu-west-1"; ' +
        '`aws eks list-clusters` asks the region that is set',
    ],
    [
      'no ports',
      () => WorkloadIdentity.addresses(['10.9.0.12'], { ports: [] }),
      'WorkloadIdentity.addresses() must have `ports`, but got an empty list; write them as in [Port.tcp(80)]',
    ],
    [
      'no addresses',
      () => WorkloadIdentity.addresses([], { ports: [Port.tcp(80)] }),
      'WorkloadIdentity.addresses() must have a list of addresses, but got an empty list; give those that its pods or ' +
        'machines have',
    ],
    [
      'an identity that is none',
      () => WorkloadIdentity.gke().serviceAccountAnnotations(undefined as any),
      'an identity must be a text, but got undefined; write it as in "arn:aws:iam::123456789012:role/shop"',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
