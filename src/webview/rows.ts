// SPDX-License-Identifier: MIT
// A long list of rows of one height, of which only those in sight are in the page.

/** Rows drawn beyond the edges of what is seen, so that scrolling never shows a gap. */
const marginRows = 12;

export interface Rows {
  readonly count: number;
  /** Draws one row; called again whenever it comes into sight. */
  readonly draw: (index: number) => HTMLElement;
}

export class WindowedRows {
  private rows: Rows = { count: 0, draw: () => document.createElement("div") };
  private readonly drawn = new Map<number, HTMLElement>();
  /** The row that stays in the page wherever the reader scrolls: what the focus is on. */
  private kept = -1;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly body: HTMLElement,
    private readonly rowHeightPx: number,
    private readonly headHeightPx: number,
  ) {
    scroller.addEventListener("scroll", () => this.fill(), { passive: true });
    new ResizeObserver(() => this.fill()).observe(scroller);
  }

  show(rows: Rows): void {
    this.rows = rows;
    this.body.style.height = `${rows.count * this.rowHeightPx}px`;
    for (const node of this.drawn.values()) node.remove();
    this.drawn.clear();
    this.fill();
  }

  /** The row, drawn; it then stays drawn until another one is kept. */
  keep(index: number): HTMLElement | undefined {
    this.kept = index;
    this.fill();
    return this.drawn.get(index);
  }

  drawAgain(index: number): void {
    const old = this.drawn.get(index);
    if (!old) return;
    const next = this.place(index);
    old.replaceWith(next);
    this.drawn.set(index, next);
  }

  scrollTo(index: number): void {
    const top = index * this.rowHeightPx;
    const { scrollTop, clientHeight } = this.scroller;
    const roomPx = clientHeight - this.headHeightPx;
    if (top < scrollTop) this.scroller.scrollTop = top;
    else if (scrollTop + roomPx < top + this.rowHeightPx)
      this.scroller.scrollTop = top + this.rowHeightPx - roomPx;
    this.fill();
  }

  pageRows(): number {
    return Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeightPx) - 1);
  }

  private fill(): void {
    const { scrollTop, clientHeight } = this.scroller;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeightPx) - marginRows);
    const seen = Math.ceil((clientHeight || 600) / this.rowHeightPx) + 2 * marginRows;
    const end = Math.min(this.rows.count, first + seen);
    const isWanted = (index: number): boolean =>
      (first <= index && index < end) || index === this.kept;
    for (const [index, node] of this.drawn)
      if (!isWanted(index)) {
        node.remove();
        this.drawn.delete(index);
      }
    const before = this.drawn.size;
    const last = Math.max(-1, ...this.drawn.keys());
    const added: number[] = [];
    const add = (index: number): void => {
      if (this.drawn.has(index)) return;
      this.drawn.set(index, this.place(index));
      added.push(index);
    };
    for (let index = first; index < end; index++) add(index);
    if (0 <= this.kept && this.kept < this.rows.count) add(this.kept);
    if (this.drawn.size === before) return;
    // In the order of the rows, which is the order in which they are read out.
    if (added.every((index) => last < index) && added[0] !== this.kept)
      this.body.append(...added.flatMap((index) => this.drawn.get(index) ?? []));
    else
      this.body.replaceChildren(
        ...[...this.drawn].sort(([one], [other]) => one - other).map(([, node]) => node),
      );
  }

  private place(index: number): HTMLElement {
    const node = this.rows.draw(index);
    node.style.top = `${index * this.rowHeightPx}px`;
    node.style.height = `${this.rowHeightPx}px`;
    return node;
  }
}
