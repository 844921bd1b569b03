import type { EpochRecord, Network, OptionValues, Outcome } from '../engine/engine';

/** A place on the curves: `epoch` counts finished ones, with the part of the one under way. */
export interface CurvePoint {
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** A training that has ended: plain data, so that it can be kept and sent as it is. */
export interface RunRecord {
  /** Never the same for two runs, of this visit or another. */
  readonly id: string;
  readonly name: string;
  /** When it was started, as Date.toISOString writes it. */
  readonly date: string;
  readonly recipe: string;
  readonly network: Network;
  readonly parameterCount: number;
  /** All options that apply. */
  readonly options: OptionValues;
  /** The names of those that are not as the recipe says. */
  readonly changed: readonly string[];
  /** Of the training images, within the epochs. */
  readonly curve: readonly CurvePoint[];
  readonly history: readonly EpochRecord[];
  /** 0 if no epoch was validated. */
  readonly bestEpoch: number;
  readonly overfitted: boolean;
  readonly outcome: Outcome;
  /** On the 10,000 test images; null if it was stopped before there was anything to test. */
  readonly test: { readonly loss: number; readonly accuracy: number } | null;
}

/** The runs that are kept: all that any feature does to them passes through here. */
export class RunList {
  #runs = $state.raw<readonly RunRecord[]>([]);

  /** The oldest first. */
  get all(): readonly RunRecord[] {
    return this.#runs;
  }

  find(id: string): RunRecord | null {
    return this.#runs.find((run) => run.id === id) ?? null;
  }

  /** Adds a run, or puts it in the place of the one with its id. */
  put(run: RunRecord): void {
    this.#runs = this.find(run.id)
      ? this.#runs.map((other) => (other.id === run.id ? run : other))
      : [...this.#runs, run];
  }

  /** A name that another run has gets a number. */
  rename(id: string, name: string): void {
    const run = this.find(id);
    const trimmed = name.trim();
    if (run && trimmed !== '') this.put({ ...run, name: this.freeName(trimmed, id) });
  }

  remove(id: string): void {
    this.#runs = this.#runs.filter((run) => run.id !== id);
  }

  /** Adds runs of an earlier visit, before those of this one. Those that are there already stay as they are. */
  restore(runs: readonly RunRecord[]): void {
    const earlier = runs.filter(({ id }) => this.find(id) === null);
    this.#runs = [...earlier, ...this.#runs].toSorted((a, b) => a.date.localeCompare(b.date));
  }

  /** `wanted`, or with a number behind it where a run has that name already, other than the one of that id. */
  freeName(wanted: string, id?: string): string {
    const names = this.#runs.filter((run) => run.id !== id).map(({ name }) => name);
    if (!names.includes(wanted)) return wanted;
    let number = 2;
    while (names.includes(`${wanted} ${number}`)) ++number;
    return `${wanted} ${number}`;
  }
}
