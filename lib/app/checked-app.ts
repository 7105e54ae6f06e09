import { ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { holdReading, type Problem, readAnew, tellAfterwards, validateApp, withoutSpread } from '../objects';
import { annotate } from './annotated';
import { type Judgement, judge } from './judgement';
import { Rendering } from './rendering';

const CHECKED = new WeakSet<IConstruct>();

/** Whether an app is checked when it is synthesized. */
export function isChecked(app: IConstruct): boolean {
  return CHECKED.has(app);
}

/** Notes that an app is checked when it is synthesized. */
export function noteChecked(app: IConstruct): void {
  CHECKED.add(app);
}

/** Says what an app that holds should know. */
export function tell(app: IConstruct, { told }: Judgement): void {
  for (const { topic, text } of told) tellAfterwards(app, topic, () => text);
}

/**
 * Checks an app of cdk8s in its own validation, which comes before it writes anything.
 *
 * cdk8s validates an app once and then again for each of its charts: within a synth it is looked at once.
 */
export function checkStockApp(app: App): void {
  noteChecked(app);
  const state = { isAsking: false };
  validateApp(app, () => {
    if (state.isAsking) return [];
    state.isAsking = true;
    try {
      return problemsOf(app);
    } finally {
      state.isAsking = false;
    }
  });
  for (const name of ['synth', 'synthYaml'] as const) {
    const own = app[name].bind(app) as () => any;
    Object.defineProperty(app, name, { configurable: true, writable: true, value: () => settled(app, own, state) });
  }
}

/** What every other validation has to say comes first: what can't hold need not be looked at, and may not be readable. */
function problemsOf(app: App): Problem[] {
  if (app.node.findAll().some(({ node }) => node.validate().length > 0)) return [];
  const objects = app.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  for (const object of objects) annotate(object, []);
  const judgement = withoutSpread(app.node.findAll(), () => judge(app, Rendering.of(app)));
  for (const [object, annotations] of judgement.annotations) annotate(object, annotations);
  if (judgement.errors.length === 0) tell(app, judgement);
  return judgement.errors;
}

/** Validations are the last that may change the tree: what they add is read as well, and then nothing changes any more. */
function settled<T>(app: App, act: () => T, state: { isAsking: boolean }): T {
  state.isAsking = true;
  try {
    holdReading(app, () => {
      for (const { node } of app.node.findAll()) node.validate();
    });
  } finally {
    state.isAsking = false;
  }
  readAnew(app);
  let result: T | undefined;
  holdReading(app, () => {
    result = act();
  });
  return result as T;
}
