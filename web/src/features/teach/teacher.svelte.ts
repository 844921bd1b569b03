import { get, set } from 'idb-keyval';
import type { ModelOrigin, TeachingProgress, TeachingResult } from '../../engine/engine';
import type { EngineErrorLike } from '../../engine/types';
import { asEngineError, type Session } from '../../session/session.svelte';
import { text } from '../../text';
import { isLesson, learnable, mostExamples, without, withExample, type Lesson } from './lesson';

/** Where the lesson is kept. */
const storageKey = 'atelier.lesson';

/** What the network says of one example. */
export interface Said {
  readonly className: string;
  readonly probability: number;
  readonly right: boolean;
}

/** What a teaching has changed. */
export interface Change {
  readonly examples: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  /** What each example was taken for before, as a class' name, by its id. */
  readonly before: Readonly<Record<string, string>>;
  readonly all: TeachingResult;
}

/** The visitor's own examples, and the network's learning of them. */
export class Teacher {
  lesson = $state.raw<Lesson>([]);
  /** What the network that answers says of each example, by its id. */
  said = $state.raw<Readonly<Record<string, Said>>>({});
  /** While it learns. */
  progress = $state.raw<TeachingProgress | null>(null);
  /** The last teaching's result, while its network is the one that answers. */
  result = $state.raw<Change | null>(null);
  failure = $state.raw<EngineErrorLike | null>(null);
  /** The examples could not be kept for the next visit. */
  notKept = $state(false);

  readonly #session: Session;
  /** The network that was taught last, before that. */
  #before: ModelOrigin | null = null;
  /** Its file; null for the shipped one. */
  #base: ArrayBuffer | null = null;
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
    void this.#restore();
  }

  get full(): boolean {
    return this.lesson.length >= mostExamples;
  }

  add(pixels: Uint8Array, label: string): void {
    this.#change(withExample(this.lesson, pixels, label));
  }

  addAll(examples: Lesson): void {
    const longer = examples.reduce((lesson, { pixels, label }) => withExample(lesson, pixels, label), this.lesson);
    this.#change(longer.slice(0, mostExamples));
  }

  remove(id: string): void {
    this.#change(without(this.lesson, id));
  }

  clear(): void {
    this.#change([]);
  }

  /** Lets the network that answers learn the lesson; the taught one answers from then on. */
  async teach(): Promise<void> {
    const { engine, model } = this.#session;
    if (!engine || !model || this.progress) return;
    const examples = learnable(this.lesson, model.classNames);
    this.failure = null;
    this.progress = { phase: 'teaching', share: 0 };
    try {
      const base = model.origin === 'pretrained' ? null : (await engine.saveModel()).buffer;
      const all = await engine.teach(examples, (progress) => (this.progress = progress));
      if (model.origin !== 'taught') {
        this.#before = model.origin;
        this.#base = base;
      }
      // A browser that is full or keeps nothing says so of the lesson already.
      void this.#session.taught.keep(engine, this.#base).catch(() => undefined);
      const classes = model.classNames.length;
      const right = (probabilities: Float32Array) =>
        examples.filter(({ label }, i) => leading(probabilities, i, classes) === label).length;
      this.result = {
        examples: examples.length,
        rightBefore: right(all.ownBefore),
        rightAfter: right(all.ownAfter),
        before: Object.fromEntries(
          examples.map(({ id }, i) => [id, model.classNames[leading(all.ownBefore, i, classes)] ?? '']),
        ),
        all,
      };
    } catch (error) {
      this.failure = asEngineError(error);
    } finally {
      this.progress = null;
    }
  }

  /** What an earlier visit has taught answers again. */
  async restore(): Promise<void> {
    const { engine, taught } = this.#session;
    if (!engine) return;
    this.failure = null;
    this.result = null;
    try {
      const base = await taught.restore(engine);
      if (base === undefined) {
        this.failure = { kind: 'data', message: text.teach.gone };
        return;
      }
      this.#base = base;
      this.#before = base === null ? 'pretrained' : 'opened';
    } catch (error) {
      this.failure = asEngineError(error);
    }
  }

  /** The network as it was before it was taught answers again. */
  async undo(): Promise<void> {
    try {
      await this.#session.useModel(this.#before ?? 'pretrained');
      this.result = null;
    } catch (error) {
      this.failure = asEngineError(error);
    }
  }

  /** Asks the network that answers about every example; a newer question overtakes this one. */
  async ask(): Promise<void> {
    const { engine, model } = this.#session;
    const turn = ++this.#asked;
    const { lesson } = this;
    if (!engine || !model || lesson.length === 0) {
      this.said = {};
      return;
    }
    const pixels = new Uint8Array(lesson.flatMap((example) => [...example.pixels]));
    try {
      const probabilities = await engine.answers(pixels);
      if (turn !== this.#asked) return;
      const { classNames } = model;
      this.said = Object.fromEntries(
        lesson.map(({ id, label }, i) => {
          const index = leading(probabilities, i, classNames.length);
          const className = classNames[index] ?? '';
          const probability = probabilities[i * classNames.length + index] ?? 0;
          return [id, { className, probability, right: className === label }];
        }),
      );
    } catch {
      // The engine has gone, or the network: when it is back, this is asked again.
      if (turn === this.#asked) this.said = {};
    }
  }

  #change(lesson: Lesson): void {
    this.lesson = lesson;
    this.failure = null;
    set(storageKey, lesson).then(
      () => (this.notKept = false),
      () => (this.notKept = true),
    );
  }

  async #restore(): Promise<void> {
    try {
      const kept: unknown = await get(storageKey);
      // What was added before the storage had answered comes after what was there.
      if (isLesson(kept)) this.lesson = [...kept, ...this.lesson];
    } catch {
      // No storage here, as in some private windows: the examples last as long as the page.
      this.notKept = true;
    }
  }
}

/** Place of the largest of the probabilities of example `i`. */
function leading(probabilities: Float32Array, i: number, classes: number): number {
  const row = probabilities.subarray(i * classes, (i + 1) * classes);
  return row.indexOf(Math.max(...row));
}
