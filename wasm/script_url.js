
/** The address of this script, which the engine's threads run too. */
export const scriptUrl = import.meta.url;
