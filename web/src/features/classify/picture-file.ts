import { imageSize } from 'image-size';
import { text } from '../../text';
import { formatCount, formatMegabytes } from '../../ui/format';
import { isAnimated } from './animation';

const mostBytes = 50e6;
const mostPixels = 100e6;
/** Larger pictures are scaled down while they are decoded: the network sees 28 pixels of them. */
const mostSide = 2048;

/** Why a file was not taken: a sentence for the visitor. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
}

/** Decodes a picture's file, upright as its EXIF data says. Throws FileRefused. */
export async function openPicture(file: File): Promise<ImageBitmap> {
  const { bytes, size } = await inspect(file);
  const options = size && scaledDown(size.width, size.height);
  try {
    return await createImageBitmap(new Blob([bytes], { type: file.type }), {
      imageOrientation: 'from-image',
      ...options,
    });
  } catch {
    throw new FileRefused(text.file.unreadable(file.name));
  }
}

interface Inspected {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Upright. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Reads a file and checks all that can be told without decoding its pixels. Throws FileRefused. */
export async function inspect(file: File): Promise<Inspected> {
  if (file.size === 0) throw new FileRefused(text.file.empty(file.name));
  if (file.size > mostBytes) throw new FileRefused(text.file.large(file.name, formatMegabytes(file.size)));
  const bytes = await read(file);
  const { width, height, orientation = 1 } = measure(file.name, bytes);
  if (!(width > 0 && height > 0)) throw new FileRefused(text.file.unreadable(file.name));
  if (width * height > mostPixels) {
    throw new FileRefused(text.file.manyPixels(file.name, formatCount(width), formatCount(height)));
  }
  if (isAnimated(bytes)) throw new FileRefused(text.file.animated(file.name));
  const lying = orientation >= 5;
  return { bytes, size: lying ? { width: height, height: width } : { width, height } };
}

async function read(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that has been moved away since it was chosen.
    throw new FileRefused(text.file.unreadable(file.name));
  }
}

function measure(name: string, bytes: Uint8Array): ReturnType<typeof imageSize> {
  try {
    return imageSize(bytes);
  } catch {
    throw new FileRefused(text.file.noPicture(name));
  }
}

/** Options for createImageBitmap; none where the picture is small enough. */
function scaledDown(width: number, height: number): ImageBitmapOptions {
  const scale = mostSide / Math.max(width, height);
  if (scale >= 1) return {};
  return {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  };
}
