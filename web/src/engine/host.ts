import { BackgroundTask } from './background';
import { DataLoader, testImages, type Shard, type Wanted } from './data';
import { download } from './download';
import { EngineError } from './errors';
import { Examiner } from './examiner';
import type { Evaluation, Explanation } from './explain';
import { callEngine, loadModule, type EngineModule } from './module';
import type { NeededImages } from '../../engine-build/wasm-simd/atelier';
import type {
  AugmentationSheet,
  AugmentationSheetOptions,
  Network,
  NetworkDraft,
  OptionCheck,
  Recipe,
  TrainOption,
} from './options';
import type { PreparationStep } from './preparation';
import type { ExplainArgument, Notice, Started, StartOptions } from './protocol';
import type { TeachingExample, TeachingResult } from './teaching';
import { TrainingRun } from './training_run';
import { Tutor } from './tutor';
import type {
  Classification,
  ModelInfo,
  ModelOrigin,
  Picture,
  Preset,
  TestSample,
  TrainOptions,
  TrainProgress,
} from './types';

/** As the module's bindings want them. */
const bytesOf = (rgba: Uint8ClampedArray) =>
  new Uint8Array(rgba.buffer as ArrayBuffer, rgba.byteOffset, rgba.byteLength);

/**
 * Owns the WebAssembly module, in the worker. Each call into it is short and synchronous, so whatever order requests come
 * in, they are answered one after the other; only a training takes longer, and it proceeds in slices between them.
 */
export class Host {
  /** Loads the module and the models. A model that cannot be had is no reason not to start: training needs none. */
  static async start(options: StartOptions, notify: (notice: Notice) => void): Promise<Host> {
    const [module, model] = await Promise.all([
      loadModule(options.build, options.threads),
      options.model === null ? null : fetchModel(options.model),
    ]);
    const host = new Host(module, options, notify);
    if (model instanceof EngineError) host.#modelProblem = model;
    else if (model !== null) host.#tryModel(model, 'pretrained');
    for (const { origin, bytes } of options.kept) host.#tryModel(new Uint8Array(bytes), origin);
    if (host.#origins.includes(options.answering)) host.#call(() => module.useModel(options.answering));
    return host;
  }

  readonly tutor: Tutor;
  readonly examiner: Examiner;
  readonly #module: EngineModule;
  readonly #notify: (notice: Notice) => void;
  readonly #data: DataLoader;
  /** Of the networks that were there at the start. */
  readonly #origins: ModelOrigin[] = [];
  #training: TrainingRun | null = null;
  /** Trainings want the same data themselves, and at once. */
  readonly #prefetching = new BackgroundTask((signal) => this.#data.prefetch(signal));
  /** Why there is no pretrained model. */
  #modelProblem: EngineError | null = null;

  private constructor(module: EngineModule, { threads, data }: StartOptions, notify: (notice: Notice) => void) {
    this.#module = module;
    this.#call(() => module.begin(threads));
    this.#notify = notify;
    this.#data = new DataLoader(
      data,
      (shard) => this.#take(shard),
      (progress) => notify({ type: 'data', data: progress }),
    );
    this.tutor = new Tutor(module, this.#data, (progress) => notify({ type: 'teaching', progress }));
    this.examiner = new Examiner(module, this.#data, (progress) => notify({ type: 'evaluation', progress }));
  }

  started(): Started {
    // The bindings declare no more of what is JSON than that these are objects.
    return {
      presets: this.#call(() => this.#module.presets()) as Preset[],
      options: this.#call(() => this.#module.trainOptions()) as TrainOption[],
      recipes: this.#call(() => this.#module.recipes()) as Recipe[],
      model: this.#model(),
      origins: this.#origins,
    };
  }

  classify({ rgba, width, height }: Picture): Classification {
    if (this.#modelProblem !== null && this.#model() === null) throw this.#modelProblem;
    return this.#call(() => this.#module.classify(bytesOf(rgba), width, height));
  }

  preparationSteps({ rgba, width, height }: Picture): readonly PreparationStep[] {
    return this.#call(() => this.#module.preparationSteps(bytesOf(rgba), width, height)) as PreparationStep[];
  }

  async prefetchData(): Promise<undefined> {
    await this.#prefetching.run();
  }

  async train(options: TrainOptions): Promise<TrainProgress> {
    return this.#run(
      () => this.#module.imagesFor(options),
      () => this.#module.startTraining(options),
      options.epochs ?? 0,
    );
  }

  /** Goes on with the last training; its data is there. */
  async extend(epochs: number): Promise<TrainProgress> {
    return this.#run(
      () => null,
      () => this.#module.extendTraining(epochs),
      epochs,
    );
  }

  /** Goes on from a checkpoint of an earlier visit, or of a worker that has died. */
  async resumeTraining(checkpoint: ArrayBuffer): Promise<TrainProgress> {
    const bytes = new Uint8Array(checkpoint);
    return this.#run(
      () => this.#module.imagesForCheckpoint(bytes),
      () => this.#module.resumeTraining(bytes),
      0,
    );
  }

  /**
   * @param needed which training images it needs beside the test images; null if they are all there.
   * @param start  is called as soon as they are.
   */
  async #run(needed: () => NeededImages | null, start: () => void, epochs: number): Promise<TrainProgress> {
    if (this.#training !== null) throw new EngineError('refused', 'A training is under way already.');
    const run = new TrainingRun(
      {
        load: async (signal) => {
          const images = this.#call(needed);
          if (images === null) return;
          const wanted: Wanted = { training: [images.training, images.validation], ...testImages };
          await this.#data.load(signal, wanted);
        },
        start: () => {
          this.#call(start);
          this.#announceModel();
        },
        advance: (milliseconds) => this.#advance(milliseconds),
        stop: () => this.#call(() => this.#module.stopTraining()),
        stopAfterEpoch: () => this.#call(() => this.#module.stopAfterEpoch()),
        report: (progress) => this.#notify({ type: 'progress', progress }),
      },
      epochs,
    );
    this.#training = run;
    try {
      const result = await this.#prefetching.giveWayTo(run.run());
      if (result.test !== null) {
        this.#announceModel();
        const { buffer } = this.#call(() => this.#module.saveModel('trained'));
        this.#notify({ type: 'keep', kept: { origin: 'trained', bytes: buffer }, model: this.#trainedModel() });
      }
      return result;
    } catch (error) {
      // Out of memory, say: the engine has gone back to another network.
      if (error instanceof EngineError) this.#announceModel();
      throw error;
    } finally {
      this.#training = null;
    }
  }

  pause(): void {
    this.#training?.pause();
  }

  resume(): void {
    this.#training?.resume();
  }

  stop(): void {
    this.#training?.stop();
  }

  stopAfterEpoch(): void {
    this.#training?.stopAfterEpoch();
  }

  checkOptions(texts: Readonly<Record<string, string>>): OptionCheck {
    return this.#call(() => this.#module.checkOptions(texts)) as OptionCheck;
  }

  describe(network: Network): NetworkDraft {
    return this.#call(() => this.#module.describe(network)) as NetworkDraft;
  }

  async augmentationSheet({ options, images, versions }: AugmentationSheetOptions): Promise<AugmentationSheet> {
    const signal = new AbortController().signal;
    const training = [this.#call(() => this.#module.imagesForSheet())];
    await this.#data.load(signal, { training }, () => undefined);
    return this.#call(() => this.#module.augmentationSheet(options, images, versions));
  }

  useModel(origin: ModelOrigin): ModelInfo {
    this.#call(() => this.#module.useModel(origin));
    return this.#announceModelInUse();
  }

  loadModel(bytes: ArrayBuffer, origin: 'opened' | 'taught'): ModelInfo {
    this.#call(() => this.#module.loadModel(new Uint8Array(bytes), origin));
    return this.#announceModelInUse();
  }

  saveModel(half: boolean, wanted: ModelOrigin | null): Uint8Array<ArrayBuffer> {
    const origin = wanted ?? this.#model()?.origin ?? 'pretrained';
    return this.#call(() => (half ? this.#module.saveHalfModel(origin) : this.#module.saveModel(origin)));
  }

  async testSample(perClass: number, seed: number): Promise<TestSample> {
    await this.#data.load(new AbortController().signal, testImages);
    return this.#call(() => this.#module.testSample(perClass, seed));
  }

  async teach(examples: readonly TeachingExample[]): Promise<TeachingResult> {
    const result = await this.tutor.teach(examples);
    this.#announceModel();
    return result;
  }

  explain({ picture, label }: ExplainArgument): Explanation | null {
    if (picture instanceof Uint8Array) return this.examiner.explain(picture, label);
    const { pixels, blank } = this.classify(picture);
    return blank ? null : this.examiner.explain(pixels, label);
  }

  async evaluate(): Promise<Evaluation> {
    if (this.#model() === null) {
      throw (
        this.#modelProblem ?? new EngineError('refused', 'There is no network yet: train one, or open a model file.')
      );
    }
    return this.examiner.evaluate(() => this.#modelInUse());
  }

  #take({ part, first, images, labels }: Shard): void {
    this.#call(() => {
      if (part === 'training') this.#module.putTraining(first, images, labels);
      else this.#module.putTest(first, images, labels);
    });
  }

  #advance(milliseconds: number): TrainProgress {
    const progress = this.#call(() => this.#module.advanceTraining(milliseconds));
    const { buffer: checkpoint } = this.#call(() => this.#module.checkpoint());
    if (checkpoint.byteLength > 0) {
      const { epochs, history } = progress;
      this.#notify({ type: 'checkpoint', checkpoint: { bytes: checkpoint, epoch: history.length, epochs } });
    }
    return {
      ...progress,
      secondsLeft: progress.secondsLeft ?? null,
      history: progress.history.map((record) => ({
        ...record,
        validationLoss: record.validationLoss ?? null,
        validationAccuracy: record.validationAccuracy ?? null,
      })),
      test: progress.test ?? null,
    };
  }

  #model(): ModelInfo | null {
    const model = this.#call(() => this.#module.model());
    return model === undefined ? null : { ...model, testAccuracy: model.testAccuracy ?? null };
  }

  #announceModel(): ModelInfo | null {
    const model = this.#model();
    this.#notify({ type: 'model', model });
    return model;
  }

  /** Where there must be one. */
  #announceModelInUse(): ModelInfo {
    this.#announceModel();
    return this.#modelInUse();
  }

  /** Where there must be one. */
  #modelInUse(): ModelInfo {
    const model = this.#model();
    if (model === null) throw new Error('no network is in use');
    return model;
  }

  /** Another network may answer meanwhile, and answers afterwards. */
  #trainedModel(): ModelInfo {
    const { origin } = this.#modelInUse();
    this.#call(() => this.#module.useModel('trained'));
    const model = this.#modelInUse();
    this.#call(() => this.#module.useModel(origin));
    return model;
  }

  /** Puts a model to use, or remembers why that cannot be. */
  #tryModel(bytes: Uint8Array<ArrayBuffer>, origin: ModelOrigin): void {
    try {
      this.#call(() => this.#module.loadModel(bytes, origin));
      this.#origins.push(origin);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.#modelProblem = error;
    }
  }

  #call<Result>(call: () => Result): Result {
    return callEngine(this.#module, call);
  }
}

/** The model's bytes, or why they cannot be had. */
async function fetchModel(address: string): Promise<Uint8Array<ArrayBuffer> | EngineError> {
  try {
    return await download(address, { signal: new AbortController().signal });
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
}
