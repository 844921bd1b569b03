/**
 * Runs a slow task for the newest of its arguments only: one runs, one waits, and what is overtaken while waiting is
 * answered with null. While someone draws, pictures come faster than answers, and only the last one matters.
 */
export class LatestOnly<Argument, Result> {
  readonly #task: (argument: Argument) => Promise<Result>;
  #running = false;
  #waiting: { argument: Argument; answer: (result: Promise<Result> | null) => void } | null = null;

  constructor(task: (argument: Argument) => Promise<Result>) {
    this.#task = task;
  }

  run(argument: Argument): Promise<Result | null> {
    if (!this.#running) return this.#start(argument);
    this.#waiting?.answer(null);
    return new Promise((resolve) => {
      this.#waiting = { argument, answer: resolve };
    });
  }

  #start(argument: Argument): Promise<Result> {
    this.#running = true;
    const result = this.#task(argument);
    const next = () => {
      this.#running = false;
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.answer(this.#start(waiting.argument));
    };
    result.then(next, next);
    return result;
  }
}
