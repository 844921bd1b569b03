import type { Network, OptionValues, TrainingCheckpoint, TrainOptions } from '../engine/engine';
import type { CurvePoint } from './runs.svelte';
import { now, Shelf } from './storage';

/** A training under way, as it is kept for the case that it is interrupted. Plain data. */
export interface UnfinishedRun {
  /** Its record's, once it has ended. */
  readonly id: string;
  readonly date: string;
  readonly options: TrainOptions;
  readonly recipe: string;
  readonly network: Network;
  readonly parameterCount: number;
  readonly values: OptionValues;
  readonly changed: readonly string[];
  readonly curve: readonly CurvePoint[];
}

/** What is offered to the visitor. */
export interface InterruptedRun {
  readonly run: UnfinishedRun;
  /** Finished, and planned. */
  readonly epoch: number;
  readonly epochs: number;
  /** When its last epoch had ended. */
  readonly date: string;
}

const key = 'training';
const lock = 'atelier-training';

/**
 * The training that was under way when the page was closed or its engine died, as it was after its last finished epoch.
 * There is one at most: the next training takes its place.
 */
export class InterruptedTraining {
  /** Null while there is none, or it is under way. */
  offer = $state.raw<InterruptedRun | null>(null);

  readonly #runs = new Shelf<InterruptedRun>('interrupted');
  /** Apart, so that a visit which does not go on with it does not read some megabytes. */
  readonly #checkpoints = new Shelf<ArrayBuffer>('checkpoint');
  #active = false;
  #letGo: (() => void) | null = null;

  /** Looks whether there is one; what another tab of this page is training is looked at when that tab is done or gone. */
  async look(): Promise<void> {
    const locks = navigator.locks as LockManager | undefined;
    await (locks ? locks.request(lock, () => this.#offerKept()) : this.#offerKept());
  }

  /** To be called when a training begins in this tab. */
  begin(): void {
    this.offer = null;
    this.#active = true;
    const locks = navigator.locks as LockManager | undefined;
    void locks?.request(lock, { ifAvailable: true }, () => new Promise<void>((resolve) => (this.#letGo = resolve)));
  }

  /** Keeps it as it is after an epoch. */
  async keep(run: UnfinishedRun, { bytes, epoch, epochs }: TrainingCheckpoint): Promise<void> {
    await this.#checkpoints.put(key, bytes);
    await this.#runs.put(key, { run, epoch, epochs, date: now() });
  }

  /** What to go on from; null if it is no longer there. */
  async checkpoint(): Promise<ArrayBuffer | null> {
    return (await this.#checkpoints.get(key)) ?? null;
  }

  /** To be called when the training has come to its end, or nobody wants it any more. */
  async forget(): Promise<void> {
    this.offer = null;
    try {
      await this.#runs.remove(key);
      await this.#checkpoints.remove(key);
    } finally {
      // Not before: another tab would find it.
      this.#end();
    }
  }

  /** To be called when it has died: what was kept is offered. */
  async died(): Promise<void> {
    this.#end();
    await this.#offerKept();
  }

  #end(): void {
    this.#active = false;
    this.#letGo?.();
    this.#letGo = null;
  }

  async #offerKept(): Promise<void> {
    const kept = (await this.#runs.get(key)) ?? null;
    if (!this.#active) this.offer = kept;
  }
}
