import { App, Chart } from 'cdk8s';
import { addReadingValidation, areValidatedByOthers } from '../../lib/objects';

function tree() {
  const app = new App({ outdir: 'dist' });
  const chart = new Chart(app, 'shop');
  return { app, chart };
}

test('a validation that only reads is heard as any other', () => {
  const { chart } = tree();
  addReadingValidation(chart, () => ['it is closed']);
  expect(chart.node.validate()).toEqual(['it is closed']);
});

test("those that only read are nobody else's", () => {
  const { app, chart } = tree();
  expect(areValidatedByOthers(app.node.findAll())).toBe(false);
  addReadingValidation(chart, () => []);
  expect(areValidatedByOthers(app.node.findAll())).toBe(false);
});

test("a validation of somebody's may change what it likes", () => {
  const { app, chart } = tree();
  addReadingValidation(chart, () => []);
  chart.node.addValidation({ validate: () => [] });
  expect(areValidatedByOthers(app.node.findAll())).toBe(true);
});

test('so may whoever takes the place of `validate()`', () => {
  const { app, chart } = tree();
  chart.node.validate = () => [];
  expect(areValidatedByOthers(app.node.findAll())).toBe(true);
});
