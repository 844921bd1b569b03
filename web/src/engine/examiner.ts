import { testImages, type DataLoader } from './data';
import { EngineError } from './errors';
import type { Evaluation, EvaluationProgress, Explanation, LayerFilters } from './explain';
import { callEngine, type EngineModule } from './module';
import { otherMessages } from './turns';
import type { ModelInfo } from './types';

/** In milliseconds, of one slice of an evaluation; a training under way has its turn between two. */
const sliceTime = 50;

/** Looks into networks, in the worker: evaluations, in slices, and explanations. */
export class Examiner {
  readonly #module: EngineModule;
  readonly #data: DataLoader;
  readonly #report: (progress: EvaluationProgress) => void;
  #running: AbortController | null = null;

  constructor(module: EngineModule, data: DataLoader, report: (progress: EvaluationProgress) => void) {
    this.#module = module;
    this.#data = data;
    this.#report = report;
  }

  /** @param model tells which network it is, once it is clear which. */
  async evaluate(model: () => ModelInfo): Promise<Evaluation> {
    if (this.#running !== null) throw new EngineError('refused', 'An evaluation is under way already.');
    const running = new AbortController();
    const { signal } = running;
    this.#running = running;
    try {
      await this.#data.load(signal, testImages, ({ bytesLoaded, bytesTotal }) =>
        this.#report({ phase: 'fetching', bytesLoaded, bytesTotal }),
      );
      return await this.#examine(model, signal);
    } catch (error) {
      if (signal.aborted) throw new EngineError('refused', 'The evaluation was stopped.');
      throw error;
    } finally {
      this.#running = null;
    }
  }

  stopEvaluation(): void {
    this.#running?.abort();
  }

  /** Of an evaluation; they are fetched again for an engine that was started anew since. */
  async testImages(indices: Uint32Array): Promise<Uint8Array<ArrayBuffer>> {
    await this.#data.load(new AbortController().signal, testImages, () => undefined);
    return this.#call(() => this.#module.testPixels(new Uint32Array(indices)));
  }

  /** @param seen what the network sees: 28 x 28 pixels. */
  explain(seen: Uint8Array, label: number | null): Explanation {
    return this.#call(() => this.#module.explain(new Uint8Array(seen), label ?? undefined));
  }

  filters(): readonly LayerFilters[] {
    return this.#call(() => this.#module.filters());
  }

  async #examine(model: () => ModelInfo, signal: AbortSignal): Promise<Evaluation> {
    const imagesTotal = this.#call(() => this.#module.beginExamination());
    try {
      const examined = model();
      for (let images = 0; images < imagesTotal;) {
        images = this.#call(() => this.#module.advanceExamination(sliceTime));
        this.#report({ phase: 'evaluating', images, imagesTotal });
        await otherMessages();
        signal.throwIfAborted();
      }
      return { model: examined, ...this.#call(() => this.#module.examined()) };
    } finally {
      this.#module.endExamination();
    }
  }

  #call<Result>(call: () => Result): Result {
    return callEngine(this.#module, call);
  }
}
