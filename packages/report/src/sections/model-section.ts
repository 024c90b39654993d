import type { RunRecord } from '@openbpu/record';
import { grouped, metric, percent } from '../figures';
import { macShare } from '../mac-share';
import { type Section, dataTable, factsList } from '../page/blocks';
import { html } from '../page/markup';

/** The model card: what was converted and for what. */
export function modelSection({ model, march, nodes }: RunRecord): Section | undefined {
  if (model === undefined) return undefined;
  const { bpu, total, share } = macShare(nodes);
  const tensors = [
    ...model.inputs.map((tensor) => ({ ...tensor, way: 'input' })),
    ...model.outputs.map((tensor) => ({ ...tensor, way: 'output' })),
  ];
  const facts = factsList([
    [model.files?.length === 1 ? 'file' : 'files', model.files && html`<code>${model.files.join(' ')}</code>`],
    ['graph', model.name],
    ['march', march],
    ['MACs of one inference', html`${metric(model.macs)} <small>(${grouped(model.macs)})</small>`],
    [
      'BPU share of MACs',
      share !== undefined && html`${percent(share)} <small>(${metric(bpu)} of ${metric(total)})</small>`,
    ],
    ['nodes', nodes.length > 0 && `${nodes.length}, ${nodes.filter(({ on }) => on === 'CPU').length} on the CPU`],
  ]);
  const rows = tensors.map(({ way, name, dtype, shape, layout }) => [
    way,
    html`<code>${name}</code>`,
    dtype,
    shape.length === 0 ? 'scalar' : shape.join('\u00a0×\u00a0'),
    layout === 'none' ? '' : layout,
  ]);
  return {
    id: 'model',
    title: 'Model',
    body: html`${facts}${dataTable(['', 'tensor', 'type', 'shape', 'layout'], rows)}`,
  };
}
