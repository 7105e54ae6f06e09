import type { ApiObject, App } from 'cdk8s';
import type { Connectivity } from '../analysis';
import { saysOtherwise } from '../objects';
import { Declared, saysItself } from '../policy';
import { computedOnce } from '../traffic';
import { deniedFindings } from './denied-findings';
import type { Origins } from './origins';
import type { SynthFound } from './synth-finding';
import { undeclaredFindings } from './undeclared-findings';
import type { WrittenObjects } from './written-objects';

/** Where what an app declares of its workloads isn't what its manifests allow, as far as these are sure. */
export function declaredFindings(
  root: App,
  connectivity: Connectivity,
  written: WrittenObjects,
  origins: Origins,
): SynthFound[] {
  const declared = new Declared(root);
  // Whether patches leave what an object says as it was made.
  const isAsMade = computedOnce((object: ApiObject) => !saysOtherwise(object));
  const mismatch = connectivity._against({
    workloads: declared.workloads,
    connections: declared.connections,
    peers: declared.peers,
    maySayMore: (each) => {
      const object = written.objectOf(each);
      return !object || !isAsMade(object) || !(saysItself(object) || declared.isOfWorkload(object));
    },
    countsAsMeant: (each) => {
      const object = written.objectOf(each);
      return object !== undefined && saysItself(object) && isAsMade(object);
    },
    isChanged: (workload) => !declared.policiesOf(workload).every(isAsMade),
    mayPass: (from, to) => declared.mayPass(from, to),
    addresses: (workload, direction) => declared.addresses(workload, direction),
  });
  return [...deniedFindings(mismatch, written, origins), ...undeclaredFindings(mismatch, written, origins)];
}
