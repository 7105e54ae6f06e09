import type { Connectivity } from '../analysis';
import type { DeclaredWorkload } from '../policy';

/** Where what was declared of an app's workloads isn't what its manifests allow, as far as these are sure. */
export type Mismatch = ReturnType<typeof Connectivity.prototype._against<DeclaredWorkload>>;

/** `[shop/web]`, where a workload was declared. */
export function pathOf({ construct }: DeclaredWorkload): string {
  return `[${construct.node.path}]`;
}
