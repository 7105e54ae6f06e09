import { admin } from './admin';
import { blocks } from './blocks';
import { routes } from './routes';
import type { Shape } from './shape';
import { teams } from './teams';
import { tiers } from './tiers';

/** Every shape of cluster, in the order in which they are measured. */
export const SHAPES: readonly Shape[] = [tiers, teams, blocks, admin, routes];
