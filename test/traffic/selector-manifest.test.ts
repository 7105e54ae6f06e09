import { LabelExpression, LabelSelector, selectorManifest } from '../../lib/traffic';

test('labels and expressions are written under their own names', () => {
  const selector = LabelSelector.of({
    labels: { app: 'web' },
    expressions: [LabelExpression.isIn('tier', ['front', 'back']), LabelExpression.exists('team')],
  });
  expect(selectorManifest(selector)).toEqual({
    matchLabels: { app: 'web' },
    matchExpressions: [
      { key: 'team', operator: 'Exists' },
      { key: 'tier', operator: 'In', values: ['back', 'front'] },
    ],
  });
});

test('what is not asked for is left out', () => {
  expect(selectorManifest(LabelSelector.of({ labels: { app: 'web' } }))).toEqual({ matchLabels: { app: 'web' } });
  expect(selectorManifest(LabelSelector.of({ expressions: [LabelExpression.exists('team')] }))).toEqual({
    matchExpressions: [{ key: 'team', operator: 'Exists' }],
  });
});

test('everything is the empty selector', () => {
  expect(selectorManifest(LabelSelector.everything())).toEqual({});
});
