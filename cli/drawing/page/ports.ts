/**
 * Whether ports have one that is asked for: `8080`, `tcp/8080`, `udp` or nothing, which is every port. A number alone
 * means any protocol. Undefined where the text is none of these.
 */
export function hasPort(ports: { readonly [protocol: string]: string }, asked: string): boolean | undefined {
  const text = asked.trim().toUpperCase();
  if (text === '') return true;
  const match = /^(?:(TCP|UDP|SCTP)(?:[ /](?=\d)|$))?(\d+)?$/.exec(text);
  if (!match) return undefined;
  const [, protocol, number] = match;
  return Object.entries(ports).some(
    ([name, runs]) =>
      (protocol === undefined || name === protocol) && (number === undefined || holds(runs, Number(number))),
  );
}

function holds(runs: string, port: number): boolean {
  return runs.split(',').some((run) => {
    const [first, last = first] = run.split('-').map(Number);
    return first <= port && port <= last;
  });
}
