import type { CallerTest } from '../../network/policies';
import type { Field } from '../fields/field';
import { allPorts, common, type PortRun, portRunsIn, runsWithout } from './port-runs';
import { addressTest, textTest } from './sources';

/** What all conditions of a rule come to. */
export interface Conditions {
  readonly tests: readonly CallerTest[];
  readonly runs: readonly PortRun[];
  /** Whether they speak of nothing but callers and ports. */
  readonly areWhole: boolean;
}

/**
 * The conditions of a rule, all of which must hold.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 */
export function conditionsIn(field: Field): Conditions {
  let runs: readonly PortRun[] = allPorts;
  let areWhole = true;
  const tests = field.mappings('when', 'a condition').flatMap((condition): CallerTest[] => {
    condition.only('a condition', ['key', 'values', 'notValues']);
    const [values, notValues] = [condition.at('values'), condition.at('notValues')];
    switch (condition.at('key').text('the key of a condition')) {
      case 'source.principal':
        return [...textTest(values, 'principal', false), ...textTest(notValues, 'principal', true)];
      case 'source.namespace':
        return [...textTest(values, 'namespace', false), ...textTest(notValues, 'namespace', true)];
      case 'source.ip':
        return [...addressTest(values, false), ...addressTest(notValues, true)];
      case 'destination.port':
        runs = common(runs, values.isAbsent ? allPorts : portRunsIn(values));
        runs = runsWithout(runs, portRunsIn(notValues));
        return [];
      default:
        areWhole = false;
        return [];
    }
  });
  return { tests, runs, areWhole };
}
