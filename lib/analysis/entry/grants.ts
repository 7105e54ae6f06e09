import type { ObjectRef } from '../network/place';
import type { Reference, ReferenceGrantFacts } from '../network/routes';

/** Who refers to an object of another namespace. */
export interface Referrer {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/**
 * The ReferenceGrants: which objects of other namespaces may be referred to.
 *
 * A grant stands in the namespace of what is referred to, and knows neither selectors nor wildcards.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export class Grants {
  private readonly byTerms = new Map<string, ObjectRef>();

  constructor(grants: readonly ReferenceGrantFacts[]) {
    for (const { object, from, to } of grants) {
      for (const source of from) for (const target of to) this.add(object, source, target);
    }
  }

  /** The first grant by which one may refer to the other; undefined where none is needed or none is there. */
  public find(referrer: Referrer, { group, kind, namespace, name }: Reference): ObjectRef | undefined {
    const asked = { group, kind };
    return (
      this.byTerms.get(termsOf(namespace, referrer, { ...asked, name })) ??
      this.byTerms.get(termsOf(namespace, referrer, asked))
    );
  }

  private add(object: ObjectRef, source: Referrer, target: ReferenceGrantFacts['to'][number]): void {
    const terms = termsOf(object.namespace, source, target);
    if (!this.byTerms.has(terms)) this.byTerms.set(terms, object);
  }
}

function termsOf(namespace: string, from: Referrer, to: ReferenceGrantFacts['to'][number]): string {
  return [namespace, from.group, from.kind, from.namespace, to.group, to.kind, to.name ?? ''].join('\n');
}
