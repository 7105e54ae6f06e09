export { ensureRules } from './app-rules';
export { type Problem, problemOf, validateApp } from './app-validation';
export { clusterOf } from './cluster-of';
export { millisecondsOf } from './duration';
export { isMeshNamespace, joinMesh, meshNamespaces, meshOf } from './mesh-members';
export {
  labelValue,
  NameLaw,
  type Naming,
  namespaceOf,
  objectLabels,
  objectMetadata,
  refuseIntegerId,
  resourceName,
  selectorLabels,
} from './metadata';
export { NameScope, nearestNameScope } from './name-scope';
export { type Homed, homeOf, namespaceLabels } from './namespaces';
export { isNoticed, notice, tellAfterwards } from './notices';
export { byKey, isPatched, patchable, saysOtherwise } from './patchable';
export { PerApp } from './per-app';
export { InnerMetadata } from './plain-json';
export { isPresent } from './present';
export { holdReading, ReadOfEach, ReadOnce, readAnew } from './reading';
export { Content, Fields } from './typed-json';
export { addReadingValidation, areValidatedByOthers } from './validations';
export { withdrawn } from './withdrawn';
export { withoutSpread } from './without-spread';
export type { IWorkload } from './workload';
export { lastingContainers, templateOf } from './written-pods';
