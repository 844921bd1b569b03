import { asEngineError, type Session } from '../../session/session.svelte';
import { PictureMaker, type Palette } from './drawing';
import { isBlank, type Sketch } from './sketch';

/**
 * Asks the network about the sketch whenever either has changed: once a frame at most, and one question at a time. The
 * answer is the session's.
 */
export class Classifier {
  /** Why there is no answer. */
  problem = $state.raw<string | null>(null);

  readonly #session: Session;
  readonly #pictures = new PictureMaker();
  #question: { sketch: Sketch; palette: Palette } | null = null;
  #blank = true;
  #asking = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks about this sketch soon; a newer one takes its place if it comes first. */
  ask(sketch: Sketch, palette: Palette): void {
    this.#blank = isBlank(sketch);
    if (this.#blank) {
      this.#question = null;
      this.#session.answer = null;
      this.problem = null;
      return;
    }
    this.#question = { sketch, palette };
    if (!this.#asking) void this.#askUntilAnswered();
  }

  async #askUntilAnswered(): Promise<void> {
    this.#asking = true;
    while (this.#question) {
      await new Promise(requestAnimationFrame);
      const question = this.#question;
      const engine = this.#session.engine;
      // The frame may have cleared the sheet; and an engine that has gone asks again when it is back.
      if (!question || !engine) break;
      this.#question = null;
      try {
        const answer = await engine.classify(this.#pictures.make(question.sketch, question.palette));
        // What was asked may have been cleared meanwhile.
        if (answer && !this.#blank) this.#session.answer = answer;
        this.problem = null;
      } catch (error) {
        this.#session.answer = null;
        this.problem = asEngineError(error).message;
      }
    }
    this.#asking = false;
  }
}
