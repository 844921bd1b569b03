import { otherMessages } from './turns';
import type { TrainProgress } from './types';

/** What a training run does, step by step; the host provides it. */
export interface TrainingSteps {
  /** Makes sure that the training data is there. */
  load(signal: AbortSignal): Promise<void>;
  start(): void;
  /** Works for about so many milliseconds. */
  advance(milliseconds: number): TrainProgress;
  /** Ends the training; advance() goes on with its test. */
  stop(): void;
  /** Ends it with the epoch it is in. */
  stopAfterEpoch(): void;
  report(progress: TrainProgress): void;
}

/**
 * In milliseconds. Between two slices the worker answers what has come meanwhile, so this is about how long a picture
 * waits to be classified during a training.
 */
const sliceTime = 50;

/** In milliseconds, between two reports. */
const reportInterval = 100;

/** One training from the first byte of data to the end of its test, in slices that leave the worker free in between. */
export class TrainingRun {
  readonly #steps: TrainingSteps;
  readonly #epochs: number;
  readonly #loading = new AbortController();
  #state: 'loading' | 'training' = 'loading';
  #paused: { readonly ended: Promise<void>; readonly end: () => void } | null = null;

  constructor(steps: TrainingSteps, epochs: number) {
    this.#steps = steps;
    this.#epochs = epochs;
  }

  async run(): Promise<TrainProgress> {
    const { signal } = this.#loading;
    try {
      await this.#steps.load(signal);
    } catch (error) {
      if (signal.aborted) return stoppedBeforeStart(this.#epochs);
      throw error;
    }
    this.#steps.start();
    this.#state = 'training';
    for (let reported = -Infinity; ;) {
      await this.#paused?.ended;
      const progress = this.#steps.advance(sliceTime);
      const now = performance.now();
      if (progress.phase === 'finished' || now - reported >= reportInterval) {
        this.#steps.report(progress);
        reported = now;
      }
      if (progress.phase === 'finished') return progress;
      await otherMessages();
    }
  }

  pause(): void {
    if (this.#paused !== null) return;
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#paused = { ended, end };
  }

  resume(): void {
    this.#paused?.end();
    this.#paused = null;
  }

  stop(): void {
    if (this.#state === 'loading') this.#loading.abort();
    else this.#steps.stop();
    this.resume();
  }

  /** While the data is still on the way there is no epoch to finish. */
  stopAfterEpoch(): void {
    if (this.#state === 'loading') {
      this.stop();
    } else {
      this.#steps.stopAfterEpoch();
      this.resume();
    }
  }
}

/** Of a training that was stopped while its data was still on the way. */
function stoppedBeforeStart(epochs: number): TrainProgress {
  return {
    phase: 'finished',
    outcome: 'stopped',
    epoch: 0,
    epochs,
    step: 0,
    steps: 0,
    loss: 0,
    accuracy: 0,
    imagesPerSecond: 0,
    secondsLeft: 0,
    bestEpoch: 0,
    overfitted: false,
    history: [],
    test: null,
  };
}
