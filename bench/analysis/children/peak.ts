import * as fs from 'node:fs';

/** The stream on which a measured process tells of itself. */
const REPORTS = 3;

// Of a process that another one started, Linux counts the memory of that one as well, except in this file.
process.on('exit', () => {
  const status = process.platform === 'linux' ? fs.readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  const kilobytes = peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
  const { user, system } = process.cpuUsage();
  fs.writeSync(REPORTS, `${JSON.stringify({ peakMb: kilobytes / 1024, cpuMs: (user + system) / 1000 })}\n`);
});
