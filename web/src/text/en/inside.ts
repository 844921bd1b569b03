export const inside = {
  title: 'Look inside the network',
  nothingYet: 'Draw something, and here you will see what the network makes of it, layer by layer.',
  mattered: 'What mattered for',
  itsAnswer: (name: string) => (name === '' ? 'its answer' : `its answer: ${name}`),
  saliencyLabel: (name: string) => `The picture, coloured where it mattered for ${name}.`,
  speaksFor: 'A brighter pixel here would speak for it.',
  speaksAgainst: 'A brighter pixel here would speak against it.',
  saliencyHow:
    'How much each pixel counts is the slope of the class’ score, averaged over 32 copies of the picture with a little noise (SmoothGrad).',
  layersTitle: 'What each layer makes of it',
  layersIntro:
    'Every small picture is what one filter found, and where: the brighter, the more of it. Deeper layers see larger parts at lower resolution.',
  /** By the layers' names in a network's description. */
  kinds: {
    conv2d: 'Convolution',
    max_pooling2d: 'Max pooling',
    average_pooling2d: 'Average pooling',
    global_average_pooling2d: 'Global average pooling',
    dense: 'Dense layer',
    relu: 'ReLU',
    batch_normalization: 'Batch normalisation',
  } as Readonly<Record<string, string>>,
  maps: (count: string, size: string) => `${count} pictures of ${size}`,
  numbers: (count: string) => `${count} numbers`,
  notAll: (count: string) => `The first ${count} are shown.`,
  filtersTitle: 'What its convolutions look for',
  filtersIntro:
    'The weights that training has found: blue adds, amber takes away. The first layer’s are edges and spots. Below it each row is a filter, and each column one of the pictures that it reads.',
  filters: (count: string, size: string, channels: string) =>
    `${count} filters of ${size} on ${channels === '1' ? 'the picture' : `${channels} pictures`}`,
  notAllFilters: (count: string) => `Of filters and of what they read, the first ${count} are shown.`,
};
