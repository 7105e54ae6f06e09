import { spawnSync } from 'node:child_process';
import { ROOT } from '../analysis/bundles';
import { timesOf } from './commands';

/** What `npm test` takes with nothing kept from earlier runs, and then once more, as a Markdown section. */
export function testsText(): string {
  const command = { name: 'npm test', argv: ['npm', 'test'], cwd: ROOT };
  spawnSync('npx', ['jest', '--clearCache'], { cwd: ROOT });
  const rows = ['cold', 'warm'].map((state) => ({ state, ...timesOf(command) }));
  const lines = rows.map(({ state, ms, cpuMs }) => `| ${state} | ${seconds(ms)} | ${seconds(cpuMs)} |`);
  return ['### `npm test`', ['| | time s | CPU s |', '| --- | --: | --: |', ...lines].join('\n')].join('\n\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0);
}
