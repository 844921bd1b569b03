import type { Explanation, LayerFilters } from '../../engine/engine';
import { asEngineError, type Session } from '../../session/session.svelte';

/** What the page shows of the network's inside. It asks anew as often as it is told to, and keeps the last answer. */
export class Inside {
  explanation = $state.raw<Explanation | null>(null);
  filters = $state.raw<readonly LayerFilters[]>([]);
  /** Why there is nothing. */
  problem = $state.raw<string | null>(null);

  readonly #session: Session;
  /** Rises with each question, so that no answer is shown to one that was withdrawn. */
  #question = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** @param label the class asked about; null for the one that the network says. */
  async explain(seen: Uint8Array | null, label: number | null): Promise<void> {
    const question = ++this.#question;
    if (seen === null) {
      this.explanation = null;
      return;
    }
    await this.#try(async () => {
      // Null if a newer question has overtaken this one.
      const explanation = await this.#session.engine?.explain(seen, label);
      if (explanation && question === this.#question) this.explanation = explanation;
    });
  }

  async showFilters(): Promise<void> {
    await this.#try(async () => {
      this.filters = (await this.#session.engine?.filters()) ?? [];
    });
  }

  async #try(ask: () => Promise<void>): Promise<void> {
    try {
      await ask();
      this.problem = null;
    } catch (error) {
      this.problem = asEngineError(error).message;
    }
  }
}
