/** How a picture becomes what the network sees: plain data, as in types.ts. */

/** In this order; `filled` for outline drawings alone, and nothing after `garment` where there is nothing to see. */
export type PreparationStepName = 'picture' | 'background' | 'garment' | 'filled' | 'tones' | 'scaled' | 'prepared';

/** A picture after one of the steps of its preparation. */
export interface PreparationStep {
  readonly name: PreparationStepName;
  readonly width: number;
  readonly height: number;
  /** [height, width, 4]: red, green, blue, alpha, as canvases have it. */
  readonly rgba: Uint8Array<ArrayBuffer>;
}
