import type { TunePoint, Tuning } from '@openbpu/analysis';
import { counted, real } from '../figures';
import { html } from '../page/markup';
import { rangeScale } from '../svg/range-scale';
import { px } from '../svg/scale';
import { type Inks, PRINT } from '../debug/inks';
import { type Picture, axes, heading, inside, line, picture, text } from '../debug/picture';

const WIDTH = 960;
const HEIGHT = 420;
const PANEL = { left: 100, right: 930, top: 70, bottom: 360 };
const LABEL_WIDTH = 190;
/** Room at either end of an axis, as a part of it. */
const MARGIN = 0.06;

/** Every measured point, milliseconds across and error upwards, with the front through those that none beats. */
export function frontSvg({ points, front, chosen }: Tuning, inks: Inks = PRINT): Picture {
  const x = rangeScale({ ...spanOf(points.map(({ ms }) => ms)), pixels: [PANEL.left, PANEL.right], steps: 8 });
  const y = rangeScale({
    ...spanOf([0, ...points.map(({ error }) => error)]),
    low: 0,
    pixels: [PANEL.bottom, PANEL.top],
    steps: 6,
  });
  const place = ({ ms, error }: TunePoint) => `${px(x.at(ms))} ${px(y.at(error))}`;
  const path = front.map((i, at) => `${at === 0 ? 'M' : 'L'}${place(points[i])}`).join('');
  const marks = points.map((point, i) => {
    const ink = i === chosen ? inks.red : front.includes(i) ? inks.blue : inks.soft;
    const [cx, cy] = [px(x.at(point.ms)), px(y.at(point.error))];
    const dot = html`<circle cx="${cx}" cy="${cy}" r="${i === chosen ? 7 : 4.5}" style="fill:${ink}"/>`;
    return html`<g class="point"><title>${pointWords(point, i)}</title>${dot}</g>\n`;
  });
  const taken = points[chosen];
  // Faster than a point of the front and nearer to the float model is none: there is room to the left of it and below.
  const roomy = x.at(taken.ms) - PANEL.left > LABEL_WIDTH;
  const label = text(
    x.at(taken.ms) + (roomy ? -12 : 12),
    y.at(taken.error) + (roomy ? 18 : -10),
    `${taken.ms.toFixed(3)} ms, ${counted(taken.groups.length, 'group')}`,
    { ink: inks.ink, anchor: roomy ? 'end' : 'start', bold: true },
  );
  const frame = axes(
    { panel: PANEL, x, y, xTitle: 'milliseconds of an inference, predicted', yTitle: 'noise to signal', title: '' },
    inks,
  );
  const key = text(PANEL.left, 48, 'the line: points that no other beats; the large one is chosen', {
    ink: inks.soft,
    size: 11,
  });
  const title = 'what accuracy costs';
  const joined = inside(PANEL, [line(path, inks.blue, { width: 1.8 })]);
  const drawn = html`${heading(WIDTH, title, inks)}${key}\n${frame}${joined}
${marks}${label}\n`;
  return picture(title, { width: WIDTH, height: HEIGHT }, inks, drawn);
}

/** A point in words: where it stands, what it takes and what it loses. */
export function pointWords({ groups, ms, error, cosine }: TunePoint, place: number): string {
  return (
    `point ${place}: ${counted(groups.length, 'group')} in int16, ${ms.toFixed(3)} ms, ` +
    `noise to signal ${real(error, 4)}, cosine ${cosine.toFixed(6)}`
  );
}

function spanOf(values: readonly number[]): { low: number; high: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = high > low ? (high - low) * MARGIN : Math.max(Math.abs(high) * MARGIN, Number.MIN_VALUE);
  return { low: low - room, high: high + room };
}
