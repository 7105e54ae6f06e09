import { AlbScheme, type AwsLoadBalancerProps, IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const SUBNETS = { subnetRanges: ['10.0.0.0/24', '10.0.1.0/24'] };
const alb = IngressControllers.awsLoadBalancer(SUBNETS);

test('has its name and its class', () => {
  expect([alb.name, alb.ingressClassName]).toEqual(['aws-load-balancer', 'alb']);
});

test('has no pods: it connects from its subnets', () => {
  expect(alb.dataPlane.blocks.map(String)).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
});

test('can face the internet, share a load balancer, and ask for health on a path', () => {
  const own = IngressControllers.awsLoadBalancer({
    ...SUBNETS,
    scheme: AlbScheme.INTERNET_FACING,
    group: 'public',
    healthCheckPath: '/healthz',
    ingressClassName: 'alb-public',
  });
  expect(own.ingressClassName).toBe('alb-public');
  expect(own.serve(request(CLEAR)).annotations).toEqual({
    'alb.ingress.kubernetes.io/scheme': 'internet-facing',
    'alb.ingress.kubernetes.io/group.name': 'public',
    'alb.ingress.kubernetes.io/healthcheck-path': '/healthz',
    'alb.ingress.kubernetes.io/target-type': 'ip',
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80}]',
  });
});

describe('refuses', () => {
  test.each([
    [{}, undefined],
    [{ subnetRanges: [] }, 'an empty list'],
    [{ subnetRanges: '10.0.0.0/24' }, '"10.0.0.0/24"'],
  ])('to guess from where it connects: %j', (props, got) => {
    expect(() => IngressControllers.awsLoadBalancer(props as AwsLoadBalancerProps)).toThrow(
      new Error(
        'IngressControllers.awsLoadBalancer() must have `subnetRanges`: a list of the networks from which the load ' +
          `balancer connects to the pods, but got ${got}; ` +
          '`aws ec2 describe-subnets --query "Subnets[].[SubnetId,CidrBlock]"` shows them',
      ),
    );
  });

  test.each([
    [
      { scheme: 'public' },
      'the `scheme` of IngressControllers.awsLoadBalancer() must be AlbScheme.INTERNAL or AlbScheme.INTERNET_FACING, but ' +
        'got "public"; leave it out for the first one',
    ],
    [
      { group: 'Public' },
      'the `group` of IngressControllers.awsLoadBalancer() must have lower case letters, digits, "-" and ".", start and ' +
        'end with a letter or digit, and have at most 63 characters, but got "Public"; write it as in \'public\'',
    ],
    [
      { healthCheckPath: 'healthz' },
      'the `healthCheckPath` of IngressControllers.awsLoadBalancer() must start with "/", but got "healthz"; write it as ' +
        "in '/healthz'",
    ],
    [
      { targetType: 'instance' },
      'IngressControllers.awsLoadBalancer() must have no `targetType`, but got "instance"; leave it out; it may have ' +
        'subnetRanges, scheme, group, healthCheckPath, ingressClassName',
    ],
  ])('what it can not be told: %j', (props, text) => {
    expect(() => IngressControllers.awsLoadBalancer({ ...SUBNETS, ...props } as AwsLoadBalancerProps)).toThrow(
      new Error(text),
    );
  });

  test.each([
    ['timeout', IngressOption.TIMEOUT],
    ['sourceRanges', IngressOption.SOURCE_RANGES],
  ])('what one Ingress of a group would say for all: %s', (name, option) => {
    const shared = IngressControllers.awsLoadBalancer({ ...SUBNETS, group: 'public' });
    expect(() => shared.serve(request(ASKING[option]))).toThrow(
      new Error(
        `\`${name}\` must be left to an Ingress with a load balancer of its own, but this one is in the group "public"; ` +
          'leave it out, or give the profile an entry by IngressControllers.awsLoadBalancer() without `group`',
      ),
    );
  });

  test('to wait longer than it can', () => {
    expect(() => alb.serve(request({ timeout: 4001 }))).toThrow(
      new Error(
        'the `timeout` of an Ingress by aws-load-balancer must be at most 4000 seconds, but got 4001; shorten it',
      ),
    );
    expect(() => alb.serve(request({ timeout: 4000 }))).not.toThrow();
  });

  test('a cookie for longer than a week', () => {
    const week = 604_800;
    expect(() => alb.serve(request({ stickySession: { seconds: week + 1 } }))).toThrow(
      new Error(
        'the `stickySession.duration` of an Ingress by aws-load-balancer must be at most 604800 seconds, but got 604801; ' +
          'shorten it',
      ),
    );
    expect(() => alb.serve(request({ stickySession: { seconds: week } }))).not.toThrow();
  });

  test('gRPC in clear text from its clients', () => {
    expect(() => alb.serve(request({ ...CLEAR, ...ASKING[IngressOption.BACKEND_GRPC] }))).toThrow(
      new Error(
        'an Ingress with a backend that speaks gRPC must have a certificate where aws-load-balancer serves it; give ' +
          "`tls`: Tls.cloud('arn:aws:acm:...')",
      ),
    );
  });
});

const PLAIN = {
  annotations: {
    'alb.ingress.kubernetes.io/scheme': 'internal',
    'alb.ingress.kubernetes.io/target-type': 'ip',
    'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'alb.ingress.kubernetes.io/ssl-redirect': '443',
  },
};

test('redirects plain HTTP where there is a certificate', () => {
  expect(alb.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(alb.serve(request(CLEAR))).toEqual({
    annotations: {
      'alb.ingress.kubernetes.io/scheme': 'internal',
      'alb.ingress.kubernetes.io/target-type': 'ip',
      'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP":80}]',
    },
  });
});

test.each<[IngressOption, object]>([
  [IngressOption.TIMEOUT, { 'alb.ingress.kubernetes.io/load-balancer-attributes': 'idle_timeout.timeout_seconds=30' }],
  [
    IngressOption.STICKY_SESSION,
    { 'alb.ingress.kubernetes.io/target-group-attributes': 'stickiness.enabled=true,stickiness.type=lb_cookie' },
  ],
  [
    IngressOption.STICKY_SESSION_DURATION,
    {
      'alb.ingress.kubernetes.io/target-group-attributes':
        'stickiness.enabled=true,stickiness.type=lb_cookie,stickiness.lb_cookie.duration_seconds=600',
    },
  ],
  [IngressOption.SOURCE_RANGES, { 'alb.ingress.kubernetes.io/inbound-cidrs': '203.0.113.0/24,2001:db8::/32' }],
  [IngressOption.BACKEND_HTTPS, { 'alb.ingress.kubernetes.io/backend-protocol': 'HTTPS' }],
  [IngressOption.BACKEND_GRPC, { 'alb.ingress.kubernetes.io/backend-protocol-version': 'GRPC' }],
  [
    IngressOption.BACKEND_GRPCS,
    {
      'alb.ingress.kubernetes.io/backend-protocol': 'HTTPS',
      'alb.ingress.kubernetes.io/backend-protocol-version': 'GRPC',
    },
  ],
  [IngressOption.CLOUD_CERTIFICATE, { 'alb.ingress.kubernetes.io/certificate-arn': 'shop-certificate' }],
])('says it in its own words: %s', (option, annotations) => {
  const answer = alb.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
  });
});
