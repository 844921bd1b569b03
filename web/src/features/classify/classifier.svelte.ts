import type { Engine, Picture, PreparationStep } from '../../engine/engine';
import { asEngineError, type Session } from '../../session/session.svelte';
import { PictureMaker, type Palette } from './drawing';
import { isBlank, type Sketch } from './sketch';

interface Question {
  readonly sketch: Sketch;
  readonly palette: Palette;
  readonly wantsSteps: boolean;
}

/**
 * Asks the network about the sketch whenever either has changed: one question at a time, and the newest of those that came
 * meanwhile as soon as there is an answer. The answer is the session's.
 */
export class Classifier {
  /** Why there is no answer. */
  problem = $state.raw<string | null>(null);
  /** The picture after each step of its preparation; empty unless somebody wants to see them. */
  steps = $state.raw<readonly PreparationStep[]>([]);

  readonly #session: Session;
  readonly #pictures = new PictureMaker();
  #question: Question | null = null;
  #blank = true;
  #asking = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Asks about this sketch at once, or after the answer that is under way; a newer one takes its place if it comes first.
   * @param wantsSteps whether the steps of its preparation are asked for as well.
   */
  ask(sketch: Sketch, palette: Palette, wantsSteps: boolean): void {
    this.#blank = isBlank(sketch);
    if (this.#blank) {
      this.#question = null;
      this.#session.answer = null;
      this.steps = [];
      this.problem = null;
      return;
    }
    this.#question = { sketch, palette, wantsSteps };
    if (!this.#asking) void this.#askUntilAnswered();
  }

  async #askUntilAnswered(): Promise<void> {
    this.#asking = true;
    while (this.#question) {
      const question = this.#question;
      const engine = this.#session.engine;
      // An engine that has gone asks again when it is back.
      if (!engine) break;
      this.#question = null;
      this.#session.asking = true;
      try {
        const picture = this.#pictures.make(question.sketch, question.palette);
        const answer = await engine.classify(picture);
        // What was asked may have been cleared meanwhile.
        if (answer && !this.#blank) this.#session.answer = answer;
        this.problem = null;
        this.#session.asking = this.#question !== null;
        await this.#showSteps(engine, picture, question);
      } catch (error) {
        this.#session.answer = null;
        this.steps = [];
        this.problem = asEngineError(error).message;
      }
    }
    this.#asking = this.#session.asking = false;
  }

  /** Once the answer is on the screen, unless there is a newer question by then: its answer comes first, too. */
  async #showSteps(engine: Engine, picture: Picture, { wantsSteps }: Question): Promise<void> {
    if (wantsSteps) await nextFrame();
    if (this.#question) return;
    const steps = wantsSteps ? await engine.preparationSteps(picture) : [];
    if (steps && !this.#blank) this.steps = steps;
  }
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
