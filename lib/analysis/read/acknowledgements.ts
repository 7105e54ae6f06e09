import type { Acknowledgement } from '../diff/diff-report';
import { endIn } from './fields/ends';
import type { Field } from './fields/field';
import type { ManifestSource } from './manifest-source';
import { readRows } from './rows';

/**
 * Openings that are meant: a YAML list of `{from, to, port, reason}`.
 *
 * @param source - the text with its name
 * @throws one error that tells of every wrong row, by file and line
 */
export function readAcknowledgements(source: ManifestSource): Acknowledgement[] {
  return readRows(source, 'acknowledgements', acknowledgementIn);
}

function acknowledgementIn(row: Field): Acknowledgement {
  row.only('an acknowledgement', ['from', 'to', 'port', 'reason']);
  const port = row.at('port');
  return {
    from: endIn(row.at('from'), '"from"'),
    to: endIn(row.at('to'), '"to"'),
    ...(!port.isAbsent && { port: portTextIn(port) }),
    reason: row.at('reason').text('the reason of an acknowledgement'),
  };
}

/** `8080`, which YAML reads as a number, or `udp/53`. */
function portTextIn(field: Field): string {
  const text = String(typeof field.value === 'number' ? field.value : field.text('a port'));
  const [, number = '0'] = /^(?:(?:tcp|udp|sctp)\/)?([1-9][0-9]{0,4})$/.exec(text) ?? [];
  if (Number(number) < 1 || Number(number) > 65535) {
    field.complain({ law: 'a port must be a number from 1 to 65535, or one after a protocol', remedy: 'write udp/53' });
  }
  return text;
}
