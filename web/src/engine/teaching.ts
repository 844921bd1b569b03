/** A picture to be learned. */
export interface TeachingExample {
  /** 28 x 28, 0 to 255, as the network sees it. */
  readonly pixels: Uint8Array;
  /** Place of its class among the network's. */
  readonly label: number;
}

/** Where a teaching stands; sent several times a second. */
export type TeachingProgress =
  | { readonly phase: 'fetching'; readonly bytesLoaded: number; readonly bytesTotal: number }
  | { readonly phase: 'teaching'; /** 0 to 1. */ readonly share: number };

/** What a teaching has changed. */
export interface TeachingResult {
  /** Class probabilities of each example, [examples, classes], by the network as it was. */
  readonly ownBefore: Float32Array;
  readonly ownAfter: Float32Array;
  /** Training images that were asked about and not taught, to see what is forgotten. */
  readonly familiarCount: number;
  readonly familiarRightBefore: number;
  readonly familiarRightAfter: number;
}
