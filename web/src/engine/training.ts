import type { TrainProgress } from './types';

type Command = 'pause' | 'resume' | 'stop' | 'stopAfterEpoch';

/**
 * A training under way. Iterate over it to follow its progress, or wait for its result:
 *
 *     for await (const progress of training) show(progress);
 */
export class Training implements AsyncIterable<TrainProgress> {
  /**
   * The last progress, when all is done: also of a training that was stopped or has diverged (see its outcome). Rejected
   * with an EngineError if the options were refused, the training data could not be fetched, or the worker crashed.
   */
  readonly result: Promise<TrainProgress>;

  readonly #send: (command: Command) => Promise<unknown>;
  #progress: TrainProgress | null = null;
  #paused = false;
  #ended = false;
  #wake: (() => void)[] = [];

  /** Made by Engine.train. */
  constructor(send: (command: Command) => Promise<unknown>, result: Promise<TrainProgress>, signal?: AbortSignal) {
    this.#send = send;
    this.result = result;
    const end = () => {
      this.#ended = true;
      signal?.removeEventListener('abort', stop);
      this.#notify();
    };
    // Whoever only iterates learns of an error there: it must not count as unhandled as well.
    result.then((progress) => {
      this.#progress = progress;
      end();
    }, end);
    const stop = () => this.stop();
    if (signal?.aborted) this.stop();
    else signal?.addEventListener('abort', stop);
  }

  /** The newest progress; null until the training data is there. */
  get progress(): TrainProgress | null {
    return this.#progress;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Holds the training after the slice of work it is at, some 50 ms; for as long as one likes. */
  pause(): void {
    this.#command('pause');
    this.#paused = true;
  }

  resume(): void {
    this.#command('resume');
    this.#paused = false;
  }

  /** Ends the training with the best weights so far, which are then tested; see `result`. */
  stop(): void {
    this.#command('stop');
    this.#paused = false;
  }

  /** Ends the training with the epoch it is in, which is finished and validated first. */
  stopAfterEpoch(): void {
    this.#command('stopAfterEpoch');
    this.#paused = false;
  }

  /** Each progress in turn, the last one included; a slow reader gets the newest, not a backlog. Throws as `result`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<TrainProgress, void, undefined> {
    let seen: TrainProgress | null = null;
    while (!this.#ended) {
      if (this.#progress !== null && this.#progress !== seen) {
        seen = this.#progress;
        yield seen;
      } else {
        await new Promise<void>((resolve) => this.#wake.push(resolve));
      }
    }
    const last = await this.result;
    if (last !== seen) yield last;
  }

  /** Called by the engine with what the worker sends. */
  report(progress: TrainProgress): void {
    this.#progress = progress;
    this.#notify();
  }

  #command(command: Command): void {
    // A command fails only with the worker, and then `result` says so.
    this.#send(command).catch(() => undefined);
  }

  #notify(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
