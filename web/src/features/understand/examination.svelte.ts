import type { Evaluation, EvaluationProgress } from '../../engine/engine';
import type { EngineErrorLike } from '../../engine/types';
import { asEngineError, type Session } from '../../session/session.svelte';
import { text } from '../../text';
import { formatAccuracy } from '../../ui/format';

/** The evaluation that the page shows: none yet, the one under way, or the last one. */
export class Examination {
  /** Null unless one is under way. */
  progress = $state.raw<EvaluationProgress | null>(null);
  running = $state(false);
  /** The last one; it stays while the next is under way. */
  result = $state.raw<Evaluation | null>(null);
  /** Why the last one failed. */
  failure = $state.raw<EngineErrorLike | null>(null);
  /** For screen readers: what happened last. */
  said = $state('');

  readonly #session: Session;
  #stopping: AbortController | null = null;
  /** Of the session, when the last result's network was looked at. */
  #revision = $state(0);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether the network that answers is no longer the one that the result is about. */
  get outdated(): boolean {
    return this.result !== null && this.#session.networkRevision !== this.#revision;
  }

  async start(): Promise<void> {
    const engine = this.#session.engine;
    if (!engine || this.running) return;
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.running = true;
    this.progress = null;
    this.failure = null;
    this.said = text.understand.saidStarted;
    try {
      let revision = this.#session.networkRevision;
      const result = await engine.evaluate({
        signal: stopping.signal,
        onProgress: (progress) => {
          // While images are fetched a training goes on: it is looked at as it is afterwards.
          if (this.progress?.phase !== 'evaluating') revision = this.#session.networkRevision;
          this.progress = progress;
        },
      });
      this.result = result;
      this.#revision = revision;
      this.said = text.understand.saidEnded(formatAccuracy(result.accuracy));
    } catch (error) {
      if (stopping.signal.aborted) this.said = text.understand.saidStopped;
      else this.failure = asEngineError(error);
    } finally {
      this.running = false;
      this.progress = null;
      this.#stopping = null;
    }
  }

  stop(): void {
    this.#stopping?.abort();
  }

  /** Test images by their places, 784 bytes each; null where they cannot be had, which is told as a failure. */
  async images(places: readonly number[]): Promise<Uint8Array | null> {
    try {
      return (await this.#session.engine?.testImages(Uint32Array.from(places))) ?? null;
    } catch (error) {
      this.failure = asEngineError(error);
      return null;
    }
  }
}
