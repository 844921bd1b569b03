/** Has the browser save bytes as a file, where it saves downloads. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Once the download has begun, it holds on to the bytes itself.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Lets the visitor choose a model file; null if they choose none. */
export function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.safetensors';
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** A name that every file system takes: letters, digits and the like are left as they are. */
export function fileName(name: string): string {
  const plain = name
    .trim()
    .replaceAll(/[^\p{Letter}\p{Number}._ -]+/gu, ' ')
    .replaceAll(/\s+/g, '-')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  return `${plain || 'model'}.safetensors`;
}
