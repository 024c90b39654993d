import { structureOf } from '../structure';
import { resNet18, resNet50 } from './res-net';

describe('resNet', () => {
  it.each([
    ['18', resNet18(), 11_684_712, 1_814_073_344],
    ['50', resNet50(), 25_530_472, 4_089_184_256],
    ['next 50', resNet50(32, 4), 24_994_792, 4_230_479_872],
  ])('%s has the parameters and operations of its export', (_, graph, parameters, macs) => {
    expect(structureOf(graph)).toMatchObject({ parameters, macs });
  });

  it('takes images of other sizes', () => {
    const graph = resNet18(640);
    expect(graph.value(graph.inputs[0]).type.shape).toEqual([1, 3, 640, 640]);
    expect(structureOf(graph).parameters).toBe(11_684_712);
  });
});
