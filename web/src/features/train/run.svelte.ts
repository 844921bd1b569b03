import type { DataProgress, Training, TrainOptions, TrainProgress } from '../../engine/engine';
import type { EngineErrorLike } from '../../engine/types';
import { asEngineError, type Session } from '../../session/session.svelte';
import { text } from '../../text';
import { formatAccuracy } from '../../ui/format';
import { extendCurve, type CurvePoint } from './curves';

export type Status = 'idle' | 'fetching' | 'running' | 'ended' | 'failed';

/** Between two questions about the sketch to a network in training, in milliseconds. */
const answerInterval = 500;

/** The training that the page shows: none yet, the one under way, or the last one. */
export class TrainingRun {
  status = $state<Status>('idle');
  paused = $state(false);
  stopping = $state(false);
  /** What is being trained, or was. */
  options = $state.raw<TrainOptions | null>(null);
  progress = $state.raw<TrainProgress | null>(null);
  curve = $state.raw<readonly CurvePoint[]>([]);
  /** While the training data is fetched. */
  data = $state.raw<DataProgress | null>(null);
  /** Why the training failed. */
  failure = $state.raw<EngineErrorLike | null>(null);
  /** For screen readers: what happened last. */
  said = $state('');

  readonly #session: Session;
  #training: Training | null = null;
  #answeredAt = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  get active(): boolean {
    return this.status === 'fetching' || this.status === 'running';
  }

  /** Trains from random weights, to the end. */
  async start(options: TrainOptions): Promise<void> {
    const engine = this.#session.engine;
    if (!engine || this.active) return;
    this.#reset(options);
    const stopListening = engine.on('data', (data) => (this.data = data));
    try {
      this.#training = engine.train(options);
      for await (const progress of this.#training) this.#follow(progress);
      this.status = 'ended';
      const test = this.progress?.test;
      this.said = test ? text.train.saidEnded(formatAccuracy(test.accuracy)) : text.train.saidEndedUntested;
      this.#session.trainingEnded();
    } catch (error) {
      this.status = 'failed';
      this.failure = asEngineError(error);
    } finally {
      stopListening();
      this.#training = null;
      this.paused = false;
      this.stopping = false;
    }
  }

  pause(): void {
    this.#training?.pause();
    this.paused = true;
    this.said = text.train.saidPaused;
  }

  resume(): void {
    this.#training?.resume();
    this.paused = false;
    this.said = text.train.saidResumed;
  }

  stop(): void {
    this.#training?.stop();
    this.paused = false;
    this.stopping = true;
  }

  #reset(options: TrainOptions): void {
    this.status = 'fetching';
    this.options = options;
    this.progress = null;
    this.curve = [];
    this.data = null;
    this.failure = null;
    this.said = text.train.saidStarted(options.preset);
  }

  #follow(progress: TrainProgress): void {
    const epochsBefore = this.progress?.history.length ?? 0;
    this.status = 'running';
    this.progress = progress;
    this.curve = extendCurve(this.curve, progress);
    const newest = progress.history.at(-1);
    if (newest && newest.validationAccuracy !== null && progress.history.length > epochsBefore) {
      this.said = text.train.saidEpoch(newest.epoch, progress.epochs, formatAccuracy(newest.validationAccuracy));
    }
    if (performance.now() - this.#answeredAt > answerInterval) {
      this.#answeredAt = performance.now();
      this.#session.networkChanged();
    }
  }
}
