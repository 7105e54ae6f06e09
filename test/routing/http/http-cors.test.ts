import { Duration } from 'cdk8s';
import { HttpFilter, HttpMethod } from '../../../lib';

const SITE = 'https://www.example.com';

test('names whose scripts may do what', () => {
  const filter = HttpFilter.cors({
    allowOrigins: [SITE, 'https://*.example.org', 'http://localhost:3000'],
    allowMethods: [HttpMethod.GET, HttpMethod.PUT],
    allowHeaders: ['x-a'],
    exposeHeaders: ['*'],
    allowCredentials: true,
    maxAge: Duration.hours(1),
  });
  expect(filter._manifest()).toEqual({
    type: 'CORS',
    cors: {
      allowOrigins: [SITE, 'https://*.example.org', 'http://localhost:3000'],
      allowMethods: ['GET', 'PUT'],
      allowHeaders: ['x-a'],
      exposeHeaders: ['*'],
      allowCredentials: true,
      maxAge: 3600,
    },
  });
});

test('says nothing of what it is not told', () => {
  expect(HttpFilter.cors({ allowOrigins: ['*'], allowCredentials: false })._says).toEqual({ allowOrigins: ['*'] });
});

const ORIGIN =
  'an origin of CORS must be "http://" or "https://" and a host in lower case, perhaps with "*." in front and a port ' +
  'behind, and nothing else';

test.each([
  ['www.example.com', '"www.example.com"'],
  [`${SITE}/`, '"https://www.example.com/"'],
  ['https://WWW.example.com', '"https://WWW.example.com"'],
  ['https://www.example.com:65536', '"https://www.example.com:65536"'],
  ['https://a..b', '"https://a..b"'],
  [7, '7'],
])('cannot allow the origin %j', (origin: any, got) => {
  expect(() => HttpFilter.cors({ allowOrigins: [origin] })).toThrow(
    new Error(`${ORIGIN}, but got ${got}; write it as in "https://www.example.com"`),
  );
});

test.each<[string, any, string]>([
  ['no object', SITE, 'CORS must be an object, but got "https://www.example.com"; write it in { }'],
  [
    'a misspelt option',
    { origins: [SITE] },
    'CORS must have no `origins`, but got ["https://www.example.com"]; leave it out; it may have allowOrigins, ' +
      'allowMethods, allowHeaders, exposeHeaders, allowCredentials, maxAge',
  ],
  [
    'no origins',
    {},
    'the `allowOrigins` of CORS must be a list of 1 to 64, but got undefined; write it as in ' +
      "['https://www.example.com']",
  ],
  [
    'an empty list',
    { allowOrigins: [SITE], allowHeaders: [] },
    "the `allowHeaders` of CORS must be a list of 1 to 64, but got an empty list; write it as in ['x-a']",
  ],
  [
    '65 headers',
    { allowOrigins: [SITE], exposeHeaders: Array.from({ length: 65 }, (_, n) => `n${n}`) },
    "the `exposeHeaders` of CORS must be a list of 1 to 64, but got 65; write it as in ['x-a']",
  ],
  [
    'one origin twice',
    { allowOrigins: [SITE, SITE] },
    'the `allowOrigins` of CORS must name each once, but got "https://www.example.com"; leave one of them out',
  ],
  [
    'all origins, and one',
    { allowOrigins: ['*', SITE] },
    'the `allowOrigins` of CORS must have "*" alone, but got ["*","https://www.example.com"]; ' +
      'leave it, or the others, out',
  ],
  [
    'credentials for every origin',
    { allowOrigins: ['*'], allowCredentials: true },
    'CORS must not allow credentials to every origin: any site could act in the name of the user; ' +
      'name the `allowOrigins`, or leave out `allowCredentials`',
  ],
  [
    'credentials for every origin with TLS',
    { allowOrigins: [SITE, 'https://*'], allowCredentials: true },
    'CORS must not allow credentials to every origin: any site could act in the name of the user; ' +
      'name the `allowOrigins`, or leave out `allowCredentials`',
  ],
  [
    'credentials by a text',
    { allowOrigins: [SITE], allowCredentials: 'false' },
    '`allowCredentials` must be true or false, but got "false"; leave it out for the default',
  ],
  [
    'a method that is none',
    { allowOrigins: [SITE], allowMethods: ['get'] },
    'the `allowMethods` of CORS must be HttpMethods, but got "get"; write them as in HttpMethod.PUT',
  ],
  [
    'a method that is not there',
    { allowOrigins: [SITE], allowMethods: [undefined] },
    'the `allowMethods` of CORS must be HttpMethods, but got undefined; write them as in HttpMethod.PUT',
  ],
  [
    'an age of a number',
    { allowOrigins: [SITE], maxAge: 60 },
    'the `maxAge` of CORS must be a Duration of whole seconds, at least one, but got 60; write it as in Duration.hours(1)',
  ],
  [
    'no age at all',
    { allowOrigins: [SITE], maxAge: Duration.seconds(0) },
    'the `maxAge` of CORS must be a Duration of whole seconds, at least one, but got "0 seconds"; ' +
      'write it as in Duration.hours(1)',
  ],
])('cannot have %s', (_, options, message) => {
  expect(() => HttpFilter.cors(options)).toThrow(new Error(message));
});
