/**
 * The messages between the engine's client and its worker: types only.
 *
 * Plain typed messages rather than a proxy library such as Comlink: a training reports unasked, a crash must reject all
 * that is under way, and neither is a call that returns.
 */
import type { TeachingExample, TeachingProgress, TeachingResult } from './teaching';
import type { Evaluation, EvaluationProgress, Explanation, LayerFilters } from './explain';
import type { PreparationStep } from './preparation';
import type {
  AugmentationSheet,
  AugmentationSheetOptions,
  Network,
  NetworkDraft,
  OptionCheck,
  Recipe,
  TrainOption,
} from './options';
import type {
  BuildName,
  Classification,
  DataProgress,
  EngineErrorLike,
  ModelInfo,
  ModelOrigin,
  Picture,
  Preset,
  TestSample,
  TrainingCheckpoint,
  TrainOptions,
  TrainProgress,
} from './types';

/** What the client may ask of the worker: each call's argument and result. */
export interface Calls {
  /** First of all, and once. */
  start: { argument: StartOptions; result: Started };
  classify: { argument: Picture; result: Classification };
  /** Answered when the training has finished, by whatever outcome; `progress` is sent meanwhile. */
  train: { argument: TrainOptions; result: TrainProgress };
  pause: { argument: undefined; result: undefined };
  resume: { argument: undefined; result: undefined };
  stop: { argument: undefined; result: undefined };
  useModel: { argument: ModelOrigin; result: ModelInfo };
  loadModel: { argument: ArrayBuffer; result: ModelInfo };
  /** `origin` null for the one in use. */
  saveModel: {
    argument: { readonly half: boolean; readonly origin: ModelOrigin | null };
    result: Uint8Array<ArrayBuffer>;
  };
  prefetchData: { argument: undefined; result: undefined };
  /** Of each class so many, chosen at random by the seed; the test images are fetched if they are not here yet. */
  testSample: { argument: { readonly perClass: number; readonly seed: number }; result: TestSample };
  /** Of the network in use; `teaching` is sent meanwhile. The taught network is in use from then on. */
  teach: { argument: readonly TeachingExample[]; result: TeachingResult };
  /** A model file of a network that was taught; it counts as made from the one in use. */
  loadTaught: { argument: ArrayBuffer; result: ModelInfo };
  /** Images of 784 bytes each, as the network sees them; class probabilities of each. */
  answers: { argument: Uint8Array; result: Float32Array };
  /** Goes on from a checkpoint; answered as `train`. */
  resumeTraining: { argument: ArrayBuffer; result: TrainProgress };
  stopAfterEpoch: { argument: undefined; result: undefined };
  /** Goes on with the last training for so many epochs; answered as `train`. */
  extend: { argument: number; result: TrainProgress };
  checkOptions: { argument: Readonly<Record<string, string>>; result: OptionCheck };
  describe: { argument: Network; result: NetworkDraft };
  augmentationSheet: { argument: AugmentationSheetOptions; result: AugmentationSheet };
  /** Of the network in use, as it is now; `evaluation` is sent meanwhile. */
  evaluate: { argument: undefined; result: Evaluation };
  stopEvaluation: { argument: undefined; result: undefined };
  /** Places among the test images; 784 bytes for each. */
  testImages: { argument: Uint32Array; result: Uint8Array<ArrayBuffer> };
  /** Answered with null where there is nothing to see. */
  explain: { argument: ExplainArgument; result: Explanation | null };
  filters: { argument: undefined; result: readonly LayerFilters[] };
  preparationSteps: { argument: Picture; result: readonly PreparationStep[] };
}

export interface ExplainArgument {
  /** Or what the network sees of one: 28 x 28 pixels. */
  readonly picture: Picture | Uint8Array;
  /** The class asked about; null for the most probable one. */
  readonly label: number | null;
}

export interface StartOptions {
  readonly build: BuildName;
  readonly threads: number;
  /** Absolute address of the model that answers at first. */
  readonly model: string | null;
  /** Absolute address of the training data's manifest. */
  readonly data: string;
  /** The networks that a worker before this one had trained or opened. */
  readonly kept: readonly KeptModel[];
  /** Which network answered there: it answers at first here, if it is one of these. */
  readonly answering: LastingOrigin;
}

export interface Started {
  readonly presets: readonly Preset[];
  readonly options: readonly TrainOption[];
  readonly recipes: readonly Recipe[];
  readonly model: ModelInfo | null;
  /** Of the networks that can be asked to answer. */
  readonly origins: readonly ModelOrigin[];
}

/** Of a network that is there again when the engine had to be started anew. */
export type LastingOrigin = 'pretrained' | 'trained' | 'opened';

/** A network that outlives the worker, as the bytes of a model file. */
export interface KeptModel {
  readonly origin: Exclude<LastingOrigin, 'pretrained'>;
  readonly bytes: ArrayBuffer;
}

export type Request = {
  [Type in keyof Calls]: {
    readonly id: number;
    readonly type: Type;
    readonly argument: Calls[Type]['argument'];
  };
}[keyof Calls];

/** The answer to the request of the same id. */
export type Reply =
  | { readonly type: 'done'; readonly id: number; readonly result: Calls[keyof Calls]['result'] }
  | { readonly type: 'failed'; readonly id: number; readonly error: EngineErrorLike };

/** What the worker tells unasked. */
export type Notice =
  | { readonly type: 'data'; readonly data: DataProgress }
  | { readonly type: 'model'; readonly model: ModelInfo | null }
  | { readonly type: 'progress'; readonly progress: TrainProgress }
  | { readonly type: 'teaching'; readonly progress: TeachingProgress }
  | { readonly type: 'evaluation'; readonly progress: EvaluationProgress }
  /** A network has been trained and tested, whichever network answers. */
  | { readonly type: 'keep'; readonly kept: KeptModel; readonly model: ModelInfo }
  | { readonly type: 'checkpoint'; readonly checkpoint: TrainingCheckpoint }
  /** The WebAssembly module is in an unknown state: the worker is of no more use. */
  | { readonly type: 'crash'; readonly message: string };
