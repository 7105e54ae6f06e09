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
    ambient: labels[AMBIENT] === undefined ? undefined : labels[AMBIENT] === 'ambient',
    sidecar: isInjected,
    linkerd: linkerdIn(annotations),
    ...inboundIn(namespace, annotations),
    linkerdSkips: labels['config.linkerd.io/admission-webhooks'] === 'disabled' || skipsIn(annotations),
  });
}

/** What pods say of themselves, by their labels, their annotations and the containers that they have already. */
export function podMeshWords(pod: Field): MeshWords | undefined {
  const { labels, annotations } = metadataOf(pod);
  return words({
    ambient: labels[AMBIENT] === 'none' ? false : labels[AMBIENT] === 'ambient' || undefined,
    sidecar: injectionIn(labels, annotations),
    hasSidecar: hasContainer(pod, 'istio-proxy') || undefined,
    linkerd: hasContainer(pod, 'linkerd-proxy') || linkerdIn(annotations),
    ...inboundIn(pod, annotations),
    linkerdSkips: skipsIn(annotations),
  });
}

const REVISION = 'istio.io/rev';
const INJECT = 'sidecar.istio.io/inject';
const AMBIENT = 'istio.io/dataplane-mode';

/** What Istio's injector takes for yes. */
const YES = ['y', 'yes', 'true', 'on'];

/**
 * Whether pods ask for a proxy of Istio: by the label, or where they have none by an annotation, which is older.
 *
 * To namespaces that say nothing, its webhook comes for one word of the label only. All other words for yes leave it to
 * the namespace, as an empty one does.
 */
function injectionIn(labels: Texts, annotations: Texts): boolean | undefined {
  const inject = labels[INJECT] ?? annotations[INJECT];
  if (labels[INJECT] === 'true') return true;
  if (inject !== undefined && inject !== '' && !YES.includes(String(inject).toLowerCase())) return false;
  return labels[REVISION] !== undefined || undefined;
}

type Texts = { readonly [key: string]: unknown };

/** What is wrong with them is told by whoever reads them for their own sake. */
function metadataOf({ value }: Field): { readonly labels: Texts; readonly annotations: Texts } {
  const metadata = isRecord(value) && isRecord(value.metadata) ? value.metadata : {};
  const { labels, annotations } = metadata;
  return { labels: isRecord(labels) ? labels : {}, annotations: isRecord(annotations) ? annotations : {} };
}

function linkerdIn(annotations: Texts): boolean | undefined {
  const inject = annotations['linkerd.io/inject'];
  return inject === undefined ? undefined : inject === 'enabled' || inject === 'ingress';
}

const INBOUND = 'config.linkerd.io/default-inbound-policy';

/** What isn't a text is none of the policies that Linkerd knows, which others have to find out. */
function inboundIn(field: Field, annotations: Texts): Pick<MeshWords, 'linkerdInbound'> {
  const policy = annotations[INBOUND];
  if (policy === undefined || policy === null) return {};
  return { linkerdInbound: { policy: String(policy), path: [...field.path, 'metadata', 'annotations', INBOUND] } };
}

/** By these, some ports or networks are kept from the proxy, or it listens elsewhere; one for ingresses calls otherwise. */
const SKIPS = ['skip-inbound-ports', 'skip-outbound-ports', 'skip-subnets', 'inbound-port'];

function skipsIn(annotations: Texts): boolean | undefined {
  const isOfIngress = annotations['linkerd.io/inject'] === 'ingress';
  return isOfIngress || SKIPS.some((key) => annotations[`config.linkerd.io/${key}`] !== undefined) || undefined;
}

function hasContainer({ value }: Field, name: string): boolean {
  const spec = isRecord(value) && isRecord(value.spec) ? value.spec : {};
  return [spec.containers, spec.initContainers].some(
    (list) => Array.isArray(list) && list.some((container) => isRecord(container) && container.name === name),
  );
}

function words(found: MeshWords): MeshWords | undefined {
  const keys = Object.keys(found) as (keyof MeshWords)[];
  if (keys.every((key) => found[key] === undefined)) return undefined;
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
