export const library = {
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
};
