import { Connection } from './connection';
import { EngineError } from './errors';
import type { Calls, KeptModel, LastingOrigin, Notice, Started, StartOptions } from './protocol';
import type { ModelOrigin } from './types';

/** What is told of a worker. */
export interface WorkerListener {
  /** A worker is ready for calls, the first one or a later one. */
  readonly started: (started: Started) => void;
  readonly notice: (notice: Notice) => void;
  /** A worker has died, for the reason given, and another one has taken its place. */
  readonly restarted: (reason: string) => void;
  /** A worker has died, and no other one could be started. */
  readonly failed: (error: EngineError) => void;
}

/** A worker that is replaced when it dies, by one with the networks that were to outlast it. */
export class LastingWorker {
  readonly #options: Omit<StartOptions, 'kept' | 'answering'>;
  readonly #listener: WorkerListener;
  #connection: Promise<Connection>;
  /** What a worker after this one takes up: the network trained last, and the one opened last. */
  #kept: readonly KeptModel[] = [];
  /** The network that answers, or did before one was trained or taught. */
  #answering: LastingOrigin = 'pretrained';
  #closed = false;

  constructor(options: Omit<StartOptions, 'kept' | 'answering'>, listener: WorkerListener) {
    this.#options = options;
    this.#listener = listener;
    this.#connection = this.#connect();
  }

  /** Settles as soon as the worker is ready, or could not be started. */
  async ready(): Promise<void> {
    await this.#connection;
  }

  /** Waits for the worker; rejected if it dies meanwhile. */
  async call<Type extends keyof Calls>(type: Type, argument: Calls[Type]['argument']): Promise<Calls[Type]['result']> {
    return (await this.#connection).call(type, argument);
  }

  /** Has this network, instead of the last one of its origin, outlast the worker. */
  keep(model: KeptModel): void {
    this.#kept = [...this.#kept.filter(({ origin }) => origin !== model.origin), model];
  }

  /** Ends the worker for good. What is under way is rejected. */
  close(): void {
    this.#closed = true;
    this.#connection.then(
      (connection) => connection.close(new EngineError('refused', 'The engine has been closed.')),
      () => undefined,
    );
  }

  async #connect(): Promise<Connection> {
    let ready = false;
    const connection = new Connection(
      (notice) => this.#receive(notice),
      (error) => {
        if (ready) void this.#restart(error);
      },
    );
    try {
      const [kept, answering] = [this.#kept, this.#answering];
      this.#listener.started(await connection.call('start', { ...this.#options, kept, answering }));
    } catch (error) {
      connection.close(new EngineError('crashed', 'The engine could not be started.'));
      throw error;
    }
    ready = true;
    return connection;
  }

  async #restart({ message }: EngineError): Promise<void> {
    if (this.#closed) return;
    this.#connection = this.#connect();
    try {
      await this.#connection;
      this.#listener.restarted(message);
    } catch (error) {
      this.#listener.failed(error instanceof EngineError ? error : new EngineError('crashed', message));
    }
  }

  #receive(notice: Notice): void {
    if (notice.type === 'keep') this.keep(notice.kept);
    if (notice.type === 'model' && notice.model !== null && isLasting(notice.model.origin)) {
      this.#answering = notice.model.origin;
    }
    this.#listener.notice(notice);
  }
}

function isLasting(origin: ModelOrigin): origin is LastingOrigin {
  return origin !== 'training' && origin !== 'taught';
}
