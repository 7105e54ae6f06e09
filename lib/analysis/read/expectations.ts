import { Protocol } from '../../traffic';
import { Answer } from '../answer';
import type { Expectation } from '../verify/expectation';
import { endIn } from './fields/ends';
import type { Field } from './fields/field';
import { portNumberIn } from './fields/ports';
import type { ManifestSource } from './manifest-source';
import { readRows } from './rows';

/**
 * What is expected of connections: a YAML list of `{from, to, port, protocol, expect}`.
 *
 * @param source - the text with its name
 * @throws one error that tells of every wrong row, by file and line
 */
export function readExpectations(source: ManifestSource): Expectation[] {
  return readRows(source, 'expectations', expectationIn);
}

function expectationIn(row: Field): Expectation {
  row.only('an expectation', ['from', 'to', 'port', 'protocol', 'expect']);
  const port = row.at('port');
  const protocol = row.at('protocol');
  return {
    from: endIn(row.at('from'), '"from"'),
    to: endIn(row.at('to'), '"to"'),
    ...(!port.isAbsent && { port: portNumberIn(port) }),
    ...(!protocol.isAbsent && { protocol: protocol.oneOf('a protocol', Object.values(Protocol)) }),
    expect: row.at('expect').oneOf('"expect"', [Answer.ALLOWED, Answer.DENIED]),
  };
}
