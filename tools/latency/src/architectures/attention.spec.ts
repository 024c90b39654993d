import { marches } from '@openbpu/pipeline';
import { Draft } from '../draft';
import { quantisedGraph } from '../quantised-graph';
import { type SoftmaxForm, halfAttends } from './attention';

const backend = marches().find(({ march }) => march === 'bayes-e')!;

/** 128 channels of 4×4: one head. */
function block(form: SoftmaxForm) {
  const net = new Draft('attends', 16);
  return net.finish([halfAttends(net, net.conv(net.image, 128, { kernel: 4, stride: 4, pad: 0 }), 1, form)]);
}

const count = (form: SoftmaxForm, name: string) => block(form).nodes.filter(({ op }) => op.name === name).length;

describe('halfAttends', () => {
  it('keeps the size, with a softmax as one op or in steps', () => {
    expect(block('op').value(block('op').outputs[0]).type.shape).toEqual([1, 128, 4, 4]);
    expect(block('steps').value(block('steps').outputs[0]).type.shape).toEqual([1, 128, 4, 4]);
    expect(['Softmax', 'Exp', 'Div', 'Transpose'].map((name) => count('op', name))).toEqual([1, 0, 0, 2]);
    expect(['Softmax', 'Exp', 'Div', 'Transpose'].map((name) => count('steps', name))).toEqual([0, 1, 1, 3]);
  });

  it.each(['op', 'steps'] as const)('runs on the BPU as a whole, as recipes of such networks ask: %s', async (form) => {
    const graph = await quantisedGraph(block(form), backend, { softmax: { type: 'int8', count: 1 } });
    const onCpu = graph.nodes.filter(({ placement }) => placement?.on === 'cpu').map(({ op }) => op.name);
    expect(onCpu).toEqual(['Transpose', 'HzDequantize']);
    const softmax = graph.nodes.filter(({ op }) => /Softmax|Div/.test(op.name));
    expect(softmax.map(({ inputs }) => graph.value(inputs[0]).type.dtype)).toEqual(['int8']);
  });
});
