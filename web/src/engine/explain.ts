/** What a network gets wrong and what it looks at: plain data, as in types.ts. */
import type { ModelInfo } from './types';

/** How far an evaluation is. */
export type EvaluationProgress =
  | { readonly phase: 'fetching'; readonly bytesLoaded: number; readonly bytesTotal: number }
  | { readonly phase: 'evaluating'; readonly images: number; readonly imagesTotal: number };

/** A class by what was made of its images; each 0 to 1. */
export interface ClassResult {
  /** How many there are. */
  readonly images: number;
  /** Of the images answered with this class, the share that is of it. */
  readonly precision: number;
  /** Of the images of this class, the share answered with it. */
  readonly recall: number;
  /** The harmonic mean of the two. */
  readonly f1: number;
}

/** A kind of mistake. */
export interface Confusion {
  readonly label: number;
  readonly prediction: number;
  readonly count: number;
  /** Of the true class' images, 0 to 1. */
  readonly share: number;
}

/** What a network makes of the 10,000 test images. */
export interface Evaluation {
  /** The network as it was when the evaluation began: one in training goes on meanwhile. */
  readonly model: ModelInfo;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** 0 to 1. */
  readonly accuracy: number;
  readonly classes: readonly ClassResult[];
  /** [true class, predicted class] */
  readonly confusion: Uint32Array;
  /** All kinds of mistake that happened, the most frequent first. */
  readonly confusions: readonly Confusion[];
  /** One for each image: its class. */
  readonly labels: Uint8Array;
  /** One for each image: the most probable class. */
  readonly predictions: Uint32Array;
  /** [images, classes], calibrated as in a Classification. */
  readonly probabilities: Float32Array;
  /** Places of the images that were taken for something else, the most confident mistake first. */
  readonly mistakes: Uint32Array;
}

/** Numbers to look at, one byte each, row-major. */
export interface ByteTensor {
  readonly shape: Uint32Array;
  readonly values: Uint8Array;
  /** The byte that stands for 0: 0 where nothing is negative, else 128. */
  readonly zero: number;
  /** The value that 255 stands for. */
  readonly limit: number;
}

export interface LayerOutput {
  /** "conv2d_1" */
  readonly name: string;
  /** "conv2d" */
  readonly type: string;
  /** [channels, height, width], or [units]. */
  readonly output: ByteTensor;
}

export interface LayerFilters {
  readonly name: string;
  /** [filters, input channels, height, width] */
  readonly kernel: ByteTensor;
}

/** What the network in use looks at in a picture. */
export interface Explanation {
  /** The class that the saliency is about. */
  readonly label: number;
  /** What the network sees: 28 x 28. */
  readonly pixels: Uint8Array;
  /** [28, 28, 1]: where it is above `zero`, a brighter pixel speaks for the class; below, against it (SmoothGrad). */
  readonly saliency: ByteTensor;
  /** What each layer makes of the picture; the last one's are the logits. */
  readonly layers: readonly LayerOutput[];
}
