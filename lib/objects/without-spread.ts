import type { IConstruct } from 'constructs';

/** What cdk8s-plus calls it. */
interface Spreading {
  spread?: boolean;
}

/**
 * Renders something that is only looked at, and leaves it as it was.
 *
 * A cdk8s-plus workload with `spread: true` adds its anti-affinity terms again each time it is rendered: it is rendered
 * here with that switched off, so that looking changes nothing of what is written later.
 *
 * @param constructs - those that are rendered, or have what is rendered inside
 */
export function withoutSpread<T>(constructs: readonly (IConstruct | undefined)[], render: () => T): T {
  const spreading = constructs.filter((each) => (each as Spreading | undefined)?.spread === true) as Spreading[];
  try {
    for (const each of spreading) each.spread = false;
    return render();
  } finally {
    for (const each of spreading) each.spread = true;
  }
}
