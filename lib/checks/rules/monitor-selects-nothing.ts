import { appendTo } from '../append-to';
import type { ICheck } from '../check';
import { type Evidence, groupOf, namespaceOf, type ReadObject, type Selector, type ServiceFacts } from '../facts';
import type { Finding } from '../finding';
import { GivenPods } from '../given-pods';
import type { Inspection } from '../inspection';
import { namespacesFilled } from '../makers';
import { selectorIn } from '../selectors';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';
import { isWritten, listAt, mappingAt, textAt, type Written } from '../written';

/**
 * Finds ServiceMonitors of the Prometheus operator whose selector means no Service, and PodMonitors whose selector means no
 * pod, of the namespaces that they look in.
 *
 * It is silent about empty selectors; about monitors that look in every namespace; and where nothing of these namespaces
 * was read, or a chart or an operator may make what is selected.
 */
export class MonitorSelectsNothing implements ICheck {
  public readonly id = 'monitor-selects-nothing';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a ServiceMonitor that selects no Service, or a PodMonitor that selects no pod';
  public readonly condition = 'none';
  public readonly harm = 'no metrics are collected, and alerts that need them stay silent';
  public readonly remedy =
    'correct the selector: that of a ServiceMonitor asks for labels of the Service, not of the pods';
  public readonly see = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const monitors = evidence.ofKinds(...KINDS).filter((object) => groupOf(object) === 'monitoring.coreos.com');
    if (monitors.length === 0) return [];
    const services = new GivenServices(evidence);
    return monitors.flatMap((object) => {
      const namespaces = namespacesOf(object);
      if (namespaces.length === 0 || !isWritten(object.body, 'spec', 'selector')) return [];
      const selector = selectorIn(mappingAt(object.body, 'spec', 'selector'), evidence);
      if (!selector || selector.requirements.length === 0) return [];
      const isOfPods = object.kind === 'PodMonitor';
      const isFound = namespaces.some((namespace) =>
        isOfPods ? mayBePods(namespace, selector, evidence) : services.mayBe(namespace, selector),
      );
      if (isFound) return [];
      const where = `namespace ${namespaces.join(', ')}`;
      const text = `no ${isOfPods ? 'pod' : 'Service'} of ${where} has the labels ${selector.text}`;
      const lines = isOfPods ? [] : uncollected(namespaces, selector, evidence);
      return [inspection._at(object, ['spec', 'selector'], text, lines)];
    });
  }
}

const KINDS = new Set(['ServiceMonitor', 'PodMonitor']);

/** The namespaces in which a monitor looks: its own, unless it names others; none where it looks everywhere. */
function namespacesOf(object: ReadObject): string[] {
  const written = mappingAt(object.body, 'spec', 'namespaceSelector');
  if (written.any === true) return [];
  const named = listAt(written, 'matchNames').filter((name): name is string => typeof name === 'string');
  return named.length > 0 ? named : [namespaceOf(object)];
}

/** The pods that have the labels for which Services were asked. */
function uncollected(namespaces: readonly string[], selector: Selector, { governance }: Evidence): string[] {
  const members = namespaces.flatMap((each) => governance.membersOf(governance.selected(each, selector).certain));
  return fewOf(
    firstOf(members).map(({ name }) => `${name} has these labels, and no metrics of it are collected by it`),
  );
}

function mayBePods(namespace: string, selector: Selector, evidence: Evidence): boolean {
  const { governance } = evidence;
  const given = GivenPods.of(evidence);
  if (!given.areWhole(namespace) || given.areOthers(selector)) return true;
  return governance.areWorkloads(governance.selected(namespace, selector));
}

/** The Services of each namespace, with their labels. */
class GivenServices {
  private readonly labels = new Map<string, { readonly [key: string]: string }[]>();
  private readonly filled: ReadonlySet<string> | 'all';

  public constructor(private readonly evidence: Evidence) {
    this.filled = namespacesFilled(evidence);
    for (const service of evidence.network.services) {
      const labels = labelsOf(service, evidence);
      const { namespace } = service.object;
      appendTo(this.labels, namespace, labels);
      for (const [key, value] of Object.entries(labels))
        appendTo(this.labels, `${namespace}\n${key}\n${value}`, labels);
    }
  }

  /** Whether a Service of a namespace is selected, or may be: of those with one of the labels asked for. */
  public mayBe(namespace: string, selector: Selector): boolean {
    const isFilled = this.filled === 'all' || this.filled.has(namespace);
    const all = this.labels.get(namespace);
    if (isFilled || !all) return true;
    const exact = selector.requirements.find(({ operator, values }) => operator === 'In' && values.length === 1);
    const candidates = exact ? this.labels.get(`${namespace}\n${exact.key}\n${exact.values[0]}`) : all;
    return candidates?.some((labels) => this.evidence.selects(selector, labels)) === true;
  }
}

function labelsOf({ object }: ServiceFacts, evidence: Evidence): { readonly [key: string]: string } {
  const written: Written = mappingAt(evidence.bodyOf(object), 'metadata', 'labels');
  return Object.fromEntries(Object.keys(written).map((key) => [key, textAt(written, key) ?? '']));
}
