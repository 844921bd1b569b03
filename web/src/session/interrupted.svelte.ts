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
  /** Finished, and planned; both 0 while there is none to go on from, and it can only be begun again. */
  readonly epoch: number;
  readonly epochs: number;
  /** When its last epoch had ended, or it had begun. */
  readonly date: string;
}

/** Held by the tab that trains the run of the id that follows. */
const lockPrefix = 'atelier-training ';

/**
 * The trainings that were under way when the page was closed or its engine died, as they were after their last finished
 * epoch. The newest is offered; each stays until it has been brought to its end, or nobody wants it any more. Each tab of
 * the page keeps what it is training, and leaves alone what another one is.
 */
export class InterruptedTrainings {
  /** Null while there is none, or one is under way. */
  offer = $state.raw<InterruptedRun | null>(null);

  readonly #runs = new Shelf<InterruptedRun>('interrupted-runs');
  /** Apart, so that a visit which does not go on with it does not read some megabytes. */
  readonly #checkpoints = new Shelf<ArrayBuffer>('interrupted-checkpoints');
  /** The id of the run that is under way in this tab. */
  #active: string | null = null;
  #letGo: (() => Promise<void>) | null = null;
  /** What is kept and what is forgotten do not overtake each other. */
  #last: Promise<unknown> = Promise.resolve();

  /** Looks whether there is one; what another tab of this page is training is looked at when that tab is done or gone. */
  async look(): Promise<void> {
    await this.#offerKept();
    for (const name of await heldLocks()) {
      void this.#offerAfter(name).catch(() => undefined);
    }
  }

  /** To be called when a training begins in this tab. Whether it may: another tab may be at the same one. */
  begin(id: string): Promise<boolean> {
    this.offer = null;
    return this.#inTurn(async () => {
      this.#active = id;
      this.#letGo = await hold(lockPrefix + id);
      return this.#letGo !== null;
    });
  }

  /** Keeps that it has begun. */
  keepStart(run: UnfinishedRun): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#active !== run.id) return;
      await this.#runs.put(run.id, { run, epoch: 0, epochs: 0, date: now() });
    });
  }

  /** Keeps it as it is after an epoch. */
  keep(run: UnfinishedRun, { bytes, epoch, epochs }: TrainingCheckpoint): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#active !== run.id) return;
      await this.#checkpoints.put(run.id, bytes);
      await this.#runs.put(run.id, { run, epoch, epochs, date: now() });
    });
  }

  /** What to go on from; null if it is no longer there. */
  async checkpoint(id: string): Promise<ArrayBuffer | null> {
    return (await this.#checkpoints.get(id)) ?? null;
  }

  /** To be called when the training has come to its end: another one that was interrupted before is offered again. */
  ended(id: string): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#remove(id);
      } finally {
        // Not before: another tab would find it.
        await this.#end();
      }
    });
  }

  /** Nobody wants it any more. */
  forget(id: string): Promise<void> {
    this.offer = null;
    return this.#inTurn(async () => {
      await this.#remove(id);
      await this.#offerKept();
    });
  }

  /** To be called when it has died: what was kept is offered. */
  died(): Promise<void> {
    return this.#inTurn(() => this.#end());
  }

  /** To be called when the engine has refused it, or lacks the data for it: it would again, if it were begun again. */
  refused(id: string): Promise<void> {
    return this.#inTurn(async () => {
      try {
        // Unless it is another tab's.
        if (this.#letGo !== null && (await this.#runs.get(id))?.epoch === 0) await this.#remove(id);
      } finally {
        await this.#end();
      }
    });
  }

  #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(action);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** When that lock is free. */
  async #offerAfter(lock: string): Promise<void> {
    await navigator.locks.request(lock, () => undefined);
    await this.#offerKept();
  }

  async #end(): Promise<void> {
    await this.#letGo?.();
    this.#letGo = null;
    this.#active = null;
    await this.#offerKept();
  }

  async #remove(id: string): Promise<void> {
    await this.#runs.remove(id);
    await this.#checkpoints.remove(id);
  }

  async #offerKept(): Promise<void> {
    const [newest] = (await this.#waiting()).toSorted((a, b) => b.date.localeCompare(a.date));
    if (this.#active === null) this.offer = newest ?? null;
  }

  /** Those that no tab is at, this one included. */
  async #waiting(): Promise<InterruptedRun[]> {
    const held = await heldLocks();
    const kept = await this.#runs.all();
    return kept.filter(({ run }) => run.id !== this.#active && !held.includes(lockPrefix + run.id));
  }
}

/** The locks of trainings, in this tab and others; none where the browser has no locks. */
async function heldLocks(): Promise<string[]> {
  const locks = navigator.locks as LockManager | undefined;
  const { held = [] } = (await locks?.query()) ?? {};
  return held.flatMap(({ name }) => (name?.startsWith(lockPrefix) ? [name] : []));
}

/** Holds a lock; gives what lets go of it, or null if another tab holds it. */
async function hold(name: string): Promise<(() => Promise<void>) | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return () => Promise.resolve();
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((end) => {
        resolve(async () => {
          end();
          await held;
        });
      });
    });
    held.catch(reject);
  });
}
