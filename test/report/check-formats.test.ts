import { Checks, Checkup, Severity } from '../../lib/checks';
import { CheckReport, LockChangeKind, type LockComparison } from '../../lib/report';

const CHECKS = ['backend-external-name', 'backend-port-not-found', 'redirect-loop'].map((id) => Checks.find(id));

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: old, namespace: shop }
spec: { type: ExternalName, externalName: shop.example.com }
---
`;

/** A route to a port that isn't there, and to a name; `before` moves its lines. */
function routes({ before = '', annotation = '' } = {}): Checkup {
  const text = `${SERVICE}${before}apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, namespace: shop${annotation && `, annotations: { cdk8s-networking/acknowledged: '${annotation}' }`} }
spec:
  rules:
    - backendRefs: [{ name: api, port: 8080 }]
    - backendRefs: [{ name: old, port: 80 }]
`;
  return Checkup.ofText([{ name: './dist/shop api.yaml', text }], { checks: CHECKS });
}

const LOCK: LockComparison = {
  file: 'connectivity.lock',
  changes: [
    { kind: LockChangeKind.CLOSED, connection: 'shop/web -> shop/api  TCP 80', line: 3 },
    { kind: LockChangeKind.OPENED, connection: 'shop/web -> shop/db  TCP 5432', line: 4 },
  ],
  update: 'cdk8s-networking list dist --lock',
};

const fingerprints = (checkup: Checkup) =>
  JSON.parse(CheckReport.of(checkup, 'sarif')).runs[0].results.map(
    ({ partialFingerprints }: any) => partialFingerprints.primaryLocationLineHash,
  );

describe('sarif', () => {
  const [run] = JSON.parse(CheckReport.of(routes(), 'sarif', { lock: LOCK })).runs;

  test('a rule is there for each check that was run, whatever it found', () => {
    expect(run.tool.driver.rules.map(({ id }: any) => id)).toEqual([
      'backend-external-name',
      'backend-port-not-found',
      'redirect-loop',
      'unused-acknowledgement',
      'connectivity-lock',
    ]);
    expect(run.tool.driver.rules[1]).toEqual({
      id: 'backend-port-not-found',
      shortDescription: { text: "a port that the backend's Service hasn't, such as the port of its pods" },
      fullDescription: {
        text: "a port that the backend's Service hasn't, such as the port of its pods: its share of the requests is answered with 500",
      },
      help: {
        text: "Harm: its share of the requests is answered with 500\nRemedy: write the number of the Service's own port, not the targetPort\nSee: https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref",
        markdown:
          "**Harm:** its share of the requests is answered with 500\n\n**Remedy:** write the number of the Service's own port, not the targetPort\n\n<https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref>",
      },
      helpUri: 'https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref',
      defaultConfiguration: { level: 'error' },
    });
  });

  test('a result has its rule, its level, its file and its line', () => {
    expect(run.results[0]).toEqual({
      ruleId: 'backend-port-not-found',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'dist/shop%20api.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 16 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/) },
      suppressions: [],
    });
    expect(run.results.map(({ ruleId, level }: any) => `${level} ${ruleId}`)).toEqual([
      'error backend-port-not-found',
      'warning backend-external-name',
      'error connectivity-lock',
      'error connectivity-lock',
    ]);
  });

  test('every result points to its rule, and nothing is there that the format has no name for', () => {
    for (const { ruleId, ruleIndex, ...rest } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(Object.keys(rest).sort()).toEqual([
        'level',
        'locations',
        'message',
        'partialFingerprints',
        'suppressions',
      ]);
    }
  });

  test('a file outside of the repository has its whole address', () => {
    const loose = `${SERVICE}{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: a, namespace: shop }, spec: { rules: [{ backendRefs: [{ name: api, port: 1 }] }] } }`;
    const uris = ['/tmp/a#b.yaml', 'C:\\shop\\a.yaml', 'a\\b.yaml'].map((name) => {
      const checkup = Checkup.ofText([{ name, text: loose }], { checks: CHECKS });
      return JSON.parse(CheckReport.of(checkup, 'sarif')).runs[0].results[0].locations[0].physicalLocation
        .artifactLocation;
    });
    expect(uris).toEqual([
      { uri: 'file:///tmp/a%23b.yaml' },
      { uri: 'file:///C:/shop/a.yaml' },
      { uri: 'a/b.yaml', uriBaseId: '%SRCROOT%' },
    ]);
  });

  test('a finding that moves to another line is the same, and another message is another', () => {
    const moved = routes({ before: '# one\n# two\n' });
    expect(moved.findings.map(({ subject }) => subject.line)).not.toEqual(
      routes().findings.map(({ subject }) => subject.line),
    );
    expect(fingerprints(moved)).toEqual(fingerprints(routes()));
    expect(new Set(fingerprints(routes())).size).toBe(2);
  });

  test('a finding stays the same when its file is called otherwise, or another object is mended', () => {
    const routeOf = (name: string) =>
      `{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: ${name}, namespace: shop }, spec: { rules: [{ backendRefs: [{ name: api, port: 8080 }] }] } }\n---\n`;
    const of = (name: string, ...routeNames: string[]) =>
      fingerprints(Checkup.ofText([{ name, text: SERVICE + routeNames.map(routeOf).join('') }], { checks: CHECKS }));
    const [, second] = of('a.yaml', 'one', 'two');
    expect(of('b.yaml', 'two')).toEqual([second]);
  });

  test('of equal findings each has a fingerprint of its own', () => {
    const rule = '{ backendRefs: [{ name: api, port: 8080 }] }';
    const text = `${SERVICE}{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: a, namespace: shop }, spec: { rules: [${rule}, ${rule}] } }`;
    const [one, two] = fingerprints(Checkup.ofText([{ name: 'a.yaml', text }], { checks: CHECKS }));
    expect([one.split(':')[1], two]).toEqual(['1', `${one.split(':')[0]}:2`]);
  });

  test('what is acknowledged is suppressed with its reason, and what is not found is a note', () => {
    const acknowledged = routes({ annotation: 'backend-port-not-found: it comes with the next release' });
    const unused = routes({ annotation: 'redirect-loop: it was one once' });
    const resultsOf = (checkup: Checkup) => JSON.parse(CheckReport.of(checkup, 'sarif')).runs[0].results;
    expect(resultsOf(acknowledged).map(({ ruleId, suppressions }: any) => [ruleId, suppressions])).toEqual([
      ['backend-external-name', []],
      [
        'backend-port-not-found',
        [{ kind: 'inSource', status: 'accepted', justification: 'it comes with the next release' }],
      ],
    ]);
    expect(resultsOf(unused).at(-1)).toMatchObject({
      ruleId: 'unused-acknowledgement',
      level: 'note',
      message: { text: 'HTTPRoute shop/api: redirect-loop is acknowledged (it was one once), and not found' },
    });
  });
});

describe('junit', () => {
  test('has a test case for each check, those that found nothing included', () => {
    expect(CheckReport.of(routes(), 'junit')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="check" tests="3" failures="1">
  <testsuite name="check" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="check" name="backend-external-name">
      <system-out>./dist/shop api.yaml:17: warning backend-external-name: HTTPRoute shop/api: Service shop/old is a name for shop.example.com, outside the cluster
    harm: some implementations answer with 500, and others let it lead them to any address
    remedy: use a Service without a selector and an EndpointSlice, or a backend of the implementation</system-out>
    </testcase>
    <testcase classname="check" name="backend-port-not-found">
      <failure message="./dist/shop api.yaml:16: error backend-port-not-found: HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80">./dist/shop api.yaml:16: error backend-port-not-found: HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80
    harm: its share of the requests is answered with 500
    remedy: write the number of the Service&apos;s own port, not the targetPort</failure>
    </testcase>
    <testcase classname="check" name="redirect-loop"/>
  </testsuite>
</testsuites>
`);
  });

  test('where warnings fail, they are failures', () => {
    const lines = CheckReport.of(routes(), 'junit', { failOn: Severity.WARNING }).split('\n');
    expect(lines[1]).toBe('<testsuites name="check" tests="3" failures="2">');
  });

  test('what is acknowledged is skipped, and the lock is a test case too', () => {
    const lines = CheckReport.of(routes({ annotation: 'backend-port-not-found: soon' }), 'junit', { lock: LOCK }).split(
      '\n',
    );
    expect(lines[2]).toBe('  <testsuite name="check" tests="4" failures="1" errors="0" skipped="1">');
    expect(lines).toContain('      <skipped message="acknowledged"/>');
    expect(lines.slice(-9, -4)).toEqual([
      '    <testcase classname="connectivity" name="connectivity.lock">',
      '      <failure message="connectivity.lock: 1 opened, 1 closed.">connectivity.lock: 1 opened, 1 closed.',
      '- shop/web -&gt; shop/api  TCP 80',
      '+ shop/web -&gt; shop/db  TCP 5432',
      'Where that is meant: cdk8s-networking list dist --lock</failure>',
    ]);
    const holding = CheckReport.of(routes(), 'junit', { lock: { ...LOCK, changes: [] } });
    expect(holding).toContain('\n    <testcase classname="connectivity" name="connectivity.lock"/>\n');
  });
});

describe('github', () => {
  test('has an annotation for each finding, and counts them', () => {
    expect(CheckReport.of(routes(), 'github').split('\n')).toEqual([
      "::error file=dist/shop api.yaml,line=16,title=backend-port-not-found::HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80%0Aharm: its share of the requests is answered with 500%0Aremedy: write the number of the Service's own port, not the targetPort",
      '::warning file=dist/shop api.yaml,line=17,title=backend-external-name::HTTPRoute shop/api: Service shop/old is a name for shop.example.com, outside the cluster%0Aharm: some implementations answer with 500, and others let it lead them to any address%0Aremedy: use a Service without a selector and an EndpointSlice, or a backend of the implementation',
      '1 error, 1 warning.',
      '',
    ]);
  });

  test('a name can neither end a command nor add a property', () => {
    const name = 'a,line=1::\n::error file=b%0A.yaml';
    const text = `${SERVICE}{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: a, namespace: shop }, spec: { rules: [{ backendRefs: [{ name: api, port: 1 }] }] } }`;
    const [line] = CheckReport.of(Checkup.ofText([{ name, text }], { checks: CHECKS }), 'github').split('\n');
    expect(line).toMatch(
      /^::error file=a%2Cline=1%3A%3A\\n%3A%3Aerror file=b%250A\.yaml,line=11,title=backend-port-not-found::HTTPRoute/,
    );
  });

  test('what is acknowledged is counted and not annotated', () => {
    const lines = CheckReport.of(routes({ annotation: 'backend-port-not-found: soon' }), 'github').split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['::warning', '1', '']);
  });
});

describe('gitlab', () => {
  test('has an issue for each finding', () => {
    expect(JSON.parse(CheckReport.of(routes(), 'gitlab'))[0]).toEqual({
      description:
        "HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80; remedy: write the number of the Service's own port, not the targetPort",
      check_name: 'backend-port-not-found',
      fingerprint: fingerprints(routes())[0],
      severity: 'critical',
      location: { path: 'dist/shop api.yaml', lines: { begin: 16 } },
    });
  });

  test('what is acknowledged is left out', () => {
    const issues = JSON.parse(CheckReport.of(routes({ annotation: 'backend-port-not-found: soon' }), 'gitlab'));
    expect(issues.map(({ check_name, severity }: any) => [check_name, severity])).toEqual([
      ['backend-external-name', 'minor'],
    ]);
    expect(CheckReport.of(Checkup.ofObjects([]), 'gitlab')).toBe('[]\n');
  });
});

describe('the lock', () => {
  test('is told to people after the findings, with the command that writes it anew', () => {
    const clean = Checkup.ofObjects([]);
    expect(CheckReport.of(clean, 'text', { lock: LOCK })).toBe(`Nothing was found.

connectivity.lock: 1 opened, 1 closed.
- shop/web -> shop/api  TCP 80
+ shop/web -> shop/db  TCP 5432
Where that is meant: cdk8s-networking list dist --lock
`);
    expect(CheckReport.of(clean, 'text', { lock: { ...LOCK, changes: [] } })).toBe(
      'Nothing was found.\n\nconnectivity.lock: every connection is as it is locked.\n',
    );
  });

  test('is told to programs where there is one', () => {
    const clean = Checkup.ofObjects([]);
    expect(JSON.parse(CheckReport.of(clean, 'json', { lock: LOCK })).lock).toEqual(LOCK);
    expect(CheckReport.of(clean, 'json')).not.toContain('lock');
  });

  test('is annotated at its line', () => {
    const told = CheckReport.of(Checkup.ofObjects([]), 'github', { lock: LOCK });
    expect(told.split('\n')[1]).toBe(
      '::error file=connectivity.lock,line=4,title=connectivity-lock::shop/web -> shop/db  TCP 5432: opened since it was locked%0Aharm: nobody has agreed to it yet%0Aremedy: where it is meant, write the lock anew: cdk8s-networking list dist --lock',
    );
  });
});
