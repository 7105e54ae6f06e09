/// <reference lib="dom" />

/** The part of the drawing that is seen: moved by dragging, made larger and smaller by buttons or the wheel. */
export class View {
  private left = 0;
  private top = 0;
  private scale = 1;

  public constructor(
    private readonly svg: SVGSVGElement,
    private readonly width: number,
    private readonly height: number,
  ) {
    let from: { x: number; y: number; left: number; top: number } | undefined;
    svg.addEventListener('pointerdown', ({ clientX, clientY, button }) => {
      if (button === 0) from = { x: clientX, y: clientY, left: this.left, top: this.top };
    });
    window.addEventListener('pointermove', ({ clientX, clientY }) => {
      if (!from) return;
      const perPixel = this.perPixel();
      this.left = from.left - (clientX - from.x) * perPixel;
      this.top = from.top - (clientY - from.y) * perPixel;
      this.show();
    });
    window.addEventListener('pointerup', () => {
      from = undefined;
    });
    // The wheel alone scrolls the page.
    svg.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15);
      },
      { passive: false },
    );
  }

  /** Makes everything so many times as large, around the middle. */
  public zoom(factor: number): void {
    const scale = Math.min(8, Math.max(0.5, this.scale * factor));
    this.left += (this.width / this.scale - this.width / scale) / 2;
    this.top += (this.height / this.scale - this.height / scale) / 2;
    this.scale = scale;
    this.show();
  }

  /** Shows all of it. */
  public fit(): void {
    [this.left, this.top, this.scale] = [0, 0, 1];
    this.show();
  }

  /** Moves so that a part of the drawing is seen. */
  public reveal(part: Element): void {
    const [seen, box] = [this.svg.getBoundingClientRect(), part.getBoundingClientRect()];
    const isSeen = box.left >= seen.left && box.right <= seen.right && box.top >= seen.top && box.bottom <= seen.bottom;
    if (isSeen) return;
    const perPixel = this.perPixel();
    this.left += ((box.left + box.right - seen.left - seen.right) / 2) * perPixel;
    this.top += ((box.top + box.bottom - seen.top - seen.bottom) / 2) * perPixel;
    this.show();
  }

  private perPixel(): number {
    const { width, height } = this.svg.getBoundingClientRect();
    return Math.max(this.width / width, this.height / height) / this.scale;
  }

  private show(): void {
    const size = [this.width / this.scale, this.height / this.scale];
    this.svg.setAttribute('viewBox', [this.left, this.top, ...size].join(' '));
  }
}
