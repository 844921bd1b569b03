/** Has the browser save a file under a name that file systems take. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName(name);
  link.click();
  // When the browser has read the bytes is not told; a minute is enough, and they are few.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Without what some file system forbids. */
export function fileName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-').replace(/^\.+/, '');
}
