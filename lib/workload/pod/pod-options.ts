import type { Duration } from 'cdk8s';
import type { ContainerOptions } from './container-options';
import type { ExtraPort } from './extra-port';
import type { InitContainer } from './init-container';
import type { KubernetesAccess } from './kubernetes-access';
import type { MetricsOptions } from './metrics-options';
import type { PodDns } from './pod-dns';
import type { SchedulingOptions } from './scheduling-options';
import type { ServiceAccount } from './service-account';
import type { Shutdown } from './shutdown';
import type { Sidecar } from './sidecar';
import type { Volume } from './volume';

/**
 * What pods run, and how. They pass Pod Security "restricted" as they are, but for `privileges` and files of the node.
 *
 * The options of a container, such as `image` and `env`, are those of the main one.
 */
export interface PodOptions extends ContainerOptions, SchedulingOptions {
  /**
   * The name of all objects of this workload.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * More labels of the pods, by which others may know them. Those by which they are selected are set already.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Ports on which the main container listens beside the main one, such as one for metrics.
   *
   * @default - none
   */
  readonly extraPorts?: ExtraPort[];

  /**
   * Where the pods tell their metrics, on a TCP port of theirs: written is that by which the monitoring of the cluster
   * profile finds them, and its scraper may connect to that port.
   *
   * A Service of the workload's own leads to that port as well, unless clients outside the cluster reach the Service.
   *
   * @default - they tell none
   */
  readonly metrics?: MetricsOptions;

  /**
   * Containers that run to their end first, one after another.
   *
   * @default - none
   */
  readonly initContainers?: InitContainer[];

  /**
   * Containers that run beside the main one, as long as it does.
   *
   * @default - none
   */
  readonly sidecars?: Sidecar[];

  /**
   * As whom the pods speak to the Kubernetes API. Where they get a token for it, they may connect to it as well, as far
   * as the cluster profile says where it is.
   *
   * @default - the namespace's `default`, without a token
   */
  readonly serviceAccount?: ServiceAccount;

  /**
   * What the pods may do with the Kubernetes API. They get a service account of the workload's own, their token, and the
   * connection to the API, whose address the cluster profile has to say.
   *
   * @default - nothing
   */
  readonly kubernetesApi?: KubernetesAccess;

  /**
   * The identity by which the pods speak to their cloud: the ARN of a role of AWS, the address of a service account of
   * Google Cloud, or the client id of a managed identity of Azure.
   *
   * By the cluster profile (`workloadIdentity`) they get a service account of the workload's own with the annotations,
   * the labels that they need, and the connection to whatever hands out their credentials. What the cloud itself has to
   * know, such as the association of EKS Pod Identity, is said there. The metadata service stays closed, but for GKE,
   * where it is this that hands out the credentials of a pod.
   *
   * @default - none
   */
  readonly identity?: string;

  /**
   * The security context constraints of OpenShift under which the pods run, such as `nonroot-v2`: then `runAs` is
   * written as it is elsewhere. They are pinned by an annotation of the pods, and a service account of the workload's own
   * may use them.
   *
   * Only where the cluster profile says that the cluster assigns users (`assignsPodUsers`). On any other cluster nothing
   * is written of it, so that one app serves both.
   *
   * @default - those of the cluster, mostly `restricted-v2`: it picks the users and groups, and none is written
   */
  readonly securityContextConstraints?: string;

  /**
   * The names of Secrets of the namespace with which the images are pulled.
   *
   * @default - those of the service account
   */
  readonly imagePullSecrets?: string[];

  /**
   * Files that the containers find, by the path where they find them.
   *
   * @default - none
   */
  readonly volumes?: { readonly [mountPath: string]: Volume };

  /**
   * Paths of empty directories that the containers may write to.
   *
   * @default - none
   */
  readonly writable?: string[];

  /**
   * Whether the containers can't write to their own file system, but to `writable` paths only.
   *
   * @default false
   */
  readonly readOnlyRoot?: boolean;

  /**
   * The user by number, 1 or above: `runAsUser`, `runAsGroup`, and `fsGroup` for the volumes.
   *
   * Pods don't run as root unless `privileges` say so. Without this the image itself has to name a user by number, and
   * the synth says so. Where the cluster assigns users, as OpenShift does, none is written; see
   * `securityContextConstraints`.
   *
   * @default - the user of the image
   */
  readonly runAs?: number;

  /**
   * How long the containers have to end before they are killed.
   *
   * @default - Kubernetes' own: 30 seconds
   */
  readonly terminationGracePeriod?: Duration;

  /**
   * What happens before the main container is told to end.
   *
   * @default - for what answers requests (WebApp, InternalService) a sleep of 5 seconds, where there is time for it; it
   * takes Kubernetes 1.30, so that an older cluster needs another Shutdown here. Else nothing
   */
  readonly shutdown?: Shutdown;

  /**
   * Whom the pods ask for names, and how.
   *
   * @default PodDns.ofCluster()
   */
  readonly dns?: PodDns;

  /**
   * The name by which the pods know themselves, a DNS label. Not for members of a StatefulSet, whose names are given.
   *
   * @default - the name of the pod
   */
  readonly hostname?: string;

  /**
   * The name of a headless Service of the namespace that selects the pods. With a `hostname` they are found under
   * `<hostname>.<subdomain>`.
   *
   * @default - none
   */
  readonly subdomain?: string;
}
