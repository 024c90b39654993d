import { type Program, type ProgramTensor, instructionsOf, regionOf } from './program';

const tensor: ProgramTensor = {
  name: 't',
  space: 'sram',
  offset: 8,
  dtype: 'int16',
  shape: [2, 3, 4, 5],
  layout: 'NHWC',
  ready: 0,
};

describe('regionOf', () => {
  it('has the channels of an image innermost', () => {
    expect(regionOf(tensor)).toEqual({
      space: 'sram',
      offset: 8,
      dtype: 'int16',
      shape: [2, 4, 5, 3],
      strides: [60, 15, 3, 1],
    });
  });

  it('leaves everything else as it is', () => {
    expect(regionOf({ ...tensor, layout: 'linear' })).toMatchObject({ shape: [2, 3, 4, 5], strides: [60, 20, 5, 1] });
    expect(regionOf({ ...tensor, shape: [], layout: 'linear' })).toMatchObject({ shape: [], strides: [] });
  });
});

describe('instructionsOf', () => {
  it('joins the calls', () => {
    const sync = { kind: 'sync', from: 'dma', to: 'tensor' } as const;
    const back = { kind: 'sync', from: 'tensor', to: 'dma' } as const;
    const program: Program = {
      name: 'p',
      march: 'm',
      memory: { ddr: 0, sram: 0, const: 0 },
      tensors: [],
      inputs: [],
      outputs: [],
      calls: [
        { name: 'a', instructions: [sync] },
        { name: 'b', instructions: [back, sync] },
      ],
    };
    expect(instructionsOf(program)).toEqual([sync, back, sync]);
  });
});
