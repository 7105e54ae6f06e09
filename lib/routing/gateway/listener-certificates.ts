import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Challenge } from '../../cluster';
import type { Between, IConnectable, IExternalPeer } from '../../policy';
import { AcmeSolver } from '../acme-solver';
import { issue } from '../issued-certificates';
import type { HttpsListener } from './listeners';
import { grant, secretGrant } from './needed-grants';
import type { ReferenceGrant, ReferrerKind } from './reference-grant';

/** Whose certificates they are. */
export interface ListenerCertificatesProps {
  /** What reports call it: `Gateway shop/gateway`. */
  readonly title: string;
  readonly namespace: string;
  /** Which kind of object refers to the certificates. */
  readonly referrer: ReferrerKind;
  /** Lets the data plane connect to somebody. */
  readonly letIn: (callee: IConnectable | IExternalPeer, way: Between) => void;
  /** Opens the listener for plain HTTP, where challenges come, to the routes of a namespace. */
  readonly plain: (namespace: string, host: string) => unknown;
}

/** What the certificates of listeners need: grants, Certificates, and a way to the pods that prove a host. */
export class ListenerCertificates {
  /** The grants for them so far. */
  public readonly grants = new Set<ReferenceGrant>();
  /** Those that cert-manager is asked for so far. */
  public readonly issued = new Set<ApiObject>();
  private foundSolver?: AcmeSolver;

  public constructor(
    private readonly construct: Construct,
    private readonly props: ListenerCertificatesProps,
  ) {}

  /** cert-manager's solver pods, once a certificate is proven by HTTP01. */
  public get solver(): AcmeSolver | undefined {
    return this.foundSolver;
  }

  /** Sees to what a certificate needs; doing so again changes nothing. */
  public provide({ tls, certificateOf }: Pick<HttpsListener, 'tls' | 'certificateOf'>): void {
    const { namespace, referrer, title, letIn, plain } = this.props;
    const needed = secretGrant(tls, namespace, referrer);
    if (needed) this.grants.add(grant(this.construct, needed));
    if (tls.isIssued) this.issued.add(issue(this.construct, { tls, hostname: certificateOf, namespace }));
    if (tls.challenge !== Challenge.HTTP01) return;
    // cert-manager puts the route of a challenge beside the Certificate.
    plain(namespace, certificateOf);
    this.foundSolver = AcmeSolver.of(Chart.of(this.construct));
    letIn(this.foundSolver, { reason: `certificate challenges on ${title}`, declaredBy: this.construct });
  }
}
