import type { EngineErrorKind, EngineErrorLike } from './types';

/** What every promise of the engine is rejected with, unless it was given up through an AbortSignal. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
  ) {
    super(message);
  }

  static from(error: EngineErrorLike): EngineError {
    return new EngineError(error.kind, error.message);
  }
}
