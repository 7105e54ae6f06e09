import { valueError } from '../../errors';
import { checkText } from '../../traffic';

/** One of the five fields of a schedule. */
interface Field {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Words for the numbers, from the first one on. */
  readonly words: string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS: Field[] = [
  { name: 'minute', first: 0, last: 59, words: [] },
  { name: 'hour', first: 0, last: 23, words: [] },
  { name: 'day of the month', first: 1, last: 31, words: [] },
  { name: 'month', first: 1, last: 12, words: MONTHS },
  { name: 'day of the week', first: 0, last: 6, words: DAYS },
];
const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
/** The most days that the months have. */
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const EXAMPLE = '"30 2 * * *" for half past two in the night';

/**
 * Checks a schedule as the API server does, and that it ever comes.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function checkSchedule(schedule: string): void {
  checkText('a schedule', schedule, EXAMPLE);
  if (/TZ=/.test(schedule)) {
    throw valueError({
      law: 'a schedule must not name a time zone, which the API server refuses',
      got: schedule,
      remedy: 'give it as `timeZone`',
    });
  }
  if (MACROS.includes(schedule)) return;
  const texts = schedule.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw valueError({
      law: `a schedule must have five fields (${FIELDS.map(({ name }) => name).join(', ')}), or be one of ${MACROS.join(', ')}`,
      got: schedule,
      remedy: `write it as in ${EXAMPLE}`,
    });
  }
  const [, , days, months] = FIELDS.map((field, index) => numbersOf(field, texts[index] as string));
  checkEverComes(schedule, days as number[], months as number[]);
}

/** The numbers that a field stands for. */
function numbersOf(field: Field, text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [, range = '', step] = /^([^/]*)(?:\/(\d+))?$/.exec(part) ?? [];
    const [from, to] = boundsOf(field, range, step !== undefined) ?? [];
    const every = Number(step ?? 1);
    if (from === undefined || to === undefined || from < field.first || to > field.last || from > to || every === 0) {
      throw wrong(field, part);
    }
    return Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, index) => from + index * every);
  });
}

/** The first and the last number of a range; a number with a step means all from there on. */
function boundsOf(field: Field, range: string, hasStep: boolean): [number, number] | undefined {
  if (range === '*' || range === '?') return [field.first, field.last];
  const [from, to, ...rest] = range.split('-').map((text) => numberOf(field, text));
  if (from === undefined || rest.length > 0) return undefined;
  if (!range.includes('-')) return [from, hasStep ? field.last : from];
  return to === undefined ? undefined : [from, to];
}

function numberOf({ first, words }: Field, text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = words.indexOf(text.toLowerCase());
  return index < 0 ? undefined : first + index;
}

function wrong({ name, first, last, words }: Field, got: string): Error {
  const isSunday = name === 'day of the week' && /7/.test(got);
  return valueError({
    law: `the ${name} of a schedule must be made of numbers from ${first} to ${last}${words.length > 0 ? ` or words such as ${words[1]}` : ''}`,
    got,
    remedy: isSunday ? 'Sunday is 0 or SUN' : `write it as in ${first}, ${first}-${first + 4}, */2 or *`,
  });
}

/** Such as the 31st of April. A day of the week is another chance. */
function checkEverComes(schedule: string, days: number[], months: number[]): void {
  const dayOfWeek = schedule.trim().split(/\s+/)[4] as string;
  const isEveryDay = /^[*?](\/1)?$/.test(dayOfWeek);
  if (!isEveryDay || months.some((month) => days.some((day) => day <= (LENGTHS[month - 1] as number)))) return;
  throw valueError({
    law: 'a schedule must come at some time, and its months have no such day',
    got: schedule,
    remedy: 'choose a day that one of the months has',
  });
}
