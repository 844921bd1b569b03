import type { MainModule } from '../../engine-build/wasm-simd/atelier';
import { EngineError } from './errors';
import type { BuildName } from './types';

/** The bindings, with what Emscripten adds to them but does not declare. */
export type EngineModule = MainModule & {
  /** Of an exception thrown by the engine: its C++ type's name and its text. */
  getExceptionMessage(exception: unknown): [type: string, message: string];
  decrementExceptionRefcount(exception: unknown): void;
};

/** What Emscripten generates: `threads` is read by the builds that have any, see cmake/WasmModule.cmake. */
type ModuleFactory = (options: { threads: number }) => Promise<MainModule>;

/** All builds have the same bindings. The bundler makes a chunk of each, and only one is ever fetched. */
const factories: Record<BuildName, () => Promise<{ default: ModuleFactory }>> = {
  'wasm-relaxed-threads': () => import('../../engine-build/wasm-relaxed-threads/atelier.js'),
  'wasm-simd-threads': () => import('../../engine-build/wasm-simd-threads/atelier.js'),
  'wasm-simd': () => import('../../engine-build/wasm-simd/atelier.js'),
};

export async function loadModule(build: BuildName, threads: number): Promise<EngineModule> {
  try {
    const { default: create } = await factories[build]();
    return (await create({ threads })) as EngineModule;
  } catch (error) {
    throw new EngineError('data', `The engine (build ${build}) could not be loaded: ${String(error)}`);
  }
}

/**
 * Runs a call into the engine: the one place where its exceptions become EngineErrors, with the same text. Anything else
 * that is thrown is a trap, after which the engine is in an unknown state.
 */
export function callEngine<Result>(module: EngineModule, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.Exception)) throw error;
    const [type, message] = module.getExceptionMessage(error);
    module.decrementExceptionRefcount(error);
    throw new EngineError('refused', type === 'std::bad_alloc' ? 'There is not enough memory.' : message);
  }
}
