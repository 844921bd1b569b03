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
  readonly #session: InstanceType<EngineModule['Session']>;
  readonly #data: DataLoader;
  readonly #report: (progress: TeachingProgress) => void;
  #busy = false;

  constructor(
    module: EngineModule,
    session: InstanceType<EngineModule['Session']>,
    data: DataLoader,
    report: (progress: TeachingProgress) => void,
  ) {
    this.#module = module;
    this.#session = session;
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
    return this.#call(() => this.#module.answers(this.#session, new Uint8Array(pixels)));
  }

  async #run(examples: readonly TeachingExample[]): Promise<TeachingResult> {
    const pixels = new Uint8Array(examples.flatMap((example) => [...example.pixels]));
    const labels = new Uint8Array(examples.map(({ label }) => label));
    const teaching = this.#call(() => this.#module.teach(this.#session, pixels, labels));
    if (teaching === null) throw new Error('a teaching could not be begun');
    try {
      while (!this.#call(() => teaching.finished())) {
        const share = this.#call(() => teaching.advance(sliceTime));
        this.#report({ phase: 'teaching', share });
        await otherMessages();
      }
      return this.#call(() => this.#module.useTaught(this.#session, teaching));
    } finally {
      teaching.delete();
    }
  }

  #call<Result>(call: () => Result): Result {
    return callEngine(this.#module, call);
  }
}
