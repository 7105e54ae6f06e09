import type { ICheck } from '../check';
import type { Finding } from '../finding';
import { filtersOf, httpRulesIn } from '../http-rules';
import type { Inspection } from '../inspection';
import { servedTexts } from '../route-stakes';
import { Severity } from '../severity';
import { listAt, mappingAt } from '../written';

/**
 * Finds CORS filters that let the pages of every origin send the user's cookies.
 *
 * It looks at the route alone. It is silent about origins that are many, such as all of one domain.
 */
export class CorsCredentialsAnyOrigin implements ICheck {
  public readonly id = 'cors-credentials-any-origin';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'CORS with credentials for every origin';
  public readonly condition = 'none';
  public readonly harm = 'any page that a user opens can act in their name, and read the answers';
  public readonly remedy = 'name the origins in allowOrigins, or leave allowCredentials out';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter';

  public inspect(inspection: Inspection): Finding[] {
    return httpRulesIn(inspection).flatMap((rule) =>
      filtersOf(rule)
        .map(({ path, written }) => ({ path, cors: mappingAt(written, 'cors') }))
        .filter(({ cors }) => cors.allowCredentials === true && listAt(cors, 'allowOrigins').includes('*'))
        .map(({ path }) => {
          const text = 'allowCredentials is true, and allowOrigins is every origin';
          const lines = servedTexts(rule.route, inspection._evidence, OPEN, rule.facts);
          return inspection._at(rule.route.object, path, text, lines);
        }),
    );
  }
}

const OPEN = {
  sure: 'answers any page, with the cookies of its user',
  perhaps: 'may answer any page, with the cookies of its user',
};
