/** The lines of a text, found by the positions in it. */
export class Lines {
  private starts?: Uint32Array;

  constructor(private readonly text: string) {}

  /** The line of a position, counted from 0. */
  public at(position: number): number {
    this.starts ??= startsIn(this.text);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as number) <= position) low = middle;
      else high = middle;
    }
    return low;
  }
}

function startsIn(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
