import { parseArgs } from 'node:util';

/** As node's parseArgs, but that options which are not known end the program with a sentence and status 2. */
export function parseOptions(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`error: ${error.message} (./dev bench --help lists what there is)`);
    process.exit(2);
  }
}
