import type { DataLoader } from './data';
import { EngineError } from './errors';
import { callEngine, type EngineModule } from './module';
import type { TeachingExample, TeachingProgress, TeachingResult } from './teaching';
import { otherMessages } from './turns';
import type { DataProgress } from './types';

/** In milliseconds, of one slice of a teaching. */
const sliceTime = 50;

/** Teaches networks, in the worker, in slices. */
export class Tutor {
  readonly #module: EngineModule;
  readonly #data: DataLoader;
  readonly #report: (progress: TeachingProgress) => void;
  #busy = false;

  constructor(module: EngineModule, data: DataLoader, report: (progress: TeachingProgress) => void) {
    this.#module = module;
    this.#data = data;
    this.#report = report;
  }

  async teach(examples: readonly TeachingExample[]): Promise<TeachingResult> {
    if (this.#busy) throw new EngineError('refused', 'A teaching is under way already.');
    this.#busy = true;
    try {
      const report = ({ bytesLoaded, bytesTotal }: DataProgress) =>
        this.#report({ phase: 'fetching', bytesLoaded, bytesTotal });
      const training = [this.#call(() => this.#module.imagesForTeaching())];
      await this.#data.load(new AbortController().signal, { training }, report);
      return await this.#run(examples);
    } finally {
      this.#busy = false;
    }
  }

  answers(pixels: Uint8Array): Float32Array {
    return this.#call(() => this.#module.answers(new Uint8Array(pixels)));
  }

  async #run(examples: readonly TeachingExample[]): Promise<TeachingResult> {
    const pixels = new Uint8Array(examples.flatMap((example) => [...example.pixels]));
    const labels = new Uint8Array(examples.map(({ label }) => label));
    this.#call(() => this.#module.beginTeaching(pixels, labels));
    try {
      while (!this.#call(() => this.#module.teachingFinished())) {
        const share = this.#call(() => this.#module.advanceTeaching(sliceTime));
        this.#report({ phase: 'teaching', share });
        await otherMessages();
      }
      return this.#call(() => this.#module.useTaught());
    } finally {
      this.#module.endTeaching();
    }
  }

  #call<Result>(call: () => Result): Result {
    return callEngine(this.#module, call);
  }
}
