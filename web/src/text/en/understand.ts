export const understand = {
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
    'On its way a network in training names the 12,000 validation images. Move through the epochs to see mistakes fade, and which ones stay.',
  epochsOf: 'Training',
  epochsUnderWay: 'the one under way',
  epoch: 'Epoch',
  epochSentence: (epoch: number, accuracy: string) => `Epoch ${epoch}: ${accuracy} right`,
  epochMatrix: (epoch: number) => `Confusion matrix of the validation images after epoch ${epoch}`,

  saidStarted: 'The examination has begun.',
  saidEnded: (accuracy: string) => `The examination is done. Test accuracy ${accuracy}.`,
  saidStopped: 'The examination was stopped.',
};
