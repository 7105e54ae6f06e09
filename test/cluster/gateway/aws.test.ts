import { type AwsGatewayProps, GatewayImplementations } from '../../../lib/cluster';
import { GATEWAY, request } from './requests';

const PROPS: AwsGatewayProps = { gatewayClassName: 'alb', subnetRanges: ['10.0.1.0/24', '10.0.2.0/24'] };
const aws = GatewayImplementations.aws(PROPS);

const TARGETS = {
  apiVersion: 'gateway.k8s.aws/v1beta1',
  kind: 'TargetGroupConfiguration',
  suffix: 'targets',
  fields: { spec: { defaultConfiguration: { targetType: 'ip' } } },
};

function balancer(spec: object): object {
  return {
    apiVersion: 'gateway.k8s.aws/v1beta1',
    kind: 'LoadBalancerConfiguration',
    suffix: 'load-balancer',
    fields: { spec: { ...spec, defaultTargetGroupConfiguration: { name: 'public-targets' } } },
  };
}

test('has its name, the class that it was told, and the controller of Application Load Balancers', () => {
  expect([aws.name, aws.gatewayClassName, aws.controllerName]).toEqual(['aws', 'alb', 'gateway.k8s.aws/alb']);
});

test('its requests come from the subnets of the load balancer, and no pod is a data plane', () => {
  expect(`${aws.dataPlane(GATEWAY)}`).toBe('10.0.1.0/24, 10.0.2.0/24');
  expect(aws.localDataPlane(GATEWAY)).toBeUndefined();
  expect(aws.podPort(443)).toBe(443);
});

test('is public unless it is told otherwise: of itself the controller makes it internal', () => {
  expect(aws.serve(request())).toEqual({
    objects: [balancer({ scheme: 'internet-facing' }), TARGETS],
    parameters: 0,
  });
  expect(aws.serve(request({ isInternal: true }))).toEqual({
    objects: [balancer({ scheme: 'internal' }), TARGETS],
    parameters: 0,
  });
});

test('names certificates beside the Gateway: a listener says nothing of them, and takes none from a Secret', () => {
  expect(aws.takesSecrets).toBe(false);
  expect(aws.cloudCertificate('arn:aws:acm:1')).toEqual({});
  expect(aws.serve(request({ cloudCertificates: ['arn:aws:acm:1'] })).objects?.[0]).toEqual(
    balancer({
      scheme: 'internet-facing',
      listenerConfigurations: [{ protocolPort: 'HTTPS:443', defaultCertificate: 'arn:aws:acm:1' }],
    }),
  );
  const several = ['arn:aws:acm:1', 'arn:aws:acm:2', 'arn:aws:acm:3'];
  expect(aws.serve(request({ cloudCertificates: several })).objects?.[0]).toEqual(
    balancer({
      scheme: 'internet-facing',
      listenerConfigurations: [
        {
          protocolPort: 'HTTPS:443',
          defaultCertificate: 'arn:aws:acm:1',
          certificates: ['arn:aws:acm:2', 'arn:aws:acm:3'],
        },
      ],
    }),
  );
});

test('refuses to be without a class, which nobody creates', () => {
  expect(() => GatewayImplementations.aws({ subnetRanges: ['10.0.1.0/24'] } as any)).toThrow(
    new Error(
      'the `gatewayClassName` of GatewayImplementations.aws() must be given, since the controller creates no class; ' +
        '`kubectl get gatewayclass` lists those of the cluster; make one whose controller is gateway.k8s.aws/alb',
    ),
  );
});

test.each([
  [undefined, ', but got undefined'],
  [null, ', but got null'],
  [[], ', but got an empty list'],
  ['10.0.1.0/24', ', but got "10.0.1.0/24"'],
])('refuses subnets that nobody could let in: %j', (subnetRanges, got) => {
  expect(() => GatewayImplementations.aws({ gatewayClassName: 'alb', subnetRanges } as any)).toThrow(
    new Error(
      `the \`subnetRanges\` of GatewayImplementations.aws() must be a list with at least one network in it${got}; give ` +
        'the networks of the subnets of its load balancers, as `aws ec2 describe-subnets --query ' +
        '"Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock]"` shows them',
    ),
  );
});
