import type { RunRecord } from '@openbpu/record';
import { counted, grouped, real } from '../figures';
import { type Section, dataTable } from '../page/blocks';
import { type Piece, html } from '../page/markup';

type Port = NonNullable<RunRecord['interface']>['inputs'][number];

/** So many scales stand in the table; all of them are in the record and in the .bin. */
const MOST_SCALES = 4;

/** What a program on the board feeds to the `.bin` and reads from it, and what the recipe had removed between. */
export function interfaceSection({ interface: faces }: RunRecord): Section | undefined {
  if (faces === undefined) return undefined;
  const { inputs, outputs, removed } = faces;
  const rows = [...inputs.map((port) => row('takes', port)), ...outputs.map((port) => row('gives', port))];
  const ports = dataTable(['', 'tensor', 'type', 'shape', 'layout', '#bytes', 'scale'], rows);
  const gone = removed.map(({ name, type, side, from, to }) => [
    html`<code>${name}</code>`,
    type,
    side,
    html`<code>${side === 'input' ? from : to}</code>`,
    html`<code>${side === 'input' ? to : from}</code>`,
  ]);
  const note = 'An integer times its scale is the value of the float model; a tensor without one is what it says.';
  const removals =
    removed.length > 0 &&
    html`<p>${counted(removed.length, 'node')} removed from the edge, as the recipe asks. What stood outside it is no
longer there; the tensor behind takes its place.</p>${dataTable(['removed', 'type', 'at the', 'was', 'is now'], gone)}`;
  return { id: 'interface', title: 'Inputs and outputs of the .bin', body: html`<p>${note}</p>${ports}${removals}` };
}

function row(way: string, { name, type, dtype, shape, layout, bytes, scale, axis }: Port): Piece[] {
  return [
    way,
    html`<code>${name}</code>`,
    type === undefined ? dtype : `${type}, ${dtype}`,
    shape.length === 0 ? 'scalar' : shape.join('\u00a0×\u00a0'),
    layout === 'none' ? '' : (layout ?? ''),
    grouped(bytes),
    scaleText(scale, axis),
  ];
}

function scaleText(scale: readonly number[] | undefined, axis: number | undefined): string {
  if (scale === undefined) return '';
  const first = scale.slice(0, MOST_SCALES).map((each) => real(each));
  const rest = scale.length > MOST_SCALES ? `, … (${scale.length})` : '';
  return `${first.join(', ')}${rest}${axis === undefined ? '' : ` along dimension ${axis}`}`;
}
