import {
  Engine,
  EngineError,
  type BuildInfo,
  type BuildName,
  type Classification,
  type EpochRecord,
  type ModelInfo,
  type ModelOrigin,
} from '../engine/engine';
import type { EngineErrorLike } from '../engine/types';
import { InterruptedTrainings } from './interrupted.svelte';
import { keepRuns } from './kept_runs.svelte';
import { ModelList } from './models.svelte';
import { prefetchData } from './prefetch';
import { RunNetworks } from './run_networks.svelte';
import { RunList } from './runs.svelte';
import { StorageState } from './storage_state.svelte';
import { TaughtNetwork } from './taught.svelte';

/**
 * The one engine of the page and what all features need to know of it. Features reach the engine and learn of each other's
 * doings here only: a training changes the network that answers, and whoever shows answers asks again.
 */
export class Session {
  /** Null until started. */
  engine = $state.raw<Engine | null>(null);
  build = $state.raw<BuildInfo | null>(null);
  /** The network that answers; null where there is none yet. */
  model = $state.raw<ModelInfo | null>(null);
  /** Rises whenever the network that answers has changed, be it by a step of training. */
  networkRevision = $state(0);
  /** Networks that can be asked to answer now. */
  origins = $state.raw<readonly ModelOrigin[]>([]);
  /** What the network says of the sheet, and what it sees of it; null where there is nothing on it. */
  answer = $state.raw<Classification | null>(null);
  /** Another answer is on its way: whatever keeps the engine busy would hold it up. */
  asking = $state(false);
  /** The finished epochs of the training under way. */
  epochs = $state.raw<readonly EpochRecord[]>([]);
  /** Why there is no engine. */
  failure = $state.raw<EngineErrorLike | null>(null);
  /** Why the engine has been started anew, until the visitor has read it. */
  restart = $state.raw<string | null>(null);
  /** How often that was: what the engine itself remembered is lost each time. */
  restarts = $state(0);
  /** The trainings that have ended. */
  readonly runs = new RunList();

  /** What they have come to. */
  readonly networks = new RunNetworks();

  /** What the page keeps unasked, and whether that works. */
  readonly storage = new StorageState();

  /** The trainings that earlier visits have not brought to their end. */
  readonly interrupted = new InterruptedTrainings();

  /** The network that an earlier visit has taught. */
  readonly taught = new TaughtNetwork();

  /** The networks that are kept in this browser. */
  readonly models = new ModelList();

  readonly #forcedBuild: BuildName | undefined;
  readonly #modelAddress: string | undefined;

  /**
   * @param forcedBuild runs this build rather than the fastest one that works here.
   * @param modelAddress where the network lies that answers at first.
   */
  constructor(forcedBuild: BuildName | undefined, modelAddress: string | undefined) {
    this.#forcedBuild = forcedBuild;
    this.#modelAddress = modelAddress;
  }

  /** Why this build: asked for in the page's address rather than chosen. */
  get forced(): boolean {
    return this.#forcedBuild !== undefined;
  }

  async start(): Promise<void> {
    this.failure = null;
    // Where nothing can be kept, that is said as soon as there is something to keep.
    void this.models.load().catch(() => undefined);
    void this.networks.load().catch(() => undefined);
    void this.interrupted.look().catch(() => undefined);
    void this.taught.look().catch(() => undefined);
    keepRuns(this.runs, this.storage);
    try {
      const engine = await Engine.start({ build: this.#forcedBuild, model: this.#modelAddress });
      engine.on('model', (model) => this.#modelChanged(model));
      // A closed tab does not lose the network that has just been trained.
      engine.on('trained', ({ file, model }) =>
        this.storage.report(this.models.keepLastTrained(model.preset, file, model)),
      );
      engine.on('restart', ({ message, origins }) => {
        this.restart = message;
        this.restarts += 1;
        this.origins = origins;
        this.model = engine.model;
        void prefetchData(engine);
      });
      engine.on('failure', (failure) => {
        this.failure = failure;
        this.engine = null;
      });
      this.engine = engine;
      this.build = engine.build;
      if (engine.model) this.#modelChanged(engine.model);
      void prefetchData(engine);
    } catch (error) {
      this.failure = asEngineError(error);
    }
  }

  /** Lets another network answer. */
  async useModel(origin: ModelOrigin): Promise<void> {
    if (!this.engine) return;
    this.#modelChanged(await this.engine.useModel(origin));
  }

  /** To be called as a training goes on: the network that answers is no longer quite the same. */
  networkChanged(): void {
    this.networkRevision += 1;
  }

  /** To be called when a training has come to its end: the network in training is a trained one now. */
  trainingEnded(): void {
    this.origins = this.origins.map((origin) => (origin === 'training' ? 'trained' : origin));
    this.networkChanged();
  }

  /** To be called when a training has failed: if it had begun, there is no such network any more. */
  trainingFailed(): void {
    this.origins = this.origins.filter((origin) => origin !== 'training');
  }

  #modelChanged(model: ModelInfo): void {
    this.model = model;
    // There is one network of the visitor's own: in training, then trained, then in training again.
    const own = (origin: ModelOrigin) => origin === 'training' || origin === 'trained';
    const others = this.origins.filter((origin) => origin !== model.origin && !(own(origin) && own(model.origin)));
    this.origins = [...others, model.origin];
    this.networkChanged();
  }
}

/** Whatever was thrown as something with a kind and a sentence. */
export function asEngineError(error: unknown): EngineErrorLike {
  if (error instanceof EngineError) return error;
  return { kind: 'crashed', message: error instanceof Error ? error.message : String(error) };
}
