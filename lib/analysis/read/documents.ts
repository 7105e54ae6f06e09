/** A document of a stream: its number, counted from 1, and where its text starts and ends. */
export interface DocumentSpan {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The documents of a YAML stream, found by the lines `---` and `...` alone.
 *
 * YAML forbids both at the start of a line inside of a document, so that nothing need be parsed to find them, and a
 * document that is malformed costs only itself. Directives and comments belong to the document that follows them. A
 * document of nothing counts when it has a `---` of its own.
 */
export function documentsIn(text: string): DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let isOpen = false;

  const close = (end: number): void => {
    if (isOpen) spans.push({ number: spans.length + 1, start, end });
    isOpen = false;
  };

  for (let line = start; line < text.length; ) {
    const lineFeed = text.indexOf('\n', line);
    const next = lineFeed < 0 ? text.length : lineFeed + 1;
    if (isMarker(text, line, '---')) {
      if (isOpen) {
        close(line);
        start = line;
      }
      isOpen = true;
    } else if (isMarker(text, line, '...')) {
      close(line);
      start = next;
    } else if (!isOpen) {
      isOpen = isContent(text, line, next);
    }
    line = next;
  }
  close(text.length);
  return spans;
}

const BYTE_ORDER_MARK = 0xfeff;

function isMarker(text: string, line: number, marker: string): boolean {
  if (text.charCodeAt(line) !== marker.charCodeAt(0) || !text.startsWith(marker, line)) return false;
  const after = text.charAt(line + marker.length);
  return after === '' || after === ' ' || after === '\t' || after === '\r' || after === '\n';
}

/** Whether a line is more than a comment, a directive, or nothing. */
function isContent(text: string, line: number, next: number): boolean {
  const first = text.slice(line, next).trimStart().charAt(0);
  return first !== '' && first !== '#' && !(first === '%' && text.charAt(line) === '%');
}
