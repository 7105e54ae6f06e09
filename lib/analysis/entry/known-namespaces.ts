import { NAMESPACE_NAME } from '../../traffic';
import type { Network } from '../network/network';
import type { AdmittedNamespaces } from '../network/routes';
import { selects } from '../network/selector';
import type { Labels } from '../network/workloads';

/** What the manifests tell of namespaces: their labels, and which of them were read at all. */
export class KnownNamespaces {
  private readonly labels = new Map<string, Labels>();
  private readonly read = new Set<string>();

  constructor({ namespaces, workloads, services, grants, gateways }: Network) {
    for (const { object, labels } of namespaces) {
      this.labels.set(object.name, labels);
      this.read.add(object.name);
    }
    for (const { object } of [...workloads, ...services, ...grants, ...gateways]) this.read.add(object.namespace);
  }

  /**
   * Whether a namespace was read: itself, or what runs, is addressed or is granted in it.
   *
   * What isn't found in such a namespace isn't there. Another namespace is kept elsewhere, and may well have it.
   */
  public has(name: string): boolean {
    return this.read.has(name);
  }

  /**
   * Whether the objects of a namespace are admitted; undefined where that depends on labels that weren't read.
   *
   * @param admitted - whom a listener or a Gateway admits
   * @param own - the namespace of that listener or Gateway
   * @param asking - the namespace that asks
   */
  public areAdmitted(admitted: AdmittedNamespaces, own: string, asking: string): boolean | undefined {
    switch (admitted.from) {
      case 'All':
        return true;
      case 'Same':
        return own === asking;
      case 'None':
        return false;
      case 'Selector':
        return this.areSelected(admitted, asking);
    }
  }

  private areSelected({ selector }: AdmittedNamespaces, asking: string): boolean | undefined {
    if (!selector) return false;
    const labels = this.labels.get(asking);
    return labels ? selects(selector, labels) : selects(selector, { [NAMESPACE_NAME]: asking }, 'any');
  }
}

/** Whom a listener or a Gateway admits, as its manifest says it. */
export function admittedText({ from, selector }: AdmittedNamespaces): string {
  if (from !== 'Selector') return `is ${from}`;
  return selector ? `is the Selector ${selector.text || '{}'}` : 'is Selector, without a selector';
}
