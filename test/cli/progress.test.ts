import { Progress } from '../../cli/progress';
import { Kept } from './harness';

function progressOn(isTTY: boolean): { stderr: Kept; progress: Progress; pass: (ms: number) => void } {
  const stderr = Object.assign(new Kept(), { isTTY });
  let time = 0;
  const progress = new Progress(stderr, () => time);
  return { stderr, progress, pass: (ms) => (time += ms) };
}

test('work of less than a second says nothing', () => {
  const { stderr, progress, pass } = progressOn(true);
  progress.tell(1, 10);
  pass(999);
  progress.tell(9, 10);
  progress.end();
  expect(stderr.text).toBe('');
});

test('longer work tells how far it is, on one line that goes away', () => {
  const { stderr, progress, pass } = progressOn(true);
  pass(1000);
  progress.tell(1200, 20000);
  pass(99);
  progress.tell(1300, 20000);
  pass(1);
  progress.tell(1400, 20000);
  progress.announce('Analysing...');
  progress.end();
  progress.end();
  expect(stderr.text).toBe(
    '\r\u001b[KReading 1,200 of 20,000 files...' +
      '\r\u001b[KReading 1,400 of 20,000 files...' +
      '\r\u001b[KAnalysing...' +
      '\r\u001b[K',
  );
});

test('a large input is told of before it is read, since nothing can be told meanwhile', () => {
  const { stderr, progress } = progressOn(true);
  progress.announce('Analysing...', 5_000_000);
  expect(stderr.text).toBe('');
  progress.announce('Analysing...', 5_000_001);
  expect(stderr.text).toBe('\r\u001b[KAnalysing...');
});

test('where nobody watches, nothing is written', () => {
  const { stderr, progress, pass } = progressOn(false);
  pass(5000);
  progress.tell(1, 2);
  progress.announce('Analysing...', 9_000_000);
  progress.end();
  expect(stderr.text).toBe('');
});
