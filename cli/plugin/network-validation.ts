import * as fs from 'node:fs';
import type { Validation, ValidationContext } from 'cdk8s-cli/plugins';
import { Connectivity } from '../../lib/analysis';
import { Checkup, Severity } from '../../lib/checks';
import { CheckReport } from '../../lib/report';
import { checksChosen } from '../checks-chosen';
import { comparedWithLock, lockOf } from '../lock';
import { readable } from '../manifest-files';
import { textOf } from '../manifest-text';
import { analysisOptionsOf } from '../options';
import { expectationFailures } from './expectation-failures';
import { folderOf } from './folder-of';
import { problemRemarks } from './problem-remarks';
import { type Properties, propertiesIn } from './properties';
import { countsOf, type PluginRemark, violationsOf } from './violations';

/**
 * Judges the manifests of a `cdk8s synth`, in whatever language the app is written.
 *
 * A finding that is an error, an expectation that doesn't hold, and a connection that isn't as it is locked fail the
 * synth; warnings are told. What cdk8s-cli has written stays where it is: it validates what it wrote.
 */
export class NetworkValidation implements Validation {
  private readonly properties: Properties;

  /** @throws when a property is none, or says what nobody knows */
  public constructor(properties: unknown) {
    this.properties = propertiesIn(properties);
  }

  /** @throws when something that a property names can't be read */
  public async validate({ manifests, report, stdout }: ValidationContext): Promise<void> {
    const { cluster, only, skip, expectations, lock } = this.properties;
    const sources = manifests.map((name) => ({ name, text: fileText(name) }));
    const connectivity = Connectivity.ofText(sources, analysisOptionsOf({ cluster }));
    const checkup = Checkup.of(connectivity, checksChosen({ only, skip }));
    const cwd = process.cwd();
    // With --stdout the files are gone when somebody could look for them.
    const paths = [stdout ? 'dist' : folderOf(manifests)];
    const compared =
      lock === undefined ? undefined : comparedWithLock(lock, lockOf(connectivity, { cluster }), paths, cwd);
    const remarks = [
      ...problemRemarks(checkup.problems),
      ...CheckReport._remarks(checkup, compared),
      ...(expectations === undefined ? [] : failuresOf(expectations, connectivity)),
    ];
    const told = remarks.filter(({ reason }) => reason === undefined);
    for (const violation of violationsOf(told, connectivity)) report.addViolation(violation);
    const fails = told.some(({ rule }) => rule.severity === Severity.ERROR);
    report.submit(fails ? 'failure' : 'success', countsOf(remarks));
  }
}

function failuresOf(name: string, connectivity: Connectivity): PluginRemark[] {
  const expected = Connectivity.expectationsIn({ name, text: fileText(name) });
  return expectationFailures(connectivity.verify(expected), name);
}

function fileText(name: string): string {
  return readable(name, () => textOf(fs.readFileSync(name)));
}
