import type { Explanation } from '@openbpu/analysis';
import { clipped, counted, real } from '../figures';
import { html } from '../page/markup';
import { px } from '../svg/scale';
import { PRINT } from './inks';
import { type Picture, heading, picture, text } from './picture';

const WIDTH = 960;
const STEP = 34;
const HEAD = 62;
const LEFT = 380;
const BAR = 440;
/** With more causes the picture shows those of the largest gains. */
const MOST = 24;

/** The causes of an error in the order of their gains: a bar of the part above a thin one of the gain. */
export function explanationSvg({ causes, samples, error, rest }: Explanation, inks = PRINT): Picture {
  const shown = causes.slice(0, MOST);
  const rows = [
    ...shown.map(({ kind, node, share, gains: [best] }) => ({
      name: `${kind} at ${node}`,
      share,
      gain: best && error > 0 ? (best.before - best.after) / error : 0,
    })),
    { name: 'at no single place', share: rest, gain: 0 },
  ];
  const height = HEAD + rows.length * STEP + (causes.length > MOST ? 30 : 12);
  const width = (part: number) => px(Math.min(Math.max(part, 0), 1) * BAR);
  const bars = rows.map(({ name, share, gain }, i) => {
    const y = HEAD + i * STEP;
    const part = html`<rect x="${LEFT}" y="${y}" width="${width(share)}" height="12" style="fill:${inks.bar}"/>`;
    const gained = html`<rect x="${LEFT}" y="${y + 14}" width="${width(gain)}" height="5" style="fill:${inks.blue}"/>`;
    const label = text(LEFT - 8, y + 11, clipped(name, 54), { ink: inks.ink, anchor: 'end', size: 11.5 });
    const figures = `${(100 * share).toFixed(1)} %${gain > 0 ? `, gain ${(100 * gain).toFixed(1)} %` : ''}`;
    const longest = Math.min(Math.max(share, gain, 0), 1) * BAR;
    const figure = text(LEFT + 6 + longest, y + 12, figures, { ink: inks.soft, size: 11 });
    return html`<g class="rank"><title>${name}\n${figures}</title>${part}${gained}${label}${figure}</g>\n`;
  });
  const title = `causes of the error: noise to signal ${real(error, 4)}`;
  const note = `part of the error, and below it the gain of the best cure; ${counted(samples, 'sample')}`;
  const left = causes.length - shown.length;
  const more =
    left > 0 && text(LEFT, height - 12, `… and ${counted(left, 'cause')} that gain less`, { ink: inks.soft, size: 11 });
  const head = heading(WIDTH, title, inks);
  const under = text(LEFT, 46, note, { ink: inks.soft, size: 11 });
  return picture(title, { width: WIDTH, height }, inks, html`${head}${under}\n${bars}${more}\n`);
}
