import { complaint, importText } from '../import-text.fixture';

const head =
  'input: "x" input_dim: 1 input_dim: 1 input_dim: 4 input_dim: 4\n' +
  'layers { layer { name: "pad" type: "padding" pad: 1 } bottom: "x" top: "p" }\n';

describe('foldPadding', () => {
  it('pads the poolings that read it', () => {
    const { nodes } = importText(
      `${head}layers { layer { name: "m" type: "pool" pool: MAX kernelsize: 3 } bottom: "p" top: "y" }`,
    );
    expect(nodes).toEqual([
      'm: y: float32[1x1x4x4] NCHW = MaxPool(x) {kernel: [3, 3], strides: [1, 1], dilations: [1, ' +
        '1], pads: [1, 1, 1, 1]}',
    ]);
  });

  it('pads the convolutions that read it', () => {
    const { graph } = importText(
      `${head}layers { layer { name: "c" type: "conv" num_output: 1 kernelsize: 3 biasterm: false ` +
        '} bottom: "p" top: "y" }',
      { c: [{ shape: [1, 1, 3, 3], data: new Array<number>(9).fill(1) }] },
    );
    expect(graph.value('y').type.shape).toEqual([1, 1, 4, 4]);
  });

  it('leaves a padding that another layer reads, to be refused', () => {
    expect(
      complaint(() => importText(`${head}layers { layer { name: "r" type: "relu" } bottom: "p" top: "y" }`)),
    ).toContain('Not support layer name=pad type=Padding');
  });
});
