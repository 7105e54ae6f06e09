import { problemLines, unknownKindsLine } from '../../cli/problem-lines';

test('a problem is a line that starts with its place', () => {
  const known = { file: 'policies.yaml', document: 2, line: 12, object: 'NetworkPolicy shop/api' };
  expect(
    problemLines([
      { ...known, path: 'spec.ingress[0].from[0]', message: 'a peer must have one member, but got none' },
      { file: '-', document: 1, line: 1, path: '', object: '', message: 'a document must be YAML' },
    ]),
  ).toBe(`\
policies.yaml:12: NetworkPolicy shop/api: spec.ingress[0].from[0]: a peer must have one member, but got none
-:1: a document must be YAML
`);
});

test('kinds that play no part are counted on one line', () => {
  expect(unknownKindsLine({ Secret: 1, ConfigMap: 2 })).toBe(
    '3 objects of kinds that play no part here: ConfigMap 2, Secret 1\n',
  );
  expect(unknownKindsLine({ Secret: 1 })).toBe('1 object of a kind that plays no part here: Secret 1\n');
  expect(unknownKindsLine({})).toBe('');
});

test('what stands in a manifest ends no line, and does nothing to a terminal', () => {
  const forged = {
    file: 'x.yaml',
    document: 1,
    line: 3,
    object: 'Pod shop/a\nx',
    path: 'spec.\u001b[2K',
    message: 'b\rc',
  };
  expect(problemLines([forged])).toBe('x.yaml:3: Pod shop/a\\nx: spec.\\u001b[2K: b\\rc\n');
  expect(unknownKindsLine({ 'a\nb': 1 })).toBe('1 object of a kind that plays no part here: a\\nb 1\n');
});
