/**
 * What the engine offers a page, and what it tells it: plain data, no classes, so that all of it passes between page and
 * worker as it is.
 */
import type { MainModule } from '../../engine-build/wasm-simd/atelier';
import type { Network } from './options';

/** As the bindings declare them. */
type EngineOptions = Parameters<MainModule['startTraining']>[0];

/** The three WebAssembly builds of the engine, the fastest first. */
export type BuildName = 'wasm-relaxed-threads' | 'wasm-simd-threads' | 'wasm-simd';

/** Which build runs here, and why: shown to the visitor in a sentence. */
export interface BuildInfo {
  readonly name: BuildName;
  readonly threads: number;
  /** Whether the page is cross-origin isolated, without which there are no threads. */
  readonly isolated: boolean;
  readonly relaxedSimd: boolean;
}

/** A network that the engine knows by name. */
export interface Preset {
  readonly name: string;
  readonly parameterCount: number;
  readonly network: Network;
}

/**
 * What is to be trained, and how: `preset` names the network, or `network` is one. Beside them the engine takes every
 * option of a training that there is (`epochs`, `batchSize`, `optimizer`, ...): Engine.options lists them, and
 * `atelier train --help`, with dashes in their names. What is not given has its default.
 */
export type TrainOptions = Readonly<EngineOptions> & { readonly network?: Network };

export type Phase = 'training' | 'validating' | 'testing' | 'finished';
export type Outcome = 'unfinished' | 'completed' | 'stopped early' | 'stopped' | 'diverged';

/** One finished epoch. Accuracies are 0 to 1, losses mean cross-entropies in nats. */
export interface EpochRecord {
  readonly epoch: number;
  readonly trainingLoss: number;
  readonly trainingAccuracy: number;
  /** null if it was not validated; likewise the accuracy. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  /** Of the epoch's last step. */
  readonly learningRate: number;
  readonly seconds: number;
  readonly imagesPerSecond: number;
  /** What the validation images were taken for, [true class, predicted class]; null if it was not validated. */
  readonly validationConfusion: Uint32Array | null;
}

/** Where a training stands; sent several times a second. */
export interface TrainProgress {
  readonly phase: Phase;
  readonly outcome: Outcome;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Mean over the current epoch so far. */
  readonly loss: number;
  readonly accuracy: number;
  readonly imagesPerSecond: number;
  /** Until the end of all epochs, validation included, in seconds; null while unknown. */
  readonly secondsLeft: number | null;
  /** The one of the lowest validation loss; 0 while none was validated. */
  readonly bestEpoch: number;
  /** Since the best epoch the validation loss has risen noticeably while the training loss fell. */
  readonly overfitted: boolean;
  /** All finished epochs. */
  readonly history: readonly EpochRecord[];
  /** On the 10,000 test images; only when finished. */
  readonly test: { readonly loss: number; readonly accuracy: number } | null;
}

/** A training as it is between two epochs, to go on from later: see Engine.resumeTraining. */
export interface TrainingCheckpoint {
  /** A safetensors file; some megabytes. */
  readonly bytes: ArrayBuffer;
  /** Finished, and planned. */
  readonly epoch: number;
  readonly epochs: number;
}

/** How much of the training data has arrived. */
export interface DataProgress {
  readonly bytesLoaded: number;
  readonly bytesTotal: number;
  readonly images: number;
}

/** A picture as canvases have it: red, green, blue, alpha, 8 bits each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Some test images, those of a class together. */
export interface TestSample {
  /** 28 x 28 bytes for each, one after the other, 0 to 255. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

export interface Classification {
  /** One for each class, adding up to 1; calibrated where the model's file says how. */
  readonly probabilities: Float32Array;
  /** What the network sees: 28 x 28, 0 to 255, bright on black. */
  readonly pixels: Uint8Array;
  /** The probabilities are too thin an evidence to name a class. */
  readonly unsure: boolean;
  /** There is nothing to see: blank, mere noise or a single line; the probabilities mean nothing. */
  readonly blank: boolean;
  /** The picture was dark on light and has been inverted. */
  readonly inverted: boolean;
  /** The picture was an outline drawing, and what that encloses has been filled. */
  readonly outline: boolean;
  /** Of the part of the picture in which the garment was found, in the picture's pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Where a network comes from: shipped with the page, being trained here, trained here, opened from a file, or one of these
 * taught the visitor's own pictures.
 */
export type ModelOrigin = 'pretrained' | 'training' | 'trained' | 'opened' | 'taught';

/** Which network answers. */
export interface ModelInfo {
  readonly preset: string;
  readonly classNames: readonly string[];
  readonly parameterCount: number;
  readonly origin: ModelOrigin;
  /** On the 10,000 test images, where known. */
  readonly testAccuracy: number | null;
}

/**
 * What kind of thing went wrong, for a page that offers a way on:
 * - `unsupported`: this browser cannot run the engine at all.
 * - `data`: the training data or a file of the engine could not be fetched; trying again may help.
 * - `crashed`: the engine's worker died while it was at this; it has been started again.
 * - `refused`: the engine does not accept what it was given; the message says why.
 */
export type EngineErrorKind = 'unsupported' | 'data' | 'crashed' | 'refused';

/** What an engine tells unasked; see Engine.on. */
export interface EngineEvents {
  /** Training data has arrived. */
  readonly data: DataProgress;
  /** An epoch has been finished, and another one follows. */
  readonly checkpoint: TrainingCheckpoint;
  /** A training has ended and its network has been tested; another one may answer. */
  readonly trained: { readonly file: ArrayBuffer; readonly model: ModelInfo };
  /** Another network answers from now on, or more is known about the one that does. */
  readonly model: ModelInfo;
  /**
   * The worker died, for the reason given. A new one works; a training that was under way is lost, and one that had ended
   * cannot go on. The networks of these origins can be asked to answer again.
   */
  readonly restart: { readonly message: string; readonly origins: readonly ModelOrigin[] };
  /** The worker died and could not be started again: the engine is of no more use. */
  readonly failure: EngineErrorLike;
}

/** An error as it passes from the worker. */
export interface EngineErrorLike {
  readonly kind: EngineErrorKind;
  /** A sentence for people. */
  readonly message: string;
}
