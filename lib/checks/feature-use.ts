import type { GatewayFeature } from '../cluster';
import type { FieldPath } from './facts';

/** Something that not every implementation can do, and where it is asked for. */
export interface FeatureUse {
  readonly feature: GatewayFeature;
  readonly path: FieldPath;
}
