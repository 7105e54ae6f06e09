import type { MeshWords } from '../network/mesh';
import { type Field, isRecord } from './fields/field';

/**
 * What a Namespace says of its pods.
 *
 * @see https://istio.io/latest/docs/ambient/usage/add-workloads/
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @see https://linkerd.io/2/features/proxy-injection/
 */
export function namespaceMeshWords(namespace: Field): MeshWords | undefined {
  const { labels, annotations } = metadataOf(namespace);
  const injection = labels['istio-injection'];
  const isInjected = injection === undefined ? labels[REVISION] !== undefined || undefined : injection === 'enabled';
  return words({
    ambient: ambientIn(labels),
    sidecar: isInjected,
    linkerd: linkerdIn(annotations),
    ...inboundIn(namespace, annotations),
    linkerdSkips: labels['config.linkerd.io/admission-webhooks'] === 'disabled' || skipsIn(annotations),
  });
}

/** What pods say of themselves, by their labels, their annotations and the containers that they have already. */
export function podMeshWords(pod: Field): MeshWords | undefined {
  const { labels, annotations } = metadataOf(pod);
  const inject = labels[INJECT] ?? annotations[INJECT];
  const isInjected = inject === undefined ? labels[REVISION] !== undefined || undefined : inject === 'true';
  return words({
    ambient: ambientIn(labels),
    sidecar: hasContainer(pod, 'istio-proxy') || isInjected,
    linkerd: hasContainer(pod, 'linkerd-proxy') || linkerdIn(annotations),
    ...inboundIn(pod, annotations),
    linkerdSkips: skipsIn(annotations),
  });
}

const REVISION = 'istio.io/rev';
const INJECT = 'sidecar.istio.io/inject';

type Texts = { readonly [key: string]: unknown };

/** What is wrong with them is told by whoever reads them for their own sake. */
function metadataOf({ value }: Field): { readonly labels: Texts; readonly annotations: Texts } {
  const metadata = isRecord(value) && isRecord(value.metadata) ? value.metadata : {};
  const { labels, annotations } = metadata;
  return { labels: isRecord(labels) ? labels : {}, annotations: isRecord(annotations) ? annotations : {} };
}

function ambientIn(labels: Texts): boolean | undefined {
  const mode = labels['istio.io/dataplane-mode'];
  return mode === undefined ? undefined : mode === 'ambient';
}

function linkerdIn(annotations: Texts): boolean | undefined {
  const inject = annotations['linkerd.io/inject'];
  return inject === undefined ? undefined : inject === 'enabled' || inject === 'ingress';
}

const INBOUND = 'config.linkerd.io/default-inbound-policy';

/** What isn't a text is none of the policies that Linkerd knows, which others have to find out. */
function inboundIn({ path }: Field, annotations: Texts): Pick<MeshWords, 'linkerdInbound'> {
  const policy = annotations[INBOUND];
  if (policy === undefined || policy === null) return {};
  return { linkerdInbound: { policy: String(policy), path: [...path, 'metadata', 'annotations', INBOUND] } };
}

/** By these, some ports or networks are kept from the proxy, or it listens elsewhere; one for ingresses calls otherwise. */
const SKIPS = ['skip-inbound-ports', 'skip-outbound-ports', 'skip-subnets', 'inbound-port'];

function skipsIn(annotations: Texts): boolean | undefined {
  const isOfIngress = annotations['linkerd.io/inject'] === 'ingress';
  return isOfIngress || SKIPS.some((key) => annotations[`config.linkerd.io/${key}`] !== undefined) || undefined;
}

function hasContainer({ value }: Field, name: string): boolean {
  const spec = isRecord(value) && isRecord(value.spec) ? value.spec : {};
  const lists = [spec.containers, spec.initContainers].filter(Array.isArray);
  return lists.flat().some((container) => isRecord(container) && container.name === name);
}

function words(found: MeshWords): MeshWords | undefined {
  const said = Object.entries(found).filter(([, value]) => value !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
