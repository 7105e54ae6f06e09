/** How many expectations hold, as a sentence: `3 of 4 expectations hold.` */
export function holdText(checked: number, failed: number): string {
  return `${checked - failed} of ${checked} ${checked === 1 ? 'expectation holds' : 'expectations hold'}.`;
}
