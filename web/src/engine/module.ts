import relaxedThreadsWasm from '../../engine-build/wasm-relaxed-threads/atelier.wasm?url';
import simdThreadsWasm from '../../engine-build/wasm-simd-threads/atelier.wasm?url';
import simdWasm from '../../engine-build/wasm-simd/atelier.wasm?url';
import type { MainModule } from '../../engine-build/wasm-simd/atelier';
import { EngineError } from './errors';
import type { BuildName } from './types';

/** The bindings, with what Emscripten adds to them but does not declare. */
export type EngineModule = MainModule & {
  /** Of an exception thrown by the engine: its C++ type's (mangled) name and its text. */
  getExceptionMessage(exception: unknown): [type: string, message: string];
  decrementExceptionRefcount(exception: unknown): void;
};

/** What Emscripten generates; see cmake/WasmModule.cmake. */
type ModuleFactory = (options: {
  /** The calling one included. Read by the builds that have threads. */
  threads: number;
  /** The address of the only other file there is, the .wasm. */
  locateFile: () => string;
  /** The address of the script that the threads run: the module's own. */
  mainScriptUrlOrBlob: string;
}) => Promise<MainModule>;

/** What a build's script exports; Emscripten declares the first only, and wasm/script_url.js adds the second. */
interface Script {
  readonly default: ModuleFactory;
  readonly scriptUrl: string;
}

interface BuildFiles {
  readonly load: () => Promise<{ default: ModuleFactory }>;
  readonly wasm: string;
}

/** All builds have the same bindings. The bundler makes a chunk of each, and only one is ever fetched. */
const files: Record<BuildName, BuildFiles> = {
  'wasm-relaxed-threads': {
    load: () => import('../../engine-build/wasm-relaxed-threads/atelier.js'),
    wasm: relaxedThreadsWasm,
  },
  'wasm-simd-threads': {
    load: () => import('../../engine-build/wasm-simd-threads/atelier.js'),
    wasm: simdThreadsWasm,
  },
  'wasm-simd': {
    load: () => import('../../engine-build/wasm-simd/atelier.js'),
    wasm: simdWasm,
  },
};

export async function loadModule(build: BuildName, threads: number): Promise<EngineModule> {
  try {
    const { load, wasm } = files[build];
    const { default: create, scriptUrl } = (await load()) as Script;
    const options = { threads, locateFile: () => wasm, mainScriptUrlOrBlob: scriptUrl };
    return (await create(options)) as EngineModule;
  } catch (error) {
    throw new EngineError('data', `The engine (build ${build}) could not be loaded: ${String(error)}`);
  }
}

const notEnoughMemory = 'There is not enough memory for this. A smaller batch size needs less.';

/**
 * Runs a call into the engine: the one place where its exceptions become EngineErrors, with the same text. Anything else
 * that is thrown is a trap, after which the engine is in an unknown state.
 */
export function callEngine<Result>(module: EngineModule, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.Exception)) throw error;
    const [, message] = module.getExceptionMessage(error);
    module.decrementExceptionRefcount(error);
    throw new EngineError('refused', message === 'std::bad_alloc' ? notEnoughMemory : message);
  }
}
