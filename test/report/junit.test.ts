import { Answer } from '../../lib/analysis';
import { Report } from '../../lib/report';
import { DENIED, VERIFIED } from './samples';

test('a check is a test case for each expectation', () => {
  expect(Report.verify(VERIFIED, 'junit')).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="connectivity" tests="3" failures="1">
  <testsuite name="connectivity" tests="3" failures="1" errors="0" skipped="0">
    <testcase classname="shop/*" name="shop/* -&gt; shop/api TCP 80 is allowed"/>
    <testcase classname="shop/web" name="shop/web -&gt; shop/db TCP 5432 is allowed">
      <failure message="expected allowed, but it is denied">shop/web -&gt; shop/db TCP 5432: denied
  ok  egress: no policy isolates the egress of shop/web
  ??  name: nobody says who resolves names
  no  ingress: shop/db is isolated, and no rule admits shop/web
      by NetworkPolicy shop/db, spec.ingress[0] (shop/db.yaml:12)
      by NetworkPolicy shop/deny (deny.yaml:3)
To allow it: add to NetworkPolicy shop/db:
  ingress:
    - from: []</failure>
    </testcase>
    <testcase classname="192.0.2.7" name="192.0.2.7 -&gt; shop/db any port is denied"/>
  </testsuite>
</testsuites>
`);
});

test('what XML cannot hold is replaced, and the rest is escaped', () => {
  const expectation = { from: '<"a\'&>', to: 'b\u0007\ud800', protocol: 'UDP', expect: Answer.DENIED };
  const report = { checked: 1, expectations: [expectation], failures: [] };
  expect(Report.verify(report, 'junit').split('\n')[3]).toBe(
    '    <testcase classname="&lt;&quot;a&apos;&amp;&gt;" ' +
      'name="&lt;&quot;a&apos;&amp;&gt; -&gt; b\ufffd\ufffd any UDP port is denied"/>',
  );
});

test('of equal expectations each one fails', () => {
  const expectation = VERIFIED.expectations[1];
  const failure = { expectation, got: Answer.DENIED, why: DENIED };
  const report = { checked: 2, expectations: [expectation, { ...expectation }], failures: [failure, failure] };
  expect(Report.verify(report, 'junit').match(/<failure /g)).toHaveLength(2);
});
