import { checkSchedule } from '../../../lib/workload/controller/schedule';
import { checkTimeZone } from '../../../lib/workload/controller/time-zone';

describe('a schedule is accepted', () => {
  test.each([
    '* * * * *',
    '*/5 * * * *',
    '0,30 8-18 * * MON-FRI',
    '30 2 1,15 jan-mar ?',
    '10/20 0 * * 0',
    '5-59/10 * * * sun',
    '  0   0 29 2 *  ',
    '0 0 31 4 1',
    '@hourly',
    '@midnight',
  ])('%s', (schedule) => {
    expect(() => checkSchedule(schedule)).not.toThrow();
  });
});

describe('a schedule is refused', () => {
  const FIVE =
    'a schedule must have five fields (minute, hour, day of the month, month, day of the week), or be one of @yearly, ' +
    '@annually, @monthly, @weekly, @daily, @midnight, @hourly, but got';
  const EXAMPLE = 'write it as in "30 2 * * *" for half past two in the night';

  test.each([['0 30 2 * * *'], ['30 2 * *'], ['@every 5m'], ['@Hourly'], ['']])(
    'without five fields: %s',
    (schedule) => {
      expect(() => checkSchedule(schedule)).toThrow(new Error(`${FIVE} "${schedule}"; ${EXAMPLE}`));
    },
  );

  test.each([
    ['60 * * * *', 'minute', '0 to 59', '60', 'write it as in 0, 0-4, */2 or *'],
    ['* 24 * * *', 'hour', '0 to 23', '24', 'write it as in 0, 0-4, */2 or *'],
    ['* * 0 * *', 'day of the month', '1 to 31', '0', 'write it as in 1, 1-5, */2 or *'],
    ['* * L * *', 'day of the month', '1 to 31', 'L', 'write it as in 1, 1-5, */2 or *'],
    ['* * * 13 *', 'month', '1 to 12 or words such as feb', '13', 'write it as in 1, 1-5, */2 or *'],
    ['* * * * 7', 'day of the week', '0 to 6 or words such as mon', '7', 'Sunday is 0 or SUN'],
    ['* * * * 5-7', 'day of the week', '0 to 6 or words such as mon', '5-7', 'Sunday is 0 or SUN'],
    ['30-10 * * * *', 'minute', '0 to 59', '30-10', 'write it as in 0, 0-4, */2 or *'],
    ['*/0 * * * *', 'minute', '0 to 59', '*/0', 'write it as in 0, 0-4, */2 or *'],
    ['1-2-3 * * * *', 'minute', '0 to 59', '1-2-3', 'write it as in 0, 0-4, */2 or *'],
    ['1,,2 * * * *', 'minute', '0 to 59', '', 'write it as in 0, 0-4, */2 or *'],
    ['-5 * * * *', 'minute', '0 to 59', '-5', 'write it as in 0, 0-4, */2 or *'],
    ['5- * * * *', 'minute', '0 to 59', '5-', 'write it as in 0, 0-4, */2 or *'],
    ['*/2/3 * * * *', 'minute', '0 to 59', '*/2/3', 'write it as in 0, 0-4, */2 or *'],
  ])('where a field is malformed: %s', (schedule, field, numbers, got, remedy) => {
    expect(() => checkSchedule(schedule)).toThrow(
      new Error(`the ${field} of a schedule must be made of numbers from ${numbers}, but got "${got}"; ${remedy}`),
    );
  });

  test.each(['TZ=Europe/Vienna 0 3 * * *', 'CRON_TZ=UTC 0 3 * * *'])('with a time zone: %s', (schedule) => {
    expect(() => checkSchedule(schedule)).toThrow(
      new Error(
        `a schedule must not name a time zone, which the API server refuses, but got "${schedule}"; give it as \`timeZone\``,
      ),
    );
  });

  test.each(['0 0 31 4 *', '0 0 30 2 ?', '0 0 31 4,6,9,11 *'])('that never comes: %s', (schedule) => {
    expect(() => checkSchedule(schedule)).toThrow(
      new Error(
        `a schedule must come at some time, and its months have no such day, but got "${schedule}"; ` +
          'choose a day that one of the months has',
      ),
    );
  });

  test('where it is no text', () => {
    expect(() => checkSchedule(5 as any)).toThrow(new Error(`a schedule must be a text, but got 5; ${EXAMPLE}`));
  });
});

describe('a time zone', () => {
  test('is accepted: each that is known here', () => {
    for (const timeZone of Intl.supportedValuesOf('timeZone')) expect(() => checkTimeZone(timeZone)).not.toThrow();
  });

  test.each([
    'NZ-CHAT',
    'Africa/Dar_es_Salaam',
    'Australia/NSW',
    'EST5EDT',
    'Europe/Vienna',
    'Etc/UTC',
    'UTC',
    'America/Port-au-Prince',
    'Asia/Kolkata',
    'Etc/GMT+1',
    'US/Eastern',
  ])('is accepted: %s', (timeZone) => {
    expect(() => checkTimeZone(timeZone)).not.toThrow();
  });

  test.each([
    ['Europe/Wien', 'Europe/Vienna or Etc/UTC'],
    ['+02:00', 'Europe/Vienna or Etc/UTC'],
    ['Local', 'Europe/Vienna or Etc/UTC'],
    ['', 'Europe/Vienna or Etc/UTC'],
    ['europe/vienna', 'Europe/Vienna'],
    // Aliases, of which the case can't be told by what they stand for.
    ['asia/kolkata', 'Europe/Vienna or Etc/UTC'],
    ['ASIA/KOLKATA', 'Europe/Vienna or Etc/UTC'],
    ['US/eastern', 'Europe/Vienna or Etc/UTC'],
  ])('is refused: %s', (timeZone, better) => {
    expect(() => checkTimeZone(timeZone)).toThrow(
      new Error(
        `\`timeZone\` must be a name of the time zone database, but got "${timeZone}"; write it as in ${better}`,
      ),
    );
  });

  test('is refused where it is no text', () => {
    expect(() => checkTimeZone(2 as any)).toThrow(/^`timeZone` must be a name of the time zone database, but got 2; /);
  });
});
