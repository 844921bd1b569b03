export interface Sample {
  readonly name: 'shirt' | 'trousers' | 'dress' | 'bag' | 'boot';
  /** An SVG path in a box of 100 x 100. */
  readonly path: string;
}

/** Silhouettes to start from; the boot's toe points left, as all shoes in Fashion-MNIST do. */
export const samples: readonly Sample[] = [
  {
    name: 'shirt',
    path: 'M31 5Q50 17 69 5L97 23L86 45L75 39L76 96L24 96L25 39L14 45L3 23Z',
  },
  {
    name: 'trousers',
    path: 'M29 3L71 3L77 97L57 97L50 33L43 97L23 97Z',
  },
  {
    name: 'dress',
    path: 'M36 3L43 3Q50 15 57 3L64 3L67 27L62 45L77 96Q50 101 23 96L38 45L33 27Z',
  },
  {
    name: 'bag',
    path: 'M7 40L28 40Q28 9 50 9Q72 9 72 40L93 40L97 91Q97 95 93 95L7 95Q3 95 3 91ZM37 40L63 40Q63 19 50 19Q37 19 37 40Z',
  },
  {
    name: 'boot',
    path: 'M50 8L92 8Q90 36 96 60L97 90L74 90L72 82L46 90L5 90Q1 73 15 67Q44 58 51 41Z',
  },
];
