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
    reason: row.at('reason').prose('the reason of an acknowledgement'),
  };
}

/** `8080`, which YAML reads as a number, `udp/53`, `8000-9000` or `tcp`: as questions have them. */
function portTextIn(field: Field): string {
  const text = String(typeof field.value === 'number' ? field.value : field.text('a port'));
  if (text !== '' && !isPortText(text)) {
    field.complain({
      law: 'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between both',
      remedy: 'write it as in 8080, udp/53, tcp/8000-8999 or tcp',
    });
  }
  return text;
}

function isPortText(text: string): boolean {
  const match = /^(?:(?:tcp|udp|sctp)(?:\/(?=[0-9])|$))?(?:([0-9]+)(?:-([0-9]+))?)?$/.exec(text);
  if (!match) return false;
  const [, first, last = first] = match;
  return first === undefined || (isPort(first) && isPort(last as string) && Number(first) <= Number(last));
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65535;
}
