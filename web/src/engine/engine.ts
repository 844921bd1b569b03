import { chooseBuild } from './build';
import { EngineError } from './errors';
import type { Evaluation, EvaluationProgress, Explanation, LayerFilters } from './explain';
import { LastingWorker } from './lasting_worker';
import { LatestOnly } from './latest';
import type {
  AugmentationSheet,
  AugmentationSheetOptions,
  Network,
  NetworkDraft,
  OptionCheck,
  Recipe,
  TrainOption,
} from './options';
import type { ExplainArgument, Notice, Started } from './protocol';
import type { TeachingExample, TeachingProgress, TeachingResult } from './teaching';
import type { PreparationStep } from './preparation';
import { Training } from './training';
import type {
  BuildInfo,
  BuildName,
  Classification,
  EngineEvents,
  ModelInfo,
  ModelOrigin,
  Picture,
  Preset,
  TestSample,
  TrainOptions,
  TrainProgress,
} from './types';

export { EngineError } from './errors';
export { Training } from './training';
export type * from './options';
export type * from './teaching';
export type * from './explain';
export type * from './preparation';
export type * from './types';

export interface EngineOptions {
  /** Runs this build instead of the fastest one that works here. */
  readonly build?: BuildName | undefined;
  /** How many threads, at most one for each logical core; by default as many, up to 8. Builds without threads have one. */
  readonly threads?: number | undefined;
  /** Address of the model file that answers at first; without it, nothing answers until one is trained or opened. */
  readonly model?: string | undefined;
  /** Address of the training data's manifest; by default `data/manifest.json` beside the page. */
  readonly data?: string | undefined;
}

export interface EvaluateOptions {
  /** Aborting it rejects the evaluation with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}

type Listeners = { [E in keyof EngineEvents]: Set<(event: EngineEvents[E]) => void> };

/**
 * Trains and runs image classifiers in a worker:
 *
 *     const engine = await Engine.start({ model: 'fashion.safetensors' });
 *     const answer = await engine.classify(picture);
 *     const training = engine.train({ preset: 'classic', epochs: 5, ... });
 *     for await (const progress of training) show(progress);
 *
 * The page's thread never computes and never waits. Rejections are EngineErrors whose messages are sentences for people.
 */
export class Engine {
  /**
   * Loads the build that suits this browser, and the model. Rejects with an EngineError of kind `unsupported` if the
   * browser cannot run any build, `data` if a file cannot be fetched.
   */
  static async start(options: EngineOptions = {}): Promise<Engine> {
    const build = await chooseBuild(options.build, options.threads);
    const engine = new Engine(build, options);
    await engine.#worker.ready();
    return engine;
  }

  readonly build: BuildInfo;
  readonly #worker: LastingWorker;
  #presets: readonly Preset[] = [];
  #options: readonly TrainOption[] = [];
  #recipes: readonly Recipe[] = [];
  #model: ModelInfo | null = null;
  #origins: readonly ModelOrigin[] = [];
  #training: Training | null = null;
  #onTeaching: ((progress: TeachingProgress) => void) | undefined;
  readonly #classify: LatestOnly<Picture, Classification>;
  readonly #explain: LatestOnly<ExplainArgument, Explanation | null>;
  readonly #prepare: LatestOnly<Picture, readonly PreparationStep[]>;
  #evaluating = false;
  #onEvaluation: ((progress: EvaluationProgress) => void) | undefined;
  readonly #listeners: Listeners = {
    data: new Set(),
    checkpoint: new Set(),
    trained: new Set(),
    model: new Set(),
    restart: new Set(),
    failure: new Set(),
  };

  private constructor(build: BuildInfo, options: EngineOptions) {
    this.build = build;
    const absolute = (address: string) => new URL(address, document.baseURI).href;
    this.#worker = new LastingWorker(
      {
        build: build.name,
        threads: build.threads,
        model: options.model === undefined ? null : absolute(options.model),
        data: absolute(options.data ?? 'data/manifest.json'),
      },
      {
        started: (started) => this.#take(started),
        notice: (notice) => this.#receive(notice),
        restarted: (message) => {
          this.#emit('restart', { message, origins: this.#origins });
          if (this.#model !== null) this.#emit('model', this.#model);
        },
        failed: (error) => this.#emit('failure', error),
      },
    );
    this.#classify = new LatestOnly((picture) => this.#worker.call('classify', picture));
    this.#explain = new LatestOnly((argument) => this.#worker.call('explain', argument));
    this.#prepare = new LatestOnly((picture) => this.#worker.call('preparationSteps', picture));
  }

  /** The networks that can be trained. */
  presets(): readonly Preset[] {
    return this.#presets;
  }

  /** All options of a training, in the order in which people meet them. */
  options(): readonly TrainOption[] {
    return this.#options;
  }

  /** The trainings that have a name. */
  recipes(): readonly Recipe[] {
    return this.#recipes;
  }

  /** The network that answers, or null where none does yet. */
  get model(): ModelInfo | null {
    return this.#model;
  }

  /** The training under way, or null. */
  get training(): Training | null {
    return this.#training;
  }

  /**
   * What the current network makes of a picture; works during a training too. Only the newest picture matters: one that
   * is overtaken by a newer before its turn came resolves to null.
   */
  classify(picture: Picture): Promise<Classification | null> {
    return this.#classify.run(picture);
  }

  /**
   * Starts a training from random weights: fetches the training data if it is not there yet (see the event `data`), then
   * trains, validates after each epoch, and evaluates the result on the test images. The network in training answers
   * from then on. Aborting the signal stops it as Training.stop does. One at a time.
   */
  train(options: TrainOptions, signal?: AbortSignal): Training {
    return this.#follow(() => this.#worker.call('train', options), signal);
  }

  /**
   * Goes on with the last training after its end until `epochs` more are finished, with the optimizer as it was left: from
   * the weights after its last step, which need not be the best ones. A schedule that has come to its end stays where it
   * is. Rejected if there was no training since the engine was started, or its loss was no longer finite.
   */
  extend(epochs: number, signal?: AbortSignal): Training {
    return this.#follow(() => this.#worker.call('extend', epochs), signal);
  }

  /**
   * Goes on with a training that was interrupted, from the bytes of one of its checkpoints (see the event `checkpoint`), in
   * this visit or another. It ends with the same weights, bit for bit, as if it had not been interrupted, if the build of
   * the engine is the same.
   */
  resumeTraining(checkpoint: ArrayBuffer, signal?: AbortSignal): Training {
    return this.#follow(() => this.#worker.call('resumeTraining', checkpoint), signal);
  }

  /**
   * Looks through options as somebody has typed them, by name; an option that is not there has its default. Works without
   * starting anything, during a training too.
   */
  async checkOptions(texts: Readonly<Record<string, string>>): Promise<OptionCheck> {
    return this.#worker.call('checkOptions', texts);
  }

  /** A network's layers with their output shapes and parameter counts, and what is wrong with it, if anything is. */
  async describe(network: Network): Promise<NetworkDraft> {
    return this.#worker.call('describe', network);
  }

  /**
   * A picture of what the augmentation among these options does: a row for each training image, one of each class in turn,
   * first as it is and then as the epochs 1, 2, ... see it. Fetches the first training images if none are there yet.
   */
  async augmentationSheet(what: AugmentationSheetOptions): Promise<AugmentationSheet> {
    return this.#worker.call('augmentationSheet', what);
  }

  /** Lets another network answer: the one shipped with the page, the last one trained, or the one opened. */
  async useModel(origin: ModelOrigin): Promise<ModelInfo> {
    return this.#worker.call('useModel', origin);
  }

  /** Opens a model file's bytes; it answers from then on. A file that is refused changes nothing. */
  async loadModel(bytes: ArrayBuffer): Promise<ModelInfo> {
    const model = await this.#worker.call('loadModel', bytes);
    this.#worker.keep({ origin: 'opened', bytes });
    return model;
  }

  /**
   * The network that answers, or the one of that origin, as a safetensors file's bytes.
   * @param options.half in half precision: half the bytes, weights rounded to 11 significant bits.
   */
  async saveModel(options: { half?: boolean; origin?: ModelOrigin } = {}): Promise<Uint8Array<ArrayBuffer>> {
    const { half = false, origin = null } = options;
    return this.#worker.call('saveModel', { half, origin });
  }

  /**
   * Fetches the training data into the browser's cache, so that a training need not wait for it; gives way to trainings, and
   * goes on after them. Rejects if it cannot be fetched, which a training would then say again.
   */
  async prefetchData(): Promise<void> {
    await this.#worker.call('prefetchData', undefined);
  }

  /**
   * Test images to look at: so many of each class, chosen at random by the seed. Fetches the test images if they are not here
   * yet, and nothing else.
   */
  async testSample(perClass: number, seed: number): Promise<TestSample> {
    return this.#worker.call('testSample', { perClass, seed });
  }

  /**
   * Teaches the network in use these examples, in a few seconds; training images that it knows keep it from forgetting, and
   * are fetched if there are none yet. The taught network answers from then on. Teaching a taught network starts from the
   * one that it was made from, so that what is left out is unlearned. One at a time, and not while that network trains.
   */
  async teach(
    examples: readonly TeachingExample[],
    onProgress?: (progress: TeachingProgress) => void,
  ): Promise<TeachingResult> {
    this.#onTeaching = onProgress;
    try {
      return await this.#worker.call('teach', examples);
    } finally {
      this.#onTeaching = undefined;
    }
  }

  /**
   * Takes up a network that was taught in an earlier visit, from its file's bytes; it answers from then on. It counts as
   * made from the network that answers now, from which teaching it again starts.
   */
  async loadTaught(bytes: ArrayBuffer): Promise<ModelInfo> {
    return this.#worker.call('loadTaught', bytes);
  }

  /**
   * What the network in use says of images as it sees them: the probability of each class, [images, classes], calibrated
   * as in a Classification.
   * @param pixels 28 x 28 bytes for each, one after the other.
   */
  async answers(pixels: Uint8Array): Promise<Float32Array> {
    return this.#worker.call('answers', pixels);
  }

  /**
   * What the network in use gets right and wrong on the test images, which are fetched if they are not there yet. Works
   * during a training too, on the network as it is at that moment. One at a time.
   */
  async evaluate({ signal, onProgress }: EvaluateOptions = {}): Promise<Evaluation> {
    signal?.throwIfAborted();
    if (this.#evaluating) throw new EngineError('refused', 'An evaluation is under way already: stop it first.');
    this.#evaluating = true;
    this.#onEvaluation = onProgress;
    try {
      return await this.#evaluate(signal);
    } finally {
      this.#evaluating = false;
      this.#onEvaluation = undefined;
    }
  }

  /**
   * Test images by their places in an evaluation: 28 x 28 bytes for each, one after the other. They are fetched if they are
   * not here yet.
   */
  async testImages(indices: Uint32Array): Promise<Uint8Array<ArrayBuffer>> {
    return this.#worker.call('testImages', indices);
  }

  /**
   * What the network in use looks at in a picture, and what each of its layers makes of it; null where there is nothing
   * to see, and where a newer picture has overtaken this one before its turn came.
   * @param picture or what the network sees of one, as in a Classification: then it is not prepared again.
   * @param label the class that is asked about; by default the most probable one.
   */
  explain(picture: Picture | Uint8Array, label: number | null = null): Promise<Explanation | null> {
    return this.#explain.run({ picture, label });
  }

  /**
   * The picture after each step of its preparation; null where a newer picture has overtaken this one before its turn
   * came.
   */
  preparationSteps(picture: Picture): Promise<readonly PreparationStep[] | null> {
    return this.#prepare.run(picture);
  }

  /** What the convolutions of the network in use look for. */
  async filters(): Promise<readonly LayerFilters[]> {
    return this.#worker.call('filters', undefined);
  }

  /** Calls `listener` at each such event until the function returned is called. */
  on<E extends keyof EngineEvents>(event: E, listener: (event: EngineEvents[E]) => void): () => void {
    this.#listeners[event].add(listener);
    return () => this.#listeners[event].delete(listener);
  }

  /** Ends the worker. What is under way is rejected. */
  dispose(): void {
    this.#worker.close();
  }

  /** A training that this call starts. */
  #follow(start: () => Promise<TrainProgress>, signal: AbortSignal | undefined): Training {
    if (this.#training !== null) {
      throw new EngineError('refused', 'A training is under way already: stop it first.');
    }
    const training = new Training((type) => this.#worker.call(type, undefined), start(), signal);
    this.#training = training;
    const ended = () => {
      this.#training = null;
    };
    training.result.then(ended, ended);
    return training;
  }

  #take({ presets, options, recipes, model, origins }: Started): void {
    this.#presets = presets;
    this.#options = options;
    this.#recipes = recipes;
    this.#model = model;
    this.#origins = origins;
  }

  async #evaluate(signal: AbortSignal | undefined): Promise<Evaluation> {
    const stop = () => void this.#worker.call('stopEvaluation', undefined).catch(() => undefined);
    signal?.addEventListener('abort', stop);
    try {
      return await this.#worker.call('evaluate', undefined);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  #receive(notice: Notice): void {
    switch (notice.type) {
      case 'data':
        this.#emit('data', notice.data);
        break;
      case 'model':
        this.#model = notice.model;
        if (notice.model !== null) this.#emit('model', notice.model);
        break;
      case 'progress':
        this.#training?.report(notice.progress);
        break;
      case 'teaching':
        this.#onTeaching?.(notice.progress);
        break;
      case 'evaluation':
        this.#onEvaluation?.(notice.progress);
        break;
      case 'keep':
        this.#emit('trained', { file: notice.kept.bytes, model: notice.model });
        break;
      case 'checkpoint':
        this.#emit('checkpoint', notice.checkpoint);
        break;
    }
  }

  #emit<E extends keyof EngineEvents>(event: E, value: EngineEvents[E]): void {
    for (const listener of this.#listeners[event]) listener(value);
  }
}
