/**
 * What stood on the page before, in this tab's memory and nowhere else: each step that replaces a question has an entry in the browser's
 * history, so that Back and Undo bring back what was pasted.
 */

export class Journal<Entry> {
  private readonly key = Math.random().toString(36).slice(2);
  private readonly kept: Entry[] = [];
  private at = 0;
  /** Whether the browser keeps no entries for this page. */
  private alone = false;

  /** `now` says what stands on the page; `restore` puts something there again, or, with null, opens what the address names. */
  constructor(
    private readonly now: () => Entry,
    private readonly restore: (entry: Entry | null) => void,
  ) {}

  listen(): void {
    window.addEventListener("popstate", this.onPop);
    this.write("replaceState", location.hash);
  }

  stop(): void {
    window.removeEventListener("popstate", this.onPop);
  }

  /** Everything that stood here earlier, the latest first. */
  get earlier(): Entry[] {
    return this.kept.filter((_, at) => at !== this.at).reverse();
  }

  /** Keeps what stands here, and makes room for what comes. */
  step(hash: string): void {
    this.kept[this.at] = this.now();
    this.kept.length = Math.min(this.kept.length, this.at + 1);
    this.at += 1;
    this.write("pushState", hash);
  }

  /** The address for what stands here. */
  rename(hash: string): void {
    if (hash !== location.hash) this.write("replaceState", hash);
  }

  undo(): void {
    if (this.at === 0) return;
    if (!this.alone) {
      history.back();
      return;
    }
    this.at -= 1;
    this.restore(this.kept[this.at] ?? null);
  }

  private write(how: "pushState" | "replaceState", hash: string): void {
    try {
      history[how]({ journal: this.key, at: this.at }, "", location.pathname + location.search + hash);
    } catch {
      // A page opened from disk, or in a frame, may not be allowed to: then the address stays as it is.
      this.alone = true;
    }
  }

  private readonly onPop = (event: PopStateEvent): void => {
    const state = event.state as { journal?: string; at?: number } | null;
    this.kept[this.at] = this.now();
    if (state?.journal === this.key && typeof state.at === "number") {
      this.at = state.at;
      this.restore(this.kept[this.at] ?? null);
      return;
    }
    // Somebody typed another address.
    this.at = this.kept.length;
    this.write("replaceState", location.hash);
    this.restore(null);
  };
}
