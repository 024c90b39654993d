import { structureOf } from '../structure';
import { lprNet } from './lpr-net';

describe('lprNet', () => {
  it('has the parameters of the public model, and the operations of its export', () => {
    const { parameters, macs, operators } = structureOf(lprNet());
    expect([parameters, macs]).toEqual([444_920, 144_411_264]);
    expect(operators).toMatchObject({ Conv: 16, Relu: 15, AveragePool: 3, Pow: 4, Transpose: 4 });
  });

  it('makes of a plate 68 classes of 18 columns', () => {
    const graph = lprNet();
    expect(graph.value(graph.inputs[0]).type.shape).toEqual([1, 3, 24, 94]);
    expect(graph.outputs.map((id) => graph.value(id).type.shape)).toEqual([[1, 68, 18]]);
  });

  it('divides four depths by the mean of their squares, and halves or quarters channels in a pool', () => {
    const graph = lprNet();
    const shapes = (name: string) =>
      graph.nodes.filter(({ op }) => op.name === name).map(({ outputs }) => graph.value(outputs[0]).type.shape);
    expect(shapes('Div')).toEqual([64, 128, 256, 68].map((channels) => [1, channels, 4, 18]));
    expect(shapes('ReduceMean').slice(0, 4)).toEqual([[], [], [], []]);
    expect(shapes('MaxPool')).toEqual([
      [1, 64, 20, 90],
      [1, 128, 18, 44],
      [1, 18, 44, 64],
      [1, 256, 16, 21],
      [1, 16, 21, 64],
    ]);
  });
});
