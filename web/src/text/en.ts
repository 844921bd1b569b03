/**
 * Every word of the page, in English. A translation is another file of this shape. Numbers arrive formatted, except where
 * a sentence depends on them.
 */
export const en = {
  header: {
    title: 'Atelier',
    claim: 'Draw a garment and see it named. Train the network that names it, here in your browser.',
    skip: 'Skip to the content',
    sections: 'Sections',
    language: 'Language',
  },

  /** What the header calls the sections of the page. */
  sections: {
    draw: 'Draw',
    train: 'Train',
    understand: 'Mistakes',
    teach: 'Teach',
    keep: 'Keep',
  },

  /** Names of the classes for display, where they differ from those in the network's file. */
  classNames: {} as Readonly<Record<string, string>>,

  /** What each preset is, where it differs from the engine's own sentence. */
  presets: {} as Readonly<Record<string, string>>,

  units: {
    notFinite: 'not finite',
  },

  engine: {
    starting: 'Starting the engine…',
    threads: (count: number) => (count === 1 ? 'on one thread' : `on ${count} threads`),
    relaxed: (threads: string) =>
      `The engine runs ${threads} with relaxed SIMD: this browser offers both, so the fastest build was chosen.`,
    simdThreads: (threads: string) =>
      `The engine runs ${threads} with SIMD: this browser has no relaxed SIMD, so the second-fastest build was chosen.`,
    simdThreadsForced: (threads: string) => `The engine runs ${threads} with SIMD, as the page’s address asks.`,
    single:
      'The engine runs on one thread with SIMD: the page was served without cross-origin isolation, which threads need.',
    singleForced: 'The engine runs on one thread with SIMD, although this page could use more.',
    restarted: (reason: string) =>
      `The engine has been started again. Of a training that was under way, the finished epochs are kept. What happened: ${reason}`,
    dismiss: 'Understood',
    reload: 'Reload the page',
  },

  classify: {
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
    pixelSize: (width: string, height: string) => `${width} × ${height}`,
    probabilities: 'Probabilities',
    spoken: (name: string, probability: string) => `${name}, ${probability}`,
    spokenUnsure: (first: string, second: string) => `Not sure. Perhaps ${first} or ${second}.`,
    waiting: 'The answer appears as soon as the engine is ready.',
  },

  model: {
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
  },

  file: {
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
  },

  shelf: {
    title: 'Take one of the test images',
    fetching: 'Fetching the test images…',
    class: 'Kind',
    others: 'Show others',
    label: 'Test images',
    image: (name: string, number: number) => `${name}, image ${number}`,
    hint: 'None of these was used in training: they are drawn at random from the 10,000 test images.',
  },

  camera: {
    title: 'Take a picture',
    hint: 'Lay the garment on a plain surface, or hold it before a plain wall, so that it fills the frame.',
    preview: 'What the camera sees',
    waiting: 'Waiting for the camera…',
    which: 'Camera',
    numbered: (number: number) => `Camera ${number}`,
    shoot: 'Take the picture',
    close: 'Close',
    refused:
      'The camera was not opened to this page. Allow it in the browser’s settings for this site, then try again.',
    none: 'No camera was found. Connect one, or choose a picture instead.',
    busy: 'The camera is in use by another program. Close that, then try again.',
    lost: 'The camera has stopped. Close this and try again.',
    impossible: 'The camera could not be started. Choose a picture instead.',
  },

  train: {
    title: 'Train',
    intro:
      'A network starts from random weights and learns from 48,000 pictures of clothing. After each epoch it is checked on 12,000 others, at the end on 10,000 it has never met.',
    recipe: 'Recipe',
    comesTo: (result: string) => `Comes to: ${result}.`,
    changes: (count: number) => (count === 1 ? 'One thing is changed.' : `${count} things are changed.`),
    undoChanges: 'Back to the recipe',
    preset: 'Network',
    ownNetwork: 'your own',
    ownNetworkInSentence: 'your network',
    parameters: (count: string) => `${count} parameters`,

    /** Names of options, and what they do where that is put better than the engine does. */
    options: {
      epochs: { label: 'Epochs', hint: 'How often it sees every picture.' },
      trainingImages: {
        label: 'Training pictures',
        hint: 'Fewer are quicker to learn from, and easier to learn by heart.',
      },
      batchSize: { label: 'Batch size', hint: 'Pictures for each correction of the weights.' },
      seed: { label: 'Seed', hint: 'The same seed repeats the same run.' },
      validateEvery: { label: 'Check every', hint: 'Epochs from one check on the validation pictures to the next.' },
      patience: { label: 'Patience', hint: 'Stop after so many epochs in a row without a lower validation loss.' },
      includeValidation: {
        label: 'Learn from the validation pictures, too',
        hint: 'For a last training, when nothing is left to choose by them.',
      },
      keep: { label: 'Weights to end with', hint: 'Those of the epoch with the lowest validation loss, or the last.' },
      optimizer: {
        label: 'Optimizer',
        hint: 'How the weights are moved. AdamW needs a weight decay: see Regularisation.',
      },
      learningRate: { label: 'Learning rate', hint: 'How large each correction is; with a schedule, at most.' },
      momentum: { label: 'Momentum' },
      nesterov: { label: 'Nesterov momentum' },
      beta1: { label: 'Beta 1' },
      beta2: { label: 'Beta 2' },
      epsilon: { label: 'Epsilon' },
      clipNorm: { label: 'Longest gradient' },
      averageDecay: { label: 'Averaging of weights' },
      schedule: { label: 'Schedule', hint: 'How the learning rate changes while the network learns.' },
      scheduleEvery: { label: 'Reduce every' },
      scheduleFactor: { label: 'Reduce to', hint: 'A reduction multiplies the learning rate with this.' },
      warmUp: { label: 'Warm-up', hint: 'Share of all steps in which the learning rate rises.' },
      anneal: { label: 'Way down', hint: 'How the learning rate falls after that.' },
      initialFraction: { label: 'Begin at', hint: 'Share of the learning rate that the first step takes.' },
      finalFraction: {
        label: 'End at',
        hint: 'Share of the learning rate that the last step takes, and every one after that.',
      },
      l2: { label: 'L2', hint: 'Adds this times the sum of the squared weights to the loss.' },
      weightDecay: { label: 'Weight decay' },
      labelSmoothing: { label: 'Label smoothing', hint: 'Share of the right answer that is spread over all classes.' },
      flip: { label: 'Flip', hint: 'How often a picture is mirrored, left to right: 0 never, 1 always.' },
      shift: { label: 'Shift' },
      translation: { label: 'Translation' },
      rotation: { label: 'Rotation' },
      zoom: { label: 'Zoom' },
      contrast: { label: 'Contrast' },
      brightness: { label: 'Brightness' },
      erasing: { label: 'Erasing', hint: 'How often a rectangle in the picture is blackened: 0 never, 1 always.' },
      erasingSmallest: { label: 'Erased at least' },
      erasingLargest: { label: 'Erased at most' },
    } as Record<string, { readonly label: string; readonly hint?: string }>,
    /** Words that options take, where the engine’s own are not for people. */
    optionWords: {
      all: 'all',
      never: 'never',
      end: 'at the end',
      best: 'the best',
      last: 'the last',
      adam: 'Adam',
      adamw: 'AdamW',
      sgd: 'SGD',
      constant: 'constant',
      step: 'in steps',
      cosine: 'cosine',
      linear: 'linear',
      'one-cycle': 'one cycle',
      'reduce-on-plateau': 'on a plateau',
      true: 'on',
      false: 'off',
    } as Record<string, string>,
    /** Groups of options, by the engine’s names. */
    groups: {
      Training: 'More of the training',
      Optimizer: 'Optimizer',
      'Learning rate schedule': 'Learning rate schedule',
      Regularisation: 'Regularisation',
      Augmentation: 'Augmentation',
    } as Record<string, string>,
    /** Recipes that are said better than the engine says them, or in another language. */
    recipes: {} as Record<string, { readonly description: string; readonly expected: string }>,
    changed: (count: number) => `${count} changed`,
    groupWrong: 'something is wrong here',
    aNumber: 'a number',
    numberOf: (label: string) => `${label}: the number`,
    above: (least: string) => `above ${least}`,
    atLeast: (least: string) => `at least ${least}`,
    below: (most: string) => `below ${most}`,
    atMost: (most: string) => `at most ${most}`,
    both: (from: string, to: string) => `${from} and ${to}`,
    needsWhole: (range: string) => `Enter a whole number, ${range}.`,
    needsNumber: (range: string) => `Enter a number, ${range}.`,

    editLayers: 'Layers',
    editLayersHint: 'A picture of 28 × 28 × 1 goes in at the top. Open a layer to change, move or remove it.',
    layerKinds: {
      conv2d: 'Convolution',
      max_pooling2d: 'Max pooling',
      average_pooling2d: 'Average pooling',
      global_average_pooling2d: 'Global average pooling',
      batch_normalization: 'Batch normalisation',
      dropout: 'Dropout',
      relu: 'ReLU',
      flatten: 'Flatten',
      dense: 'Dense',
    } as Record<string, string>,
    layerFields: {
      filters: 'Filters',
      kernel_size: 'Kernel size',
      pool_size: 'Pool size',
      strides: 'Strides',
      padding: 'Padding',
      activation: 'Activation',
      use_bias: 'Bias',
      units: 'Units',
      rate: 'Rate',
      momentum: 'Momentum',
      epsilon: 'Epsilon',
    } as Record<string, string>,
    layerWithoutOptions: 'This kind of layer has no options.',
    moveUp: 'Up',
    moveDown: 'Down',
    removeLayer: 'Remove',
    newLayer: 'New layer',
    addLayer: 'Add',
    layerAdded: (kind: string, place: number) => `${kind} added as layer ${place}.`,
    layerMoved: (place: number) => `Moved: it is layer ${place} now.`,
    layerRemoved: 'Layer removed.',

    preview: (epochs: number) =>
      `On the left, training pictures as they are; beside them, as the first ${epochs} epochs would see them.`,
    previewLabel: (images: number, epochs: number) =>
      `${images} training pictures, each as it is and as the first ${epochs} epochs would see it.`,
    previewFetching: 'Fetching some training pictures…',

    start: 'Start training',
    again: 'Train again',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop',
    stopAfterEpoch: 'Stop after this epoch',
    retry: 'Try again',

    fetching: 'Fetching the training pictures',
    fetched: (loaded: string, total: string) => `${loaded} of ${total} MB`,
    preparing: 'Getting ready…',
    overall: 'Training',
    training: (epoch: number, epochs: number) => `Epoch ${epoch} of ${epochs}`,
    validating: (epoch: number, epochs: number) => `Checking epoch ${epoch} of ${epochs}`,
    testing: 'Testing on the 10,000 test images',
    paused: (epoch: number, epochs: number) => `Paused in epoch ${epoch} of ${epochs}`,
    stopping: 'Stopping…',
    stoppingAfter: (epoch: number) => `Epoch ${epoch}, the last one`,
    speed: 'Images per second',
    timeLeft: 'Time left',
    lossNow: 'Loss',
    accuracyNow: 'Accuracy',

    /** These follow the accuracy in large type. */
    completed: (preset: string) => `of 10,000 pictures that it had never seen are named correctly by ${preset}.`,
    stoppedEarly: (preset: string, epoch: number) =>
      `of 10,000 pictures that it had never seen are named correctly by ${preset}. It had stopped improving and was set back to its best epoch, ${epoch}.`,
    stopped: (preset: string) =>
      `of 10,000 pictures that it had never seen are named correctly by ${preset}, as far as it got before you stopped it.`,
    stoppedUntested: 'Stopped before there was anything to test.',
    diverged:
      'The loss became infinite, so the training was stopped and the last good weights were kept. A smaller learning rate usually helps.',
    tryIt: 'It answers above now: draw something.',
    moreEpochs: 'More epochs',
    goOn: 'Go on',
    moreEpochsHint:
      'It goes on from where it ended, not from the best epoch. A learning rate that has come down stays down.',

    bestSoFar: (epoch: number, loss: string, accuracy: string) =>
      `Best epoch so far: ${epoch}, with a validation loss of ${loss} and ${accuracy} right.`,
    overfitting: (epoch: number, lossBefore: string, lossNow: string, trainingBefore: string, trainingNow: string) =>
      `It is learning by heart (overfitting): since epoch ${epoch} the validation loss has risen from ${lossBefore} to ${lossNow}, while the training loss fell from ${trainingBefore} to ${trainingNow}. More epochs will not help; more pictures, augmentation or dropout might.`,

    lossTitle: 'Loss',
    accuracyTitle: 'Accuracy',
    trainingSeries: 'Training',
    validationSeries: 'Validation',
    chartLabel: (title: string) => `${title} by epoch. The same figures are in the table below.`,
    byEpoch: 'by epoch',
    curvesEmpty: 'The curves of loss and accuracy grow here.',
    table: 'All figures as a table',
    tableOf: (run: string) => `All figures of ${run} as a table`,
    tableCaption: 'Loss and accuracy after each epoch',
    tableEpoch: 'Epoch',
    tableTrainingLoss: 'Training loss',
    tableTrainingAccuracy: 'Training accuracy',
    tableValidationLoss: 'Validation loss',
    tableValidationAccuracy: 'Validation accuracy',
    tableTime: 'Time',
    best: 'best',

    ringNote: 'The ring marks the best epoch.',
    comparedNote: 'Solid: validation. Dashed: training. The ring marks the best epoch.',
    savePng: 'Charts as PNG',

    runs: 'Runs',
    runsHint: 'Tick the ones to compare in the charts above.',
    testAccuracy: 'Test accuracy',
    bestEpoch: 'Best epoch',
    bestOf: (epoch: number, epochs: number) => `${epoch} of ${epochs}`,
    reuse: 'Use its options',
    rename: 'Rename',
    newName: 'New name',
    saveName: 'Save',
    cancel: 'Cancel',
    remove: 'Delete',
    removed: (name: string) => `${name} has been deleted.`,
    undoRemove: 'Bring it back',

    saidStarted: 'The training has started.',
    saidOverfitting: (epoch: number) => `Overfitting: the validation loss has been rising since epoch ${epoch}.`,
    saidEpoch: (epoch: number, epochs: number, accuracy: string) =>
      `Epoch ${epoch} of ${epochs} is done. Validation accuracy ${accuracy}.`,
    saidEnded: (accuracy: string) => `The training has ended. Test accuracy ${accuracy}.`,
    saidEndedUntested: 'The training has ended.',
    saidPaused: 'Training paused.',
    saidResumed: 'Training goes on.',
  },

  interrupted: {
    offer: (recipe: string, epoch: number, epochs: number, date: string) =>
      `A training of ${recipe} was interrupted. Its first ${epoch} of ${epochs} epochs are here, as of ${date}.`,
    goOn: 'Go on with it',
    forget: 'Forget it',
    gone: 'What the training had come to is no longer there: this browser, or another tab of this page, has deleted it.',
  },

  library: {
    title: 'Keep',
    intro:
      'Networks are kept in this browser, on this device, until you delete them, and go into files that Python, Rust and other programs open (safetensors).',
    answering: 'The network that answers',
    name: 'Name',
    keep: 'Keep it here',
    save: 'Save as a file',
    half: 'Half precision',
    halfHint: 'Half precision halves the file; the answers change by less than can be seen.',
    kept: 'Kept networks',
    empty:
      'Nothing yet. What you train lands here by itself, until the next training takes its place; give it a name and it stays.',
    openFile: 'Open a file',
    openFileHint: 'A model file (.safetensors), from here or from the command line.',

    accuracy: (accuracy: string) => `${accuracy} right`,
    megabytes: (count: string) => `${count} MB`,
    lastTrained: (name: string) => `Trained last: ${name}`,
    lastTrainedHint: 'Until the next training ends.',
    open: 'Open',
    openOf: (name: string) => `Open ${name}`,
    rename: 'Rename',
    keepUnder: 'Name and keep',
    renameOf: (name: string) => `Rename ${name}`,
    newName: (name: string) => `New name of ${name}`,
    done: 'Done',
    saveShort: 'Save',
    saveOf: (name: string) => `Save ${name} as a file`,
    remove: 'Delete',
    removeOf: (name: string) => `Delete ${name}`,

    refused: (file: string, reason: string) => `${file} cannot be opened. ${reason}`,
    large: (file: string) => `${file} is larger than 200 MB: no network of this page is.`,
    gone: 'It is no longer there: this browser, or another tab of this page, has deleted it.',
    trouble: {
      full: 'There is no room left for this in the browser. Delete something that is kept here, or save it as a file instead.',
      forbidden: 'This browser keeps nothing for this page, as in some private windows. Save it as a file instead.',
    },

    saidKept: (name: string) => `${name} is kept.`,
    saidOpened: (name: string) => `${name} answers now.`,
    saidRemoved: (name: string) => `${name} has been deleted.`,
  },

  offline: {
    threads: 'Loaded once more, this page runs on all cores of this device. What you have begun here would be lost.',
    update: 'A newer version of this page is ready.',
    reload: 'Reload now',
    later: 'Later',
  },

  teach: {
    title: 'Teach',
    intro:
      'Is the network wrong about your drawing or your picture? Say what it is, and let it learn that in a few seconds. It starts from what it knows already, so a handful of examples is enough.',
    says: (name: string, probability: string) => `The network says: ${name}, ${probability}.`,
    picture: 'The picture that you can name',
    nothing: 'Draw or choose something above. It appears here as the network sees it.',
    label: 'What it is',
    add: 'Add to the lesson',
    full: (count: string) => `The lesson is full: it has ${count} pictures. Take some out to add others.`,
    lesson: (count: number) => (count === 1 ? 'Your lesson: 1 picture' : `Your lesson: ${count} pictures`),
    lessonLabel: 'Pictures of your own that the network learns',
    empty: 'Pictures that you add are collected here, beside those of the data set. They stay on this device.',
    exampleOf: (name: string) => `A picture of yours, named ${name}`,
    remove: (name: string) => `Take out this picture, named ${name}`,
    right: (probability: string) => `recognised, ${probability}`,
    wrong: (name: string, probability: string) => `taken for ${name}, ${probability}`,
    before: (name: string) => `before: ${name}`,
    notKept: 'This browser keeps nothing for this page: save the lesson to a file to have it again.',
    save: 'Save to a file',
    open: 'Open a file',
    noLesson: (file: string) => `${file} is no lesson that was saved here.`,

    teach: 'Teach the network',
    again: 'Teach it again',
    undo: 'Undo the teaching',
    how: 'A quarter of what it learns from are your pictures, again and again; the rest are pictures that it knew before, so that it forgets nothing.',
    busy: 'A training is under way: the network can be taught when it has ended.',
    fetchingLabel: 'Fetching the pictures of the data set',
    fetching: (loaded: string, total: string) => `Fetching pictures of the data set: ${loaded} of ${total} MB`,
    learning: 'Learning',
    own: (after: number, all: number, before: number) =>
      `Of your ${all} ${all === 1 ? 'picture' : 'pictures'} it named ${before} correctly before, and names ${after} now.`,
    others: (all: string, before: string, after: string) =>
      `Of ${all} pictures of the data set: ${before} before, ${after} now.`,
    saidAdded: (name: string, count: number) => `Added as ${name}. The lesson has ${count} pictures.`,
  },

  understand: {
    title: 'What it gets wrong',
    intro:
      'The network that answers is put before 10,000 test images, which no training ever sees. Then look at the ones it takes for something else: many would fool a person, too.',
    start: 'Examine the network',
    again: 'Examine it again',
    about: (network: string) =>
      `Examined is the network that answers now: ${network}. The test images are fetched for it once, 4.4 MB.`,
    outdated: (network: string) => `The network has changed since. Now it is ${network}.`,
    preparing: 'Getting ready…',
    progress: 'Examination',
    fetching: (loaded: string, total: string) => `Fetching the test images: ${loaded} of ${total} MB`,
    evaluating: (images: string, all: string) => `${images} of ${all} test images`,
    stop: 'Stop',
    retry: 'Try again',
    result: (network: string, images: string, mistakes: string, loss: string) =>
      `of ${images} test images are named correctly by ${network}; ${mistakes} are not. The mean loss is ${loss}.`,

    matrixTitle: 'What is taken for what',
    matrixCaption: 'Confusion matrix of the test images: a row for each true class, a column for each answer.',
    matrixKeys: 'The arrow keys move from cell to cell; Enter shows its images.',
    axes: 'Rows: what it is. Columns: what the network says. Press a number to see its images.',
    axesOnly: 'Rows: what it is. Columns: what the network says.',
    cellRight: (name: string, count: string) => `${name}, named rightly: ${count}`,
    cellWrong: (name: string, taken: string, count: string) => `${name} taken for ${taken}: ${count}`,
    cellShare: (share: string, name: string) => `${share} of ${name}`,
    close: 'Close',

    confusionsTitle: 'Most frequent confusions',
    nothingConfused: 'Nothing was confused.',
    takenFor: (name: string, taken: string) => `${name} taken for ${taken}`,
    often: (count: string, share: string) => `${count} images, ${share}`,

    classTable: 'Class by class',
    className: 'Class',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    images: 'Images',
    weakest: 'weakest',
    precisionMeans: 'of the images it gave this name, the share that deserves it.',
    recallMeans: 'of the images of this class, the share it found.',
    f1Means: 'the harmonic mean of the two: low if either is.',

    mistakesTitle: 'The mistakes it is surest of',
    mistakesIntro: 'Each with the three answers it found most probable. In bold what it says; a tick marks what it is.',
    testImage: (name: string, place: number) => `Test image ${place}: ${name}`,
    answers: 'What the network says',
    trueClass: 'what it is',
    more: (shown: string, all: string) => `Show more (${shown} of ${all})`,

    epochsTitle: 'How it changed with each epoch',
    epochsIntro:
      'After every epoch of the last training here the network named the 12,000 validation images. Move through the epochs to see mistakes fade, and which ones stay.',
    epoch: 'Epoch',
    epochSentence: (epoch: number, accuracy: string) => `Epoch ${epoch}: ${accuracy} right`,
    epochMatrix: (epoch: number) => `Confusion matrix of the validation images after epoch ${epoch}`,

    saidStarted: 'The examination has begun.',
    saidEnded: (accuracy: string) => `The examination is done. Test accuracy ${accuracy}.`,
    saidStopped: 'The examination was stopped.',
  },

  inside: {
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
  },

  footer: {
    privacy: 'Everything happens on this device: no drawing, picture or network leaves it.',
    data: 'The network knows the ten classes of Fashion-MNIST (Xiao, Rasul, Vollgraf, 2017) and nothing else: it names a cat, too, after a piece of clothing.',
  },
};

export type Messages = typeof en;
