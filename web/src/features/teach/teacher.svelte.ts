import type { Engine, ModelOrigin, TeachingProgress, TeachingResult } from '../../engine/engine';
import type { EngineErrorLike } from '../../engine/types';
import { asEngineError, type Session } from '../../session/session.svelte';
import { Shelf } from '../../session/storage';
import { text } from '../../text';
import { exampleOf, isLesson, learnable, mostExamples, without, withExamples, type Lesson } from './lesson';

/** Where on its shelf the lesson is kept. */
const storageKey = 'own';

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

  readonly #session: Session;
  readonly #shelf = new Shelf<unknown>('lesson');
  /** Where the network that was taught last lay, before that. */
  #before: ModelOrigin = 'pretrained';
  /** Its file; null for the shipped one. */
  #base: ArrayBuffer | null = null;
  /** The engine has begun to teach another network since, and failed: it would go on from that one. */
  #strayed = false;
  #asked = 0;

  constructor(session: Session) {
    this.#session = session;
    void this.#restore();
  }

  get full(): boolean {
    return this.lesson.length >= mostExamples;
  }

  add(pixels: Uint8Array, label: string): void {
    this.addAll([exampleOf(pixels, label)]);
  }

  addAll(examples: Lesson): void {
    this.#change((lesson) => withExamples(lesson, examples));
  }

  remove(id: string): void {
    this.#change((lesson) => without(lesson, id));
  }

  /** Lets the network that answers learn the lesson; the taught one answers from then on. */
  async teach(): Promise<void> {
    const { engine, model } = this.#session;
    if (!engine || !model || this.progress) return;
    const examples = learnable(this.lesson, model.classNames);
    this.failure = null;
    this.progress = { phase: 'teaching', share: 0 };
    try {
      if (model.origin === 'taught' && !(await this.#putBaseBack(engine)) && this.#strayed) {
        await engine.useModel(this.#before);
      }
      const base = model.origin === 'pretrained' ? null : (await engine.saveModel()).buffer;
      const all = await engine.teach(examples, (progress) => (this.progress = progress));
      this.#strayed = false;
      if (model.origin !== 'taught') {
        this.#before = model.origin;
        this.#base = base;
      }
      this.#session.storage.report(this.#session.taught.keep(engine, this.#base));
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
      this.#strayed = true;
      if (model.origin === 'taught') await engine.useModel('taught').catch(() => undefined);
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
    const { engine } = this.#session;
    if (!engine) return;
    try {
      if (!(await this.#putBaseBack(engine))) await this.#session.useModel(this.#before);
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

  /**
   * Another network may have taken the place of the one that was taught: another file was opened, another network trained.
   * Then that one is opened once more, and answers. Whether it was.
   */
  async #putBaseBack(engine: Engine): Promise<boolean> {
    const base = this.#base;
    if (base === null) return false;
    // Where there is none any more, or it is in training, it is no longer the one either.
    const there = await engine.saveModel({ origin: this.#before }).catch(() => null);
    if (there !== null && isSame(there, new Uint8Array(base))) return false;
    await engine.loadModel(base);
    this.#before = 'opened';
    return true;
  }

  /** Changes the lesson here and, as it may have been changed in another tab, the kept one. */
  #change(change: (lesson: Lesson) => Lesson): void {
    this.lesson = change(this.lesson);
    this.failure = null;
    this.#session.storage.report(this.#shelf.update(storageKey, (kept) => change(isLesson(kept) ? kept : [])));
  }

  async #restore(): Promise<void> {
    try {
      const kept = await this.#shelf.get(storageKey);
      // What was added before the storage had answered comes after what was there.
      if (isLesson(kept)) this.lesson = withExamples(kept, this.lesson);
    } catch {
      // No storage here, as in some private windows: it is said as soon as there is something to keep.
    }
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Place of the largest of the probabilities of example `i`. */
function leading(probabilities: Float32Array, i: number, classes: number): number {
  const row = probabilities.subarray(i * classes, (i + 1) * classes);
  return row.indexOf(Math.max(...row));
}
