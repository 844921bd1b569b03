import { text } from '../../text';
import { FileRefused } from './picture-file';

/** Whether a button can read the clipboard here; the keyboard's shortcut works everywhere. */
export function canReadClipboard(): boolean {
  return typeof navigator.clipboard?.read === 'function';
}

/** The picture on the clipboard, which the browser may ask the visitor about. Throws FileRefused. */
export async function readClipboard(): Promise<File> {
  const { words, pasted } = { words: text.file, pasted: text.classify.pastedName };
  const items = await navigator.clipboard.read().catch(() => {
    throw new FileRefused(words.clipboardRefused);
  });
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'));
    if (type !== undefined) return new File([await item.getType(type)], pasted, { type });
  }
  throw new FileRefused(words.clipboardEmpty);
}
