import type uPlot from 'uplot';

/** How one run is drawn: its colours, as names of CSS variables. */
export interface Strokes {
  readonly training: string;
  readonly validation: string;
  /** The training curve stands back, dashed, where several runs are compared. */
  readonly compared: boolean;
}

/** Where a run's best epoch is marked; null where there is none. */
export type Ring = { readonly epoch: number; readonly value: number } | null;

export interface ChartLook {
  readonly width: number;
  readonly height: number;
  /** The horizontal axis ends there. */
  readonly epochs: number;
  readonly format: (value: number) => string;
  readonly strokes: readonly Strokes[];
  /** One for each of the strokes, asked for whenever the chart is drawn: it moves as a training goes on. */
  readonly rings: () => readonly Ring[];
}

/** uPlot's options for curves over epochs, in the page's colours as they are now. */
export function chartOptions(
  element: HTMLElement,
  { width, height, epochs, format, strokes, rings }: ChartLook,
): uPlot.Options {
  const colour = colours(element);
  const font = `12px ${getComputedStyle(element).fontFamily}`;
  const axis = {
    stroke: colour('--ink-soft'),
    font,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [12, 14, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: { time: false, range: [0, Math.max(1, epochs)] } },
    axes: [
      { ...axis, space: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], size: 28, grid: { show: false } },
      { ...axis, size: 48, space: 36, values: (_, values) => values.map(format) },
    ],
    series: [{}, ...strokes.flatMap((run) => runSeries(run, colour))],
    hooks: {
      draw: [
        (chart) => {
          const places = rings();
          strokes.forEach(({ validation }, run) => drawRing(chart, places[run] ?? null, colour(validation)));
        },
      ],
    },
  };
}

function runSeries({ training, validation, compared }: Strokes, colour: (name: string) => string): uPlot.Series[] {
  return [
    {
      stroke: colour(training),
      width: compared ? 1.25 : 2,
      ...(compared ? { dash: [3, 4] } : {}),
      points: { show: false },
      spanGaps: true,
    },
    {
      stroke: colour(validation),
      width: 2,
      ...(compared ? {} : { dash: [6, 4] }),
      spanGaps: true,
      points: { show: true, size: compared ? 5 : 7, fill: colour(validation) },
    },
  ];
}

/** A ring around the best epoch's validation value. */
function drawRing(chart: uPlot, ring: Ring, colour: string): void {
  if (!ring) return;
  const { ctx } = chart;
  const pixels = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.arc(chart.valToPos(ring.epoch, 'x', true), chart.valToPos(ring.value, 'y', true), 7 * pixels, 0, 2 * Math.PI);
  ctx.lineWidth = 2 * pixels;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.restore();
}

/** Reads CSS variables as colours that a canvas takes. */
export function colours(element: HTMLElement): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const before = element.style.color;
    element.style.color = `var(${name})`;
    const { color } = getComputedStyle(element);
    element.style.color = before;
    known.set(name, color);
    return color;
  };
}

/** A picture of charts, one below the other, with their titles and the runs' names: what a download holds. */
export function picture(
  charts: readonly { readonly title: string; readonly canvas: HTMLCanvasElement }[],
  legend: readonly { readonly label: string; readonly colour: string }[],
  element: HTMLElement,
): HTMLCanvasElement {
  const colour = colours(element);
  const pixels = devicePixelRatio;
  const margin = 20 * pixels;
  const line = 26 * pixels;
  const font = getComputedStyle(element).fontFamily;
  const sheet = document.createElement('canvas');
  sheet.width = 2 * margin + Math.max(...charts.map(({ canvas }) => canvas.width));
  sheet.height =
    2 * margin + line * (charts.length + legend.length) + charts.reduce((sum, { canvas }) => sum + canvas.height, 0);
  const context = sheet.getContext('2d');
  if (!context) throw new Error('chart: this browser gives no canvas to draw on');
  context.fillStyle = colour('--surface');
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.textBaseline = 'middle';
  let top = margin;
  for (const { title, canvas } of charts) {
    context.fillStyle = colour('--ink');
    context.font = `600 ${15 * pixels}px ${font}`;
    context.fillText(title, margin, top + line / 2);
    context.drawImage(canvas, margin, top + line);
    top += line + canvas.height;
  }
  context.font = `${13 * pixels}px ${font}`;
  for (const { label, colour: name } of legend) {
    context.fillStyle = colour(name);
    context.fillRect(margin, top + line / 2 - pixels, 24 * pixels, 3 * pixels);
    context.fillStyle = colour('--ink');
    context.fillText(label, margin + 34 * pixels, top + line / 2);
    top += line;
  }
  return sheet;
}

/** The height that a chart has on the page. */
export const chartHeight = 200;
