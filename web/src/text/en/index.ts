import { camera, classify, file, model, shelf, steps } from './classify';
import { inside } from './inside';
import { library } from './library';
import { classNames, engine, footer, header, offline, presets, sections, storage, units } from './page';
import { sentences } from './sentences';
import { teach } from './teach';
import { interrupted, train } from './train';
import { understand } from './understand';

/**
 * Every word of the page, in English, by feature. A translation is another folder of this shape. Numbers arrive formatted,
 * except where a sentence depends on them.
 */
export const en = {
  sentences,
  header,
  sections,
  classNames,
  presets,
  units,
  engine,
  classify,
  steps,
  model,
  file,
  shelf,
  camera,
  train,
  interrupted,
  library,
  offline,
  storage,
  teach,
  understand,
  inside,
  footer,
};

export type Messages = typeof en;
