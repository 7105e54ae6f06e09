import * as fs from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

/** The schema as its committee publishes it, in a package of matchers of which nothing else is used. */
const SCHEMA = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

// One pattern of it, for languages, has a bracket too many, which is no error without the flag for Unicode.
const judge = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })).compile(
  JSON.parse(fs.readFileSync(SCHEMA, 'utf8')),
);

/** Where a log isn't as the schema of SARIF 2.1.0 says, a line for each place. */
export function faultsOfSarif(log: unknown): string[] {
  judge(log);
  return (judge.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
