import { EngineError } from './errors';
import type { Calls, Notice, Reply, Request } from './protocol';

interface Pending {
  resolve(result: Calls[keyof Calls]['result']): void;
  reject(error: Error): void;
}

/** One worker and the calls under way in it. Serves until the worker dies; then a new one is made. */
export class Connection {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'atelier-engine',
  });
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #closed: EngineError | null = null;

  /**
   * @param onNotice what the worker tells unasked, but for its death.
   * @param onCrash  called once if the worker dies, after all calls under way were rejected.
   */
  constructor(onNotice: (notice: Notice) => void, onCrash: (error: EngineError) => void) {
    const crash = (message: string) => {
      if (this.#closed !== null) return;
      const error = new EngineError('crashed', `The engine stopped unexpectedly: ${message}`);
      this.close(error);
      onCrash(error);
    };
    this.#worker.onmessage = ({ data }: MessageEvent<Reply | Notice>) => {
      if (data.type === 'done') this.#settle(data.id)?.resolve(data.result);
      else if (data.type === 'failed') this.#settle(data.id)?.reject(EngineError.from(data.error));
      else if (data.type === 'crash') crash(data.message);
      else onNotice(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      crash(event.message || 'its script could not be loaded');
    };
    this.#worker.onmessageerror = () => crash('a message could not be read');
  }

  call<Type extends keyof Calls>(type: Type, argument: Calls[Type]['argument']): Promise<Calls[Type]['result']> {
    if (this.#closed !== null) return Promise.reject(this.#closed);
    const id = ++this.#lastId;
    this.#worker.postMessage({ id, type, argument } as Request);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject } as Pending);
    });
  }

  /** Ends the worker and rejects what is under way. */
  close(reason: EngineError): void {
    if (this.#closed !== null) return;
    this.#closed = reason;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
