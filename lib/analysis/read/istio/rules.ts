import { Protocol } from '../../../traffic';
import type { CallerTest, PolicyPeer, PolicyPort, RuleAction, RuleFacts } from '../../network/policies';
import type { Field } from '../fields/field';
import { conditionsIn } from './conditions';
import type { Part } from './part';
import { allPorts, common, type PortRun, portRunsIn, runsWithout } from './port-runs';
import { sourceIn } from './sources';

/** What a rule is about that speaks of requests. */
const REQUESTS = 'some requests';

/**
 * The rules of an AuthorizationPolicy: any of its sources, any of its operations, and all of its conditions.
 *
 * One that speaks of requests is about some of a connection only, and so becomes a rule of its own.
 */
export function rulesIn(field: Field, action: RuleAction): RuleFacts[] {
  return field.mappings('rules', 'a rule').flatMap((rule) => {
    rule.only('a rule of an AuthorizationPolicy', ['from', 'to', 'when']);
    const sources = partsIn(rule.at('from'), 'from', 'source', [], sourceIn);
    const operations = partsIn(rule.at('to'), 'to', 'operation', allPorts, operationIn);
    const when = conditionsIn(rule.at('when'));
    return [true, false].flatMap((isWhole): RuleFacts[] =>
      combined(sources, operations).flatMap(({ callers, runs, areWhole }) => {
        const open = common(runs, when.runs);
        if ((areWhole && when.areWhole) !== isWhole || open.length === 0) return [];
        return [
          {
            path: rule.path,
            action,
            peers: peersOf(callers, when.tests),
            ports: portsOf(open),
            ...(!isWhole && { inPart: REQUESTS }),
          },
        ];
      }),
    );
  });
}

/** `from` and `to` are lists of mappings with one key each; without any, everything is meant. */
function partsIn<T>(list: Field, name: string, key: string, everything: T, read: (field: Field) => Part<T>): Part<T>[] {
  const items = list.mappings(name, `an item of ${name}`).map((item) => {
    item.only(`an item of ${name}`, [key]);
    return item.at(key).isAbsent ? { value: everything, isWhole: true } : read(item.at(key));
  });
  return items.length > 0 ? items : [{ value: everything, isWhole: true }];
}

interface Combination {
  readonly callers: readonly (readonly CallerTest[])[];
  readonly runs: readonly PortRun[];
  readonly areWhole: boolean;
}

function combined(
  sources: readonly Part<readonly CallerTest[]>[],
  operations: readonly Part<readonly PortRun[]>[],
): Combination[] {
  return [true, false].flatMap((areSourcesWhole) => {
    const callers = sources.filter(({ isWhole }) => isWhole === areSourcesWhole).map(({ value }) => value);
    if (callers.length === 0) return [];
    return [true, false].flatMap((areOperationsWhole) => {
      const meant = operations.filter(({ isWhole }) => isWhole === areOperationsWhole);
      const runs = meant.flatMap(({ value }) => value);
      return meant.length === 0 ? [] : [{ callers, runs, areWhole: areSourcesWhole && areOperationsWhole }];
    });
  });
}

function peersOf(callers: Combination['callers'], when: readonly CallerTest[]): readonly PolicyPeer[] | 'everyone' {
  const tested = callers.map((tests) => [...tests, ...when]);
  if (tested.some((tests) => tests.length === 0)) return 'everyone';
  return tested.map((tests) => ({ kind: 'callers', tests }));
}

/** A mesh knows of TCP only. */
function portsOf(runs: readonly PortRun[]): PolicyPort[] {
  return runs.map(([first, last]) => ({ protocol: Protocol.TCP, first, last }));
}

const ABOUT_REQUESTS = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];

function operationIn(operation: Field): Part<readonly PortRun[]> {
  operation.only('an operation', ['ports', 'notPorts', ...ABOUT_REQUESTS]);
  const ports = portRunsIn(operation.at('ports'));
  return {
    value: runsWithout(ports.length === 0 ? allPorts : ports, portRunsIn(operation.at('notPorts'))),
    isWhole: ABOUT_REQUESTS.every((key) => operation.at(key).isAbsent),
  };
}
