/**
 * What a training can be told, as the engine lists it: a page makes its form from this, so that an option that is added
 * to the engine is on the page as well.
 */

import type { TrainOptions } from './types';

/** An option's value; text is one of its words. */
export type OptionValue = number | string | boolean;

/** Options by name. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** One option of a training. */
export interface TrainOption {
  /** As in TrainOptions: `batchSize`. */
  readonly name: string;
  /** Of the options it is listed with: "Training", "Optimizer", ... */
  readonly group: string;
  /** `whole` and `number`: a number, or one of the words; `word`: one of the words; `switch`: true or false. */
  readonly type: 'whole' | 'number' | 'word' | 'switch';
  /** Its default, as text. */
  readonly usual: string;
  /** Ends of a number's range; null where there is none. */
  readonly low: number | null;
  readonly high: number | null;
  /** The end itself is left out. */
  readonly aboveLow: boolean;
  readonly belowHigh: boolean;
  readonly words: readonly string[];
}

/** A training that has a name. */
export interface Recipe {
  readonly name: string;
  /** Its network's. */
  readonly preset: string;
  /** All that apply. */
  readonly options: OptionValues;
}

/** What the engine says of options that somebody has typed. */
export interface OptionCheck {
  /** Those that apply beside the others; null if one of them is wrong. */
  readonly options: OptionValues | null;
  /** The names of those that apply: a momentum does for SGD only. */
  readonly applying: readonly string[];
  /** The names of those that are out of their range, or no such value. */
  readonly wrong: readonly string[];
  /** Why they cannot be used together, in English; null if they can. */
  readonly problem: string | null;
}

/** A size: a number, or [height, width]. */
export type LayerValue = number | string | boolean | readonly number[];

/** A layer with Keras' names: { type: 'conv2d', filters: 28, kernel_size: 3, activation: 'relu' }. */
export interface Layer {
  readonly type: string;
  readonly [option: string]: LayerValue;
}

/** A network as data. */
export interface Network {
  readonly name?: string;
  /** Height, width, channels. */
  readonly input: readonly number[];
  readonly layers: readonly Layer[];
}

/** What is known of a network that somebody is still writing. */
export interface NetworkDraft {
  /** With every option of every layer written out; null if there is a problem. */
  readonly network: Network | null;
  /** From the first on: all of them, or those before the one with the problem. */
  readonly layers: readonly LayerSummary[];
  /** Of these layers. */
  readonly parameterCount: number;
  /** A sentence in English, and the layer's index if it is one layer's. */
  readonly problem: { readonly message: string; readonly layer: number | null } | null;
}

export interface LayerSummary {
  /** Unique in the network: `conv2d_1`. */
  readonly name: string;
  readonly type: string;
  /** [height, width, channels], or [units]. */
  readonly output: readonly number[];
  readonly parameterCount: number;
}

/** A picture in shades of grey, 0 (black) to 255. */
export interface AugmentationSheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** What to draw: see Engine.augmentationSheet. */
export interface AugmentationSheetOptions {
  readonly options: TrainOptions;
  /** Rows: 1 to 64. */
  readonly images: number;
  /** Columns beside the original: 1 to 64. */
  readonly versions: number;
}
