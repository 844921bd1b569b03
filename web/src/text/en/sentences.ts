import type { Sentences } from '../sentences';
import { train } from './train';

/** What the engine says in the words of the command line and of files, in the page's own; see Sentences. */
export const sentences: Sentences = [
  // Model files.
  [
    'model file: a safetensors file, but not of an Atelier model: {}',
    'It is a safetensors file of another program. Choose a network that was saved here or by atelier on the command line.',
  ],
  [
    'model file: made by a later Atelier: {}',
    'It was saved by a newer Atelier. Load this page again to get its newest version, then open the file once more.',
  ],
  [
    'model file: its network takes images of {}, expected {}',
    'Its network takes pictures of the shape {} (height, width, channels), and here they are {}. Choose a network that was trained on such pictures.',
  ],
  [
    'model file: "network" is damaged: {} the last layer has a unit for each class, at most {}, not {}',
    'Its network tells {3} classes apart, and {2} are the most that there can be here.',
  ],
  [
    'model file: "preprocessing" is unknown: {}',
    'Its network wants pictures that are prepared in another way than here, so its answers would be wrong.',
  ],
  ['model file: {}', 'The file is damaged. Save the network once more, or choose another copy of the file.'],
  [
    'safetensors: tensor "{}" holds {}, which half precision has no room for',
    'The weights of this network ({2}) are too large for half precision. Save it without.',
  ],
  [
    'safetensors: {}',
    'It is no safetensors file, or a damaged one. Choose a network that was saved here or by atelier on the command line.',
  ],

  // A network that somebody puts together.
  ['layer {} ({}): {}', 'Layer {} ({}): {}'],
  ['layer {}: {}', 'Layer {}: {}'],
  ['network: {}', 'The network {}'],
  ['key "{}" is missing', '{} is missing'],
  ['"{}" must be {}, not {}', '{} must be {}, not {}'],
  ['{} must be from 1 to {}, not {}', '{} must be from 1 to {}, not {}'],
  ['{} must be at least 0 and below 1, not {}', '{} must be at least 0 and below 1, not {}'],
  ...Object.entries(train.layerFields),
  ...Object.entries(train.layerKinds),

  // Options of a training.
  [
    'optimizer: adam has no weight decay; adamw has, and l2 works with every optimizer',
    'Adam has no weight decay. AdamW has, and L2 works with every optimizer.',
  ],
  [
    "optimizer: adamw needs a weight decay above 0 (0.01 is PyTorch's default); without one it is adam",
    'AdamW needs a weight decay above 0 (in PyTorch it is 0.01 by default); without one it is Adam.',
  ],
  ["optimizer: only sgd has Nesterov's momentum", 'Only SGD has Nesterov momentum.'],
  ["optimizer: Nesterov's momentum must be above 0", 'With Nesterov momentum, the momentum must be above 0.'],
  ['trainer: patience needs validation', 'Patience needs checks on the validation pictures.'],
  [
    'trainer: the schedule reduce-on-plateau needs validation',
    'The schedule “on a plateau” needs checks on the validation pictures.',
  ],
  [
    'trainer: images that are learned from cannot validate: include_validation wants validate_every to be never',
    'Pictures that it learns from cannot check it: choose “Check every: never”.',
  ],
  ['trainer: there are {} training images, not {}', 'There are {} training pictures, not {}.'],
  [
    'augmentation: erasing_smallest must not be above erasing_largest, but {} is above {}',
    '“Erased at least” ({}) must not be above “Erased at most” ({}).',
  ],
  [
    'trainer: the schedule has ended at a learning rate of 0: more epochs would change nothing (a final fraction above 0 would let them)',
    'The schedule has ended at a learning rate of 0, so more epochs would change nothing. With “End at” above 0 they would.',
  ],
  [
    'trainer: the loss was no longer finite, so the training cannot go on',
    'The loss was no longer finite, so this training cannot go on.',
  ],
  ['fine-tuning: the loss is no longer finite', 'The loss became infinite; the network is as it was.'],
  [
    '{}: the network tells {} classes, the data has {}',
    'This network tells {2} classes apart, but the test images are of {3} other ones, and so are the pictures that it would be taught with: it can be neither examined nor taught here.',
  ],
  [
    'training: none was started',
    'The engine has been started again since and no longer knows this training: it can only be trained anew.',
  ],
  ['checkpoint: {}', 'What was kept of the training is damaged.'],
];
