import { EXAMPLE, runIn } from './harness';

describe.each(['list', 'why', 'verify', 'diff', 'check', 'graph', 'suggest', 'facts'])(
  'the help page of %s',
  (verb) => {
    test('says what the command does', async () => {
      const { status, stdout, stderr } = await runIn('/', [verb, '--help']);
      expect({ status, stderr, usage: stdout.split('\n')[0] }).toMatchObject({
        status: 0,
        stderr: '',
        usage: expect.stringMatching(new RegExp(`^Usage: cdk8s-networking ${verb} \\[`)),
      });
      expect(stdout.split('\n')[2]).toMatch(/^[a-z]/);
    });

    test('shows an example with what it really prints', async () => {
      const { stdout } = await runIn('/', [verb, '--help']);
      const example = stdout.slice(stdout.indexOf('\nExample:\n') + '\nExample:\n'.length);
      const [command, ...shown] = example.split('\n').map((line) => line.slice(2));
      const [prompt, program, ...argv] = command.split(' ');
      expect([prompt, program, argv[0]]).toEqual(['$', 'cdk8s-networking', verb]);
      const printed = await runIn(EXAMPLE, argv);
      expect(printed.stderr).toBe('');
      expect(shown.join('\n')).toBe(printed.stdout);
      expect(printed.stdout).not.toBe('');
    });
  },
);
