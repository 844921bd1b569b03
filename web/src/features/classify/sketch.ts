/** Position on the sheet: 0 to 1 from the left and from the top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Tool = 'brush' | 'shape' | 'eraser';

/** What one movement left on the sheet. The points of the newest stroke grow while it is drawn. */
export interface Stroke {
  readonly kind: 'stroke';
  readonly tool: Tool;
  /** Of the brush, as a part of the sheet's side. */
  readonly width: number;
  readonly points: Point[];
}

/** A ready-made silhouette: an SVG path in a box of 100 x 100. */
export interface Silhouette {
  readonly kind: 'silhouette';
  readonly path: string;
}

/** A picture from a file, shown as large as fits. */
export interface Photo {
  readonly kind: 'photo';
  readonly bitmap: ImageBitmap;
}

export interface Cleared {
  readonly kind: 'cleared';
}

export type Mark = Stroke | Silhouette | Photo | Cleared;

/** All that was done, oldest first: undoing takes the last one away. */
export type Sketch = readonly Mark[];

/** How many fresh sheets undo goes back; each may hold a photo of some 16 MB. */
const sheetsKept = 5;

const startsAfresh = (mark: Mark) => mark.kind !== 'stroke';

/** The sketch with one more mark. Sheets that undo shall no longer reach are dropped. */
export function add(sketch: Sketch, mark: Mark): Sketch {
  const longer = [...sketch, mark];
  const starts = longer.flatMap((each, index) => (startsAfresh(each) ? [index] : []));
  return longer.slice(starts.at(-sheetsKept) ?? 0);
}

export function undo(sketch: Sketch): Sketch {
  return sketch.slice(0, -1);
}

/** What lies on the sheet now: all since it was last started afresh. */
export function visible(sketch: Sketch): Sketch {
  const start = sketch.findLastIndex(startsAfresh);
  const marks = sketch.slice(Math.max(0, start));
  return marks[0]?.kind === 'cleared' ? marks.slice(1) : marks;
}

export function isBlank(sketch: Sketch): boolean {
  return visible(sketch).every((mark) => mark.kind === 'stroke' && mark.tool === 'eraser');
}
