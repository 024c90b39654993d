import type { Structure, StructureNode } from '@openbpu/board';
import { clipped } from '../figures';
import { type Markup, html } from '../page/markup';
import { px } from '../svg/scale';
import { type Placed, placeNodes } from './place-nodes';
import { ms } from './perf-words';

/** Dark cyan for the BPU, gray for the CPU, as the guide has it. */
const COLOURS: Readonly<Record<StructureNode['on'], string>> = {
  BPU: '#008b8b',
  CPU: '#808080',
  input: '#ffffff',
  output: '#ffffff',
};
const INK = '#5b6575';
const FONT = 'DejaVu Sans, Verdana, sans-serif';
const TIP = html`<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L8 4L0 8z" fill="${INK}"/></marker>`;
const MOST_LABEL = 64;
const CHARACTER = 7.4;
const HEIGHT = 46;

export interface StructurePicture {
  readonly svg: Markup;
  readonly width: number;
  readonly height: number;
}

/** The picture of a model: its steps from top to bottom, what runs on the BPU in dark cyan and on the CPU in gray. */
export function structureSvg(structure: Structure, background?: string): StructurePicture {
  const size = ({ label, latencyUs }: StructureNode) => ({
    width: Math.max(clipped(label, MOST_LABEL).length, latencyUs === undefined ? 0 : 12) * CHARACTER + 28,
    height: HEIGHT,
  });
  const { nodes, edges, width, height, left } = placeNodes(structure, size);
  const view = html`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  const font = html`font-family="${FONT}" font-size="12"`;
  const label = html`role="img" aria-label="structure of the model"`;
  const paper = background !== undefined && html`<rect width="${width}" height="${height}" fill="${background}"/>\n`;
  const halo = background !== undefined && html`paint-order="stroke" stroke="${background}" stroke-width="4"`;
  const lines = edges.map(({ points, label: text, at: [x, y] }) => {
    const path = html`<path d="${points}" fill="none" stroke="${INK}" stroke-width="1.2" marker-end="url(#tip)"/>`;
    const style = `fill:${INK};font-size:10.5px`;
    return html`${path}<text class="tensor" x="${x}" y="${y}" ${halo} style="${style}">${text}</text>\n`;
  });
  const rest =
    left > 0 &&
    html`<text x="${width / 2}" y="${height - 8}" text-anchor="middle" style="fill:${INK}">${more(left)}</text>\n`;
  const svg = html`<svg xmlns="http://www.w3.org/2000/svg" ${view} ${label} ${font}>
<defs>${TIP}</defs>
${paper}${lines}${nodes.map(drawn)}${rest}</svg>`;
  return { svg, width, height };
}

function drawn({ node, x, y, width, height }: Placed): Markup {
  const { label, on, latencyUs } = node;
  const rim = on === 'input' || on === 'output';
  const [middle, ink] = [px(x + width / 2), rim ? '#1c2330' : '#ffffff'];
  const time = latencyUs !== undefined && `${ms(latencyUs)} ms`;
  const text = (value: string, at: number, size: number) => {
    const style = `fill:${ink};font-size:${size}px`;
    return html`<text x="${middle}" y="${px(y + at)}" text-anchor="middle" style="${style}">${value}</text>`;
  };
  const place = html`x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${height}" rx="${rim ? height / 2 : 5}"`;
  const line = html`stroke="${INK}" stroke-width="${rim ? 1.2 : 0}"`;
  const box = html`<rect ${place} ${line} fill="${COLOURS[on]}" style="fill:${COLOURS[on]}"/>`;
  const name = text(clipped(label, MOST_LABEL), time === false ? 27 : 20, 12);
  const below = time !== false && text(time, 36, 11);
  return html`<g class="node ${on.toLowerCase()}"><title>${label}</title>${box}${name}${below}</g>\n`;
}

function more(left: number): string {
  return `… and ${left} more; all that run on the CPU are in its table`;
}
