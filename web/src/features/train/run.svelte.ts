import type {
  DataProgress,
  Engine,
  Network,
  OptionValues,
  Training,
  TrainingCheckpoint,
  TrainOptions,
  TrainProgress,
} from '../../engine/engine';
import type { EngineErrorLike } from '../../engine/types';
import type { UnfinishedRun } from '../../session/interrupted.svelte';
import { startOfRun } from '../../session/run_id';
import type { CurvePoint, RunRecord } from '../../session/runs.svelte';
import { asEngineError, type Session } from '../../session/session.svelte';
import { text } from '../../text';
import { formatAccuracy } from '../../ui/format';
import { extendCurve } from './curves';

export type Status = 'idle' | 'fetching' | 'running' | 'ended' | 'failed';

/** What a training is of, for its record. */
export interface RunOrigin {
  readonly recipe: string;
  readonly network: Network;
  readonly parameterCount: number;
  readonly values: OptionValues;
  readonly changed: readonly string[];
}

/** Between two questions about the sketch to a network in training, in milliseconds. */
const answerInterval = 500;

/** The training that the page shows: none yet, the one under way, or the last one. */
export class TrainingRun {
  status = $state<Status>('idle');
  paused = $state(false);
  /** It ends as soon as it can, or after the epoch it is in. */
  stopping = $state<'no' | 'now' | 'after epoch'>('no');
  /** What is being trained, or was. */
  options = $state.raw<TrainOptions | null>(null);
  origin = $state.raw<RunOrigin | null>(null);
  progress = $state.raw<TrainProgress | null>(null);
  curve = $state.raw<readonly CurvePoint[]>([]);
  /** The record of this training in the list of runs, once it is there. */
  id = $state('');
  /** While the training data is fetched. */
  data = $state.raw<DataProgress | null>(null);
  /** Why the training failed, or could not go on. */
  failure = $state.raw<EngineErrorLike | null>(null);
  /** For screen readers: what happened last. */
  said = $state('');

  readonly #session: Session;
  #date = '';
  #training: Training | null = null;
  #answeredAt = 0;
  /** The session's restarts when the engine last told of this training: after another one it no longer knows it. */
  #engineStart = $state(0);
  #overfittingSaid = false;

  constructor(session: Session) {
    this.#session = session;
  }

  get active(): boolean {
    return this.status === 'fetching' || this.status === 'running';
  }

  /** Whether it can go on after its end. */
  get extendable(): boolean {
    const outcome = this.progress?.outcome;
    const known = this.#engineStart === this.#session.restarts;
    return this.status === 'ended' && known && this.progress?.test != null && outcome !== 'diverged';
  }

  /** Trains from random weights, to the end. */
  async start(options: TrainOptions, origin: RunOrigin): Promise<void> {
    const engine = this.#session.engine;
    if (!engine || this.active) return;
    const { id, date } = startOfRun();
    this.id = id;
    this.#date = date;
    this.options = options;
    this.origin = origin;
    this.progress = null;
    this.curve = [];
    this.#session.epochs = [];
    this.#overfittingSaid = false;
    this.status = 'fetching';
    this.said = text.train.saidStarted;
    await this.#fromRandomWeights(engine, options);
  }

  /** Goes on with the training that has ended, for so many epochs more. */
  async extend(epochs: number): Promise<void> {
    const engine = this.#session.engine;
    if (!engine || this.active) return;
    this.status = 'running';
    this.said = text.train.saidResumed;
    await this.#follow(() => engine.extend(epochs), 'ended');
  }

  /** Goes on with the training that was interrupted; begins it again if not one epoch was finished. */
  async goOn(): Promise<void> {
    const { engine, interrupted } = this.#session;
    const { run, epoch } = interrupted.offer ?? {};
    if (!engine || !run || this.active) return;
    this.id = run.id;
    this.#date = run.date;
    this.options = run.options;
    this.origin = run;
    this.progress = null;
    this.curve = run.curve;
    this.#session.epochs = [];
    this.#overfittingSaid = false;
    this.status = 'fetching';
    this.said = epoch === 0 ? text.train.saidStarted : text.train.saidResumed;
    if (epoch === 0) {
      await this.#fromRandomWeights(engine, run.options);
      return;
    }
    const checkpoint = await interrupted.checkpoint(run.id).catch(() => null);
    if (checkpoint !== null) {
      await this.#follow(() => engine.resumeTraining(checkpoint), 'failed');
      return;
    }
    await interrupted.forget(run.id).catch(() => undefined);
    this.status = 'failed';
    this.failure = { kind: 'data', message: text.interrupted.gone };
  }

  /** Trains again what has failed: goes on from what is left of it, or else anew. */
  async retry(): Promise<void> {
    const { options, origin } = this;
    if (this.#session.interrupted.offer?.run.id === this.id) await this.goOn();
    else if (options && origin) await this.start(options, origin);
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
    if (this.stopping === 'now') return;
    this.#training?.stop();
    this.paused = false;
    this.stopping = 'now';
  }

  stopAfterEpoch(): void {
    if (this.stopping !== 'no') return;
    this.#training?.stopAfterEpoch();
    this.paused = false;
    this.stopping = 'after epoch';
  }

  async #fromRandomWeights(engine: Engine, options: TrainOptions): Promise<void> {
    const start = () => {
      this.#keepUnfinished(null);
      return engine.train(options);
    };
    await this.#follow(start, 'failed');
  }

  /** @param failed the state after a failure: a training that could not go on is still one that has ended. */
  async #follow(start: () => Training, failed: Status): Promise<void> {
    this.data = null;
    this.failure = null;
    const { engine, interrupted } = this.#session;
    const stopListening = engine?.on('data', (data) => (this.data = data));
    const stopKeeping = engine?.on('checkpoint', (checkpoint) => this.#keepUnfinished(checkpoint));
    let network: ArrayBuffer | null = null;
    const stopTaking = engine?.on('trained', ({ file }) => (network = file));
    try {
      // A browser that forbids storage may forbid the lock, too, and has nothing that another tab could take.
      if (!(await interrupted.begin(this.id).catch(() => true))) throw new Error(text.interrupted.elsewhere);
      this.#training = start();
      if (this.stopping === 'now') this.#training.stop();
      for await (const progress of this.#training) this.#take(progress);
      this.status = 'ended';
      const test = this.progress?.test;
      this.said = test ? text.train.saidEnded(formatAccuracy(test.accuracy)) : text.train.saidEndedUntested;
      this.#session.trainingEnded();
      this.#keep(network);
      await interrupted.ended(this.id).catch(() => undefined);
    } catch (error) {
      this.status = failed;
      this.failure = asEngineError(error);
      this.#session.trainingFailed();
      const kept = this.failure.kind === 'crashed' ? interrupted.died() : interrupted.refused(this.id);
      await kept.catch(() => undefined);
    } finally {
      stopListening?.();
      stopKeeping?.();
      stopTaking?.();
      this.#training = null;
      this.#session.epochs = [];
      this.paused = false;
      this.stopping = 'no';
    }
  }

  /**
   * A browser that is full keeps the epoch before, or none, and says so: the training itself goes on.
   * @param checkpoint null before the first epoch is finished.
   */
  #keepUnfinished(checkpoint: TrainingCheckpoint | null): void {
    const { id, options, origin, curve } = this;
    if (!options || !origin) return;
    const { recipe, network, parameterCount, values, changed } = origin;
    // The form's values cannot be stored as they are. The curve can, and copying its many points takes 15 ms.
    const chosen = $state.snapshot({ options, recipe, network, parameterCount, values, changed }) as typeof origin & {
      readonly options: TrainOptions;
    };
    const run: UnfinishedRun = { id, date: this.#date, ...chosen, curve };
    const { interrupted, storage } = this.#session;
    storage.report(checkpoint === null ? interrupted.keepStart(run) : interrupted.keep(run, checkpoint));
  }

  #take(progress: TrainProgress): void {
    const epochsBefore = this.progress?.history.length ?? 0;
    this.status = 'running';
    this.progress = progress;
    this.#engineStart = this.#session.restarts;
    this.curve = extendCurve(this.curve, progress);
    if (progress.history.length !== this.#session.epochs.length) this.#session.epochs = progress.history;
    const newest = progress.history.at(-1);
    if (newest && newest.validationAccuracy !== null && progress.history.length > epochsBefore) {
      this.said = text.train.saidEpoch(newest.epoch, progress.epochs, formatAccuracy(newest.validationAccuracy));
      if (progress.overfitted && !this.#overfittingSaid)
        this.said += ` ${text.train.saidOverfitting(progress.bestEpoch)}`;
      this.#overfittingSaid = progress.overfitted;
    }
    if (performance.now() - this.#answeredAt > answerInterval) {
      this.#answeredAt = performance.now();
      this.#session.networkChanged();
    }
  }

  /**
   * Puts it on the list of runs, or what has been added to it.
   * @param network what it has come to, as a model file.
   */
  #keep(network: ArrayBuffer | null): void {
    const { progress, origin } = this;
    if (!progress || !origin || progress.history.length === 0) return;
    const { runs, networks, storage } = this.#session;
    const { history, bestEpoch, overfitted, outcome, test } = progress;
    const record: RunRecord = {
      id: this.id,
      name: runs.find(this.id)?.name ?? runs.freeName(origin.recipe),
      date: this.#date,
      recipe: origin.recipe,
      network: origin.network,
      parameterCount: origin.parameterCount,
      options: origin.values,
      changed: origin.changed,
      curve: this.curve,
      history,
      bestEpoch,
      overfitted,
      outcome,
      test,
    };
    runs.put(record);
    if (network !== null) storage.report(networks.keep(this.id, network));
  }
}
