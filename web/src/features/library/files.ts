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
