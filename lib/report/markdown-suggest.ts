import type { NotSuggested, Suggestion, SuggestReport } from '../analysis';
import { Direction } from '../traffic';
import { markdownTable } from './markdown-table';

/** The connections of which manifests speak, as tables. */
export function markdownSuggest({ suggestions, others }: SuggestReport): string {
  const lines =
    suggestions.length > 0
      ? markdownTable(['', 'Source', 'Destination', 'Ports', 'Evidence', 'Remark'], suggestions.map(rowOf))
      : ['No connection can be seen.'];
  if (others.length > 0) {
    lines.push(
      '',
      '**Not understood**',
      '',
      ...markdownTable(['Workload', 'Evidence', 'Remark'], others.map(otherRow)),
    );
  }
  return `${lines.join('\n')}\n`;
}

function rowOf({ certainty, workload, direction, peer, ports, evidence, doubt, needs }: Suggestion): string[] {
  const [source, destination] = direction === Direction.EGRESS ? [workload, peer.name] : [peer.name, workload];
  const texts = ports.map(({ protocol, port }) => `${protocol} ${port}`);
  const proof = evidence.map(({ text, file, line }) => `${text} (${file}:${line})`);
  const remarks = [...(doubt === undefined ? [] : [doubt]), ...(needs === undefined ? [] : [`needs ${needs}`])];
  return [certainty, source, destination, texts.join(', '), proof.join('; '), remarks.join('; ')];
}

function otherRow({ workload, evidence: { text, file, line }, why }: NotSuggested): string[] {
  return [workload, `${text} (${file}:${line})`, why];
}
