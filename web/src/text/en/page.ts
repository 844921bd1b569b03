export const header = {
  title: 'Atelier',
  claim: 'Draw a garment and see it named. Train the network that names it, here in your browser.',
  skip: 'Skip to the content',
  sections: 'Sections',
  language: 'Language',
};

/** What the header calls the sections of the page. */
export const sections = {
  draw: 'Draw',
  train: 'Train',
  understand: 'Mistakes',
  teach: 'Teach',
  keep: 'Keep',
};

/** Names of the classes for display, where they differ from those in the network's file. */
export const classNames = {} as Readonly<Record<string, string>>;

/** What each preset is. */
export const presets = {
  classic: 'Two convolutions with a pooling between them.',
  'classic-deep': 'classic with each convolution doubled and a pooling after each pair.',
  'two-block': 'Two blocks of two convolutions and a pooling, valid padding.',
  'two-block-same': 'two-block with same padding.',
  'classic-norm': 'classic with batch normalisation.',
  'two-block-norm': 'two-block with batch normalisation.',
  sprint: 'Two narrow convolutions with batch normalisation: few operations.',
  'three-block': 'Three blocks of two convolutions and a pooling, batch normalisation, dropout.',
} as Readonly<Record<string, string>>;

export const units = {
  notFinite: 'not finite',
};

export const engine = {
  starting: 'Starting the engine…',
  threads: (count: number) => (count === 1 ? 'on one thread' : `on ${count} threads`),
  relaxed: (threads: string) =>
    `The engine runs ${threads} with relaxed SIMD: this browser offers both, so the fastest build was chosen.`,
  relaxedForced: (threads: string) => `The engine runs ${threads} with relaxed SIMD, as the page’s address asks.`,
  simdThreads: (threads: string) =>
    `The engine runs ${threads} with SIMD: this browser has no relaxed SIMD, so the second-fastest build was chosen.`,
  simdThreadsForced: (threads: string) => `The engine runs ${threads} with SIMD, as the page’s address asks.`,
  single:
    'The engine runs on one thread with SIMD: the page was served without cross-origin isolation, which threads need.',
  singleForced: 'The engine runs on one thread with SIMD, as the page’s address asks.',
  restarted: (reason: string) =>
    `The engine has been started again. Of a training that was under way, the finished epochs are kept. What happened: ${reason}`,
  dismiss: 'Understood',
  reload: 'Reload the page',
};

export const offline = {
  threads: 'Loaded once more, this page runs on all cores of this device. What you have begun here would be lost.',
  update: 'A newer version of this page is ready.',
  reload: 'Reload now',
  later: 'Later',
};

/** What the page keeps unasked could not be kept. */
export const storage = {
  full: 'There is no room left for this page in the browser: what you train and teach now is gone when the page is closed. Delete networks that are kept below, or save what you need as files.',
  forbidden:
    'This browser keeps nothing for this page, as in some private windows: what you train and teach is gone when the page is closed. Save what you need as files.',
};

export const footer = {
  privacy: 'Everything happens on this device: no drawing, picture or network leaves it.',
  data: 'The network knows the ten classes of Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017) and nothing else: it names a cat, too, after a piece of clothing.',
};
