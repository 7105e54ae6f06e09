import type { ICheck } from '../check';
import type { Finding } from '../finding';
import { filtersOf, httpRulesIn } from '../http-rules';
import type { Inspection } from '../inspection';
import { servedTexts } from '../route-stakes';
import { Severity } from '../severity';
import { isWritten } from '../written';

/**
 * Finds CORS filters without `maxAge`, for which the API puts 5 seconds.
 *
 * It looks at the route alone, and is silent about any time that is written.
 */
export class CorsAskedOften implements ICheck {
  public readonly id = 'cors-asked-often';
  public readonly severity = Severity.INFO;
  public readonly summary = 'CORS without maxAge, which means 5 seconds';
  public readonly condition = 'none';
  public readonly harm = 'browsers ask before nearly every request whether they may send it';
  public readonly remedy = 'say maxAge, in seconds';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter';

  public inspect(inspection: Inspection): Finding[] {
    return httpRulesIn(inspection).flatMap((rule) =>
      filtersOf(rule)
        .filter(
          ({ type, written }) => type === 'CORS' && isWritten(written, 'cors') && !isWritten(written, 'cors', 'maxAge'),
        )
        .map(({ path }) => {
          const lines = servedTexts(rule.route, inspection._evidence, ASKED, rule.facts);
          return inspection._at(rule.route.object, path, 'browsers keep the answer for 5 seconds', lines);
        }),
    );
  }
}

const ASKED = {
  sure: 'is asked for leave again after 5 seconds',
  perhaps: 'may be asked for leave again after 5 seconds',
};
