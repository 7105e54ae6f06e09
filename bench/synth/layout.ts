/** How the apps of a measurement are laid out in charts. */
export enum Layout {
  /** All apps in one chart, so in one namespace and one file. */
  ONE_CHART = 'one chart',
  /** A chart for each app, with a namespace of its own. */
  CHART_EACH = 'a chart for each namespace',
}

/** What a measured process is asked, as JSON in its one argument. */
export interface SynthTask {
  readonly layout: Layout;
  /** How many apps. */
  readonly size: number;
  readonly outdir: string;
}

/** What it answers, as JSON on its standard output. */
export interface SynthTimes {
  /** CPU milliseconds to load the library, to declare the apps, and to write them. */
  readonly importMs: number;
  readonly declareMs: number;
  readonly synthMs: number;
}
