import { run } from './run';

// Notes that nobody reads any more, as behind `2>&1 | head`, are no error.
process.stderr.on('error', () => undefined);

run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
}).then((status) => {
  // The process ends by itself, once all that was written has gone out.
  process.exitCode = status;
});
