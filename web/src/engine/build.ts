import { relaxedSimd, simd, threads } from 'wasm-feature-detect';

import { EngineError } from './errors';
import type { BuildInfo, BuildName } from './types';

/** What a browser and the page's host offer. */
export interface Features {
  readonly simd: boolean;
  readonly relaxedSimd: boolean;
  /** Shared memory and atomic instructions. */
  readonly threads: boolean;
  /** The page is cross-origin isolated, without which browsers withhold shared memory. */
  readonly isolated: boolean;
  readonly cores: number;
}

/** In order of speed: relaxed SIMD is about 1.35 times as fast as SIMD. */
export const buildNames: readonly BuildName[] = ['wasm-relaxed-threads', 'wasm-simd-threads', 'wasm-simd'];

/** These networks are small: beyond so many threads, waiting for each other outweighs the help. */
const usefulThreads = 8;

/** Whether `name` is a build, as from a page's address. */
export function isBuildName(name: string | null): name is BuildName {
  return buildNames.some((build) => build === name);
}

/**
 * The fastest build for these features, or the one that is forced; and as many threads as are asked for and there are
 * cores, since more would only keep each other waiting.
 * Throws an EngineError of kind `unsupported` that says what is missing.
 */
export function decideBuild(features: Features, forced?: BuildName, threadCount?: number): BuildInfo {
  const missing = (build: BuildName): string | null => {
    if (!features.simd) return 'this browser has no WebAssembly SIMD; a current version of it has';
    if (build === 'wasm-simd') return null;
    if (!features.isolated) return `build ${build} needs a cross-origin isolated page`;
    if (!features.threads) return `build ${build} needs WebAssembly threads`;
    if (build === 'wasm-relaxed-threads' && !features.relaxedSimd) {
      return `build ${build} needs relaxed SIMD`;
    }
    return null;
  };
  const name = forced ?? buildNames.find((build) => missing(build) === null) ?? 'wasm-simd';
  const reason = missing(name);
  if (reason !== null) {
    throw new EngineError('unsupported', `The engine cannot run here: ${reason}.`);
  }
  return {
    name,
    threads: name === 'wasm-simd' ? 1 : Math.max(1, Math.min(features.cores, threadCount ?? usefulThreads)),
    isolated: features.isolated,
    relaxedSimd: features.relaxedSimd,
  };
}

/** decideBuild for the browser this runs in. */
export async function chooseBuild(forced?: BuildName, threadCount?: number): Promise<BuildInfo> {
  const [hasSimd, hasRelaxedSimd, hasThreads] = await Promise.all([simd(), relaxedSimd(), threads()]);
  return decideBuild(
    {
      simd: hasSimd,
      relaxedSimd: hasRelaxedSimd,
      threads: hasThreads,
      isolated: globalThis.crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
    },
    forced,
    threadCount,
  );
}
