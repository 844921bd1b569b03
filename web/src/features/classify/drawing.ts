import type { Picture } from '../../engine/engine';
import { visible, type Mark, type Photo, type Sketch, type Stroke } from './sketch';

export interface Palette {
  readonly sheet: string;
  readonly mark: string;
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Of the line around a shape that fills itself, as a part of the sheet's side. */
export const outlineWidth = 0.02;
/** Part of the sheet that a silhouette fills. */
const silhouetteSide = 0.84;
/** Photos up to this side are shown with their pixels, the longer one counting. */
const smallPhoto = 64;
/** Side of the picture of a drawing that the engine gets: ten times what the network sees. */
const pictureSide = 280;

/** Draws the sketch onto a canvas of side x side pixels. */
export function drawSheet(context: CanvasRenderingContext2D, side: number, sketch: Sketch, palette: Palette): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = palette.sheet;
  context.fillRect(0, 0, side, side);
  context.scale(side, side);
  drawMarks(context, visible(sketch), palette);
}

/** The sketch as a picture for the engine: a drawing as it is shown, a photo in its own size and shape. */
export class PictureMaker {
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D;
  /** Of a large photo it takes as long as a frame may, and a network in training is asked about it twice a second. */
  #made: { readonly sketch: Sketch; readonly palette: Palette; readonly picture: Picture } | null = null;

  constructor() {
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('picture: this browser gives no 2d canvas');
    this.#context = context;
  }

  make(sketch: Sketch, palette: Palette): Picture {
    if (this.#made?.sketch !== sketch || this.#made.palette !== palette) {
      this.#made = { sketch, palette, picture: this.#draw(sketch, palette) };
    }
    return this.#made.picture;
  }

  #draw(sketch: Sketch, palette: Palette): Picture {
    const marks = visible(sketch);
    const photo = marks[0]?.kind === 'photo' ? marks[0] : null;
    if (photo) this.#drawPhoto(photo, marks, palette);
    else this.#drawDrawing(sketch, palette);
    const { width, height } = this.#canvas;
    return { width, height, rgba: this.#context.getImageData(0, 0, width, height).data };
  }

  #drawDrawing(sketch: Sketch, palette: Palette): void {
    this.#resize(pictureSide, pictureSide);
    drawSheet(this.#context, pictureSide, sketch, palette);
  }

  /** Only the photo and what was drawn on it, without the margins that make it square on the sheet. */
  #drawPhoto(photo: Photo, marks: Sketch, palette: Palette): void {
    const { width, height } = photo.bitmap;
    this.#resize(width, height);
    this.#context.setTransform(1, 0, 0, 1, 0, 0);
    this.#context.clearRect(0, 0, width, height);
    const place = placeOf(photo);
    this.#context.scale(width / place.width, height / place.height);
    this.#context.translate(-place.left, -place.top);
    drawMarks(this.#context, marks, palette);
  }

  #resize(width: number, height: number): void {
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }
}

/** Where on the sheet of side 1 a photo lies: as large as fits, in the middle. */
function placeOf({ bitmap }: Photo): Rectangle {
  const longest = Math.max(bitmap.width, bitmap.height);
  const width = bitmap.width / longest;
  const height = bitmap.height / longest;
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height };
}

/** Draws in a system of coordinates where the sheet's side is 1. */
function drawMarks(context: CanvasRenderingContext2D, marks: Sketch, palette: Palette): void {
  for (const mark of marks) drawMark(context, mark, palette);
}

function drawMark(context: CanvasRenderingContext2D, mark: Mark, palette: Palette): void {
  if (mark.kind === 'stroke') {
    drawStroke(context, mark, mark.tool === 'eraser' ? palette.sheet : palette.mark);
  } else if (mark.kind === 'silhouette') {
    context.save();
    context.translate((1 - silhouetteSide) / 2, (1 - silhouetteSide) / 2);
    context.scale(silhouetteSide / 100, silhouetteSide / 100);
    context.fillStyle = palette.mark;
    context.fill(new Path2D(mark.path), 'evenodd');
    context.restore();
  } else if (mark.kind === 'photo') {
    const place = placeOf(mark);
    // An image of the data set shows its pixels rather than a blur.
    context.imageSmoothingEnabled = Math.max(mark.bitmap.width, mark.bitmap.height) > smallPhoto;
    context.imageSmoothingQuality = 'high';
    context.drawImage(mark.bitmap, place.left, place.top, place.width, place.height);
  }
}

function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke, colour: string): void {
  const path = smoothPath(stroke);
  if (stroke.tool === 'shape') {
    context.fillStyle = colour;
    context.fill(path, 'nonzero');
  }
  context.strokeStyle = colour;
  context.lineWidth = stroke.tool === 'shape' ? outlineWidth : stroke.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(path);
}

/** Curves through the middles between the points, so that quick movements come out round. */
function smoothPath({ points, tool }: Stroke): Path2D {
  const path = new Path2D();
  const [first, ...others] = points;
  if (!first) return path;
  path.moveTo(first.x, first.y);
  let before = first;
  for (const point of others) {
    path.quadraticCurveTo(before.x, before.y, (before.x + point.x) / 2, (before.y + point.y) / 2);
    before = point;
  }
  path.lineTo(before.x, before.y);
  if (tool === 'shape') path.closePath();
  return path;
}
