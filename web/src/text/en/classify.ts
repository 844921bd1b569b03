export const classify = {
  title: 'Draw',
  sheet:
    'Drawing sheet. Draw with mouse, finger or pen. With the keyboard: arrow keys move the brush, the space bar lowers and lifts it.',
  tools: 'Tool',
  brush: 'Brush',
  shape: 'Shape',
  shapeHint: 'An outline that fills itself',
  eraser: 'Eraser',
  size: 'Brush size',
  undo: 'Undo',
  clear: 'Clear',
  samples: 'Or try one of these',
  sampleNames: {
    shirt: 'T-shirt',
    trousers: 'Trousers',
    dress: 'Dress',
    bag: 'Bag',
    boot: 'Ankle boot',
  },
  upload: 'Choose a picture',
  takePicture: 'Take a picture',
  paste: 'Paste',
  pastedName: 'The pasted picture',
  uploadHint: 'or drop or paste one anywhere on the page',
  dropHere: 'Drop the picture to see what the network says',
  penDown: 'Brush down',
  penUp: 'Brush up',

  answerTitle: 'What the network says',
  drawHere: 'Draw here',
  hintTitle: 'Draw a garment',
  hint: 'A T-shirt, a shoe, a bag: fill the sheet from edge to edge, and fill the shape in. The answer comes as you draw.',
  nothingSeen: 'Nothing stands out here. Try a garment that differs clearly from its background.',
  sure: 'This is',
  likely: 'Probably',
  unsure: 'Not sure',
  perhaps: 'Perhaps',
  or: 'or',
  seen: 'What the network sees',
  seenLabel: 'The picture as the network sees it: 28 by 28 pixels, the garment bright on black.',
  seenEmpty: 'Nothing yet: here the network’s 28 by 28 pixels will appear.',
  prepared: (size: string | null) =>
    `${size === null ? 'Trimmed to the garment' : `Trimmed to the ${size} pixels with the garment`}, scaled to 28 pixels on the longer side and centred. It was bright on dark already, as the network knows it.`,
  preparedInverted: (size: string | null) =>
    `${size === null ? 'Trimmed to the garment' : `Trimmed to the ${size} pixels with the garment`}, scaled to 28 pixels on the longer side, centred, and turned bright on black, as the network knows it.`,
  preparedOutline: 'What the outline encloses was filled.',
  pixelSize: (width: string, height: string) => `${width} × ${height}`,
  probabilities: 'Probabilities',
  spoken: (name: string, probability: string) => `${name}, ${probability}`,
  spokenUnsure: (first: string, second: string) => `Not sure. Perhaps ${first} or ${second}.`,
  waiting: 'The answer appears as soon as the engine is ready.',
};

/** How a picture is prepared, step by step; the names are the engine's. */
export const steps = {
  title: 'How the picture is prepared',
  nothingYet: 'Draw something or choose a picture, and here you will see it after each step.',
  endsEarly: 'Nothing stands out but perhaps a line or a speck: here the preparation ends.',
  names: {
    picture: 'Picture',
    background: 'Background',
    garment: 'Garment',
    filled: 'Filled',
    tones: 'Tones',
    scaled: 'Scaled',
    prepared: 'Prepared',
  },
  hints: {
    picture: 'Reduced to 512 pixels at most, without a thin frame.',
    background: 'What lies behind, as the edges tell.',
    garment: 'What stands out from it; specks are dropped.',
    filled: 'What an outline encloses belongs to it.',
    tones: 'The more it stands out, the brighter.',
    scaled: 'Trimmed, 28 pixels on the longer side, centred.',
    prepared: 'Sharpened if it was large, contrast levelled.',
  },
  shown: {
    picture: 'The picture that came in.',
    background: 'The background alone, carried on behind the garment.',
    garment: 'The shape that was found, white on black.',
    filled: 'The strokes in white, what they enclose in grey, on black.',
    tones: 'The garment in tones of grey on black.',
    scaled: 'The same, 28 pixels wide and high.',
    prepared: 'The same with clearer edges and full contrast: this is what the network gets.',
  },
};

export const model = {
  title: 'Answering network',
  none: 'No network is loaded yet: train one below.',
  pretrained: (preset: string) => `${preset}, trained before`,
  training: (preset: string) => `${preset}, in training`,
  trained: (preset: string) => `${preset}, trained here`,
  opened: (preset: string) => `${preset}, from a file`,
  taught: (preset: string) => `${preset}, taught by you`,
  accuracy: (accuracy: string) => `${accuracy} right on the test images`,
  usePretrained: 'Use the one trained before',
  useTrained: 'Use the one trained here',
  useTraining: 'Use the one in training',
  useOpened: 'Use the one from the file',
  useTaught: 'Use the one you taught',
};

export const file = {
  empty: (file: string) => `${file} is empty: it has no bytes. Choose another picture.`,
  large: (file: string, megabytes: string) =>
    `${file} has ${megabytes} MB; pictures up to 50 MB are taken. Save it smaller, or choose another.`,
  noPicture: (file: string) => `${file} is not a picture. PNG, JPEG, WebP, GIF, BMP and AVIF work.`,
  unreadable: (file: string) =>
    `${file} could not be read: it is damaged, or of a kind that this browser does not know. PNG and JPEG always work.`,
  animated: (file: string) => `${file} is animated. Choose a still picture, or save one frame of it.`,
  manyPixels: (file: string, width: string, height: string) =>
    `${file} has ${width} × ${height} pixels; pictures up to 100 megapixels are taken. Scale it down, or choose another.`,
  several: (count: number) => `${count} files came at once: one picture at a time, please.`,
  clipboardRefused: 'The clipboard was not opened to this page. Ctrl+V (or ⌘V) works without asking.',
  clipboardEmpty: 'There is no picture on the clipboard. Copy one first, or a part of the screen.',
};

export const shelf = {
  title: 'Take one of the test images',
  fetching: 'Fetching the test images…',
  class: 'Kind',
  retry: 'Try again',
  others: 'Show others',
  label: 'Test images',
  image: (name: string, number: number) => `${name}, image ${number}`,
  hint: 'None of these was used in training: they are drawn at random from the 10,000 test images.',
};

export const camera = {
  title: 'Take a picture',
  hint: 'Lay the garment on a plain surface, or hold it before a plain wall, so that it fills the frame.',
  preview: 'What the camera sees',
  waiting: 'Waiting for the camera…',
  which: 'Camera',
  numbered: (number: number) => `Camera ${number}`,
  shoot: 'Take the picture',
  close: 'Close',
  refused: 'The camera was not opened to this page. Allow it in the browser’s settings for this site, then try again.',
  none: 'No camera was found. Connect one, or choose a picture instead.',
  busy: 'The camera is in use by another program. Close that, then try again.',
  lost: 'The camera has stopped. Close this and try again.',
  impossible: 'The camera could not be started. Choose a picture instead.',
};
