import { valueError } from '../../errors';
import type { Peer } from '../../traffic';
import { annotations, type Said } from './annotations';
import type { IIngressController } from './ingress-controller';
import { BackendProtocol, type IngressAnswer, type IngressRequest } from './ingress-request';
import { checkInstallation } from './installation';
import { checkSeconds } from './limits';
import { optionsOf } from './option-table';
import { peerOf } from './subnet-ranges';

/** From where an Application Load Balancer is reached. */
export enum AlbScheme {
  /** From the private network only. */
  INTERNAL = 'internal',
  /** From the internet. */
  INTERNET_FACING = 'internet-facing',
}

/** How Application Load Balancers are made. */
export interface AwsLoadBalancerProps {
  /**
   * The networks of the subnets of its load balancers, from which they connect to the pods: `aws ec2 describe-subnets
   * --query "Subnets[].[SubnetId,CidrBlock]"` shows them.
   */
  readonly subnetRanges: string[];

  /**
   * From where its load balancers are reached.
   *
   * @default AlbScheme.INTERNAL
   */
  readonly scheme?: AlbScheme;

  /**
   * The group of all Ingresses that share one load balancer. Whoever may write an Ingress of the group can take requests
   * away from the others; and what a whole load balancer has can't be said by one Ingress: `timeout`, `sourceRanges`.
   *
   * @default - each Ingress has a load balancer of its own
   */
  readonly group?: string;

  /**
   * The path on which the load balancer asks whether a pod is well: it has to answer with the status 200, or 12 of gRPC
   * where that is what it speaks.
   *
   * @default - the controller's own: `/`, or `/AWS.ALB/healthcheck` where the pods speak gRPC
   */
  readonly healthCheckPath?: string;

  /**
   * The name of its IngressClass.
   *
   * @default 'alb'
   */
  readonly ingressClassName?: string;
}

const PREFIX = 'alb.ingress.kubernetes.io/';
const FACTORY = 'IngressControllers.awsLoadBalancer()';

/** The longest time without a byte that a load balancer can be told, in seconds. */
const MAX_IDLE = 4000;

/** The longest time for which a target group keeps clients to a pod: a week, in seconds. */
const MAX_STICKY = 604_800;

const ENCRYPTED: (BackendProtocol | undefined)[] = [BackendProtocol.HTTPS, BackendProtocol.GRPCS];
const GRPC: (BackendProtocol | undefined)[] = [BackendProtocol.GRPC, BackendProtocol.GRPCS];

/**
 * Application Load Balancers by the AWS Load Balancer Controller. They have no pods: they connect from their subnets, to
 * the pods themselves, which need addresses of the VPC for that.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export class AwsLoadBalancer implements IIngressController {
  public readonly name = 'aws-load-balancer';
  public readonly ingressClassName: string;
  public readonly dataPlane: Peer;
  public readonly options = optionsOf(this.name);
  private readonly said: Said;
  private readonly group?: string;

  public constructor(props: AwsLoadBalancerProps) {
    checkInstallation(FACTORY, props, ['subnetRanges', 'scheme', 'group', 'healthCheckPath', 'ingressClassName']);
    const { subnetRanges, scheme = AlbScheme.INTERNAL, group, healthCheckPath, ingressClassName = 'alb' } = props;
    checkScheme(scheme);
    checkGroup(group);
    checkHealthCheckPath(healthCheckPath);
    const command = 'aws ec2 describe-subnets --query "Subnets[].[SubnetId,CidrBlock]"';
    this.dataPlane = peerOf(subnetRanges, { factory: FACTORY, option: 'subnetRanges', command });
    this.ingressClassName = ingressClassName;
    this.group = group;
    this.said = { scheme, 'group.name': group, 'healthcheck-path': healthCheckPath, 'target-type': 'ip' };
  }

  public serve(request: IngressRequest): IngressAnswer {
    const { timeout, sourceRanges, stickySession } = request;
    if (this.group !== undefined) refuseForAll(this.group, request);
    checkSeconds(this.name, { option: 'timeout', seconds: timeout, most: MAX_IDLE });
    checkSeconds(this.name, { option: 'stickySession.duration', seconds: stickySession?.seconds, most: MAX_STICKY });
    return {
      annotations: annotations(PREFIX, {
        ...this.said,
        ...listeners(request),
        'load-balancer-attributes': timeout === undefined ? undefined : `idle_timeout.timeout_seconds=${timeout}`,
        'inbound-cidrs': sourceRanges?.join(','),
        ...targets(request),
        'target-group-attributes': stickySession ? stickiness(stickySession.seconds) : undefined,
      }),
    };
  }
}

function listeners({ isSecure, cloudCertificate }: IngressRequest): Said {
  if (!isSecure) return { 'listen-ports': '[{"HTTP":80}]' };
  return {
    'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
    'ssl-redirect': 443,
    'certificate-arn': cloudCertificate,
  };
}

function targets({ backendProtocol, isSecure }: IngressRequest): Said {
  const isGrpc = GRPC.includes(backendProtocol);
  if (isGrpc && !isSecure) {
    throw valueError({
      law: 'an Ingress with a backend that speaks gRPC must have a certificate where aws-load-balancer serves it',
      remedy: "give `tls`: Tls.cloud('arn:aws:acm:...')",
    });
  }
  return {
    'backend-protocol': ENCRYPTED.includes(backendProtocol) ? 'HTTPS' : undefined,
    'backend-protocol-version': isGrpc ? 'GRPC' : undefined,
  };
}

function stickiness(seconds: number | undefined): string {
  const attributes = ['stickiness.enabled=true', 'stickiness.type=lb_cookie'];
  if (seconds !== undefined) attributes.push(`stickiness.lb_cookie.duration_seconds=${seconds}`);
  return attributes.join(',');
}

/** One Ingress of a group would say it for all of them, and two that differ are an error in the cluster. */
function refuseForAll(group: string, { timeout, sourceRanges }: IngressRequest): void {
  const [option] = Object.entries({ timeout, sourceRanges }).find(([, value]) => value !== undefined) ?? [];
  if (option === undefined) return;
  throw valueError({
    law: `\`${option}\` must be left to an Ingress with a load balancer of its own, but this one is in the group "${group}"`,
    remedy: `leave it out, or give the profile an entry by ${FACTORY} without \`group\``,
  });
}

function checkScheme(scheme: AlbScheme): void {
  if (Object.values(AlbScheme).includes(scheme)) return;
  throw valueError({
    law: `the \`scheme\` of ${FACTORY} must be AlbScheme.INTERNAL or AlbScheme.INTERNET_FACING`,
    got: scheme,
    remedy: 'leave it out for the first one',
  });
}

function checkGroup(group: unknown): void {
  if (group === undefined) return;
  if (typeof group === 'string' && /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(group)) return;
  throw valueError({
    law:
      `the \`group\` of ${FACTORY} must have lower case letters, digits, "-" and ".", start and end with a letter or ` +
      'digit, and have at most 63 characters',
    got: group,
    remedy: "write it as in 'public'",
  });
}

function checkHealthCheckPath(path: unknown): void {
  if (path === undefined || (typeof path === 'string' && /^\/[A-Za-z0-9/._~-]*$/.test(path))) return;
  throw valueError({
    law: `the \`healthCheckPath\` of ${FACTORY} must start with "/"`,
    got: path,
    remedy: "write it as in '/healthz'",
  });
}
