import { Readable, Writable } from 'node:stream';
import { Terminal } from '../../cli/terminal';
import { Kept } from './harness';

function terminalOn(stdout: Writable, stdin = Readable.from([]), stderr = new Kept()): Terminal {
  return new Terminal({ stdin, stdout, stderr, cwd: '/' });
}

/** A reader that has gone, or a disk that is full. */
function failing(code: string): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) });
}

test('the result is written once, at the end', async () => {
  const stdout = new Kept();
  const terminal = terminalOn(stdout);
  terminal.print('one\n');
  terminal.print('two\n');
  expect(stdout.text).toBe('');
  await terminal.flush();
  expect(stdout.text).toBe('one\ntwo\n');
});

test('a reader who has seen enough is no error', async () => {
  const terminal = terminalOn(failing('EPIPE'));
  terminal.print('one\n');
  await expect(terminal.flush()).resolves.toBeUndefined();
});

test('a result that cannot be written is one', async () => {
  const terminal = terminalOn(failing('ENOSPC'));
  terminal.print('one\n');
  await expect(terminal.flush()).rejects.toThrow('ENOSPC');
});

test('standard input is read to its end, also where a letter is cut in two', async () => {
  const bytes = Buffer.from('größe');
  const terminal = terminalOn(new Kept(), Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]));
  expect(await terminal.input()).toBe('größe');
});

test('UTF-16 on standard input is read as such', async () => {
  const bytes = Buffer.from('\ufeffgröße', 'utf16le');
  const terminal = terminalOn(new Kept(), Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]));
  expect(await terminal.input()).toBe('größe');
});

test('what tells how far the work is goes away before anything else is said', async () => {
  const stderr = Object.assign(new Kept(), { isTTY: true });
  const terminal = terminalOn(stderr, undefined, stderr);
  terminal.progress.announce('Analysing...', 9_000_000);
  terminal.note('a note\n');
  terminal.progress.announce('Analysing...', 9_000_000);
  terminal.print('the result\n');
  await terminal.flush();
  const cleared = '\r\u001b[K';
  expect(stderr.text).toBe(`${cleared}Analysing...${cleared}a note\n${cleared}Analysing...${cleared}the result\n`);
});
