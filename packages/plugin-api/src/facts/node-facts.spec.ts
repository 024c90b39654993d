import { nodeOf } from './facts.fixture';
import { NodeFacts } from './node-facts';

function facts(text: string, id?: string): NodeFacts {
  const { node, graph } = nodeOf(text, id);
  return new NodeFacts(node, graph);
}

describe('NodeFacts', () => {
  it('gives the geometry of a convolution', () => {
    const f = facts(
      'input x: float32[2x8x9x11] NCHW\nconst w: float32[6x4x3x5] = seed 1\n' +
        'n: y = Conv(x, w) {kernel: [3, 5], strides: [2, 1], dilations: [1, 2], pads: [1, 2, 3, 4], ' +
        'group: 2}\n' +
        'output y',
    );
    expect([f.op, f.rank, f.n, f.c, f.h, f.w]).toEqual(['Conv', 4, 2, 8, 9, 11]);
    expect([f.kernelN, f.kernelC, f.kernelH, f.kernelW, f.strideH, f.strideW, f.dilationH, f.dilationW]).toEqual([
      6, 4, 3, 5, 2, 1, 1, 2,
    ]);
    expect([f.group, f.cinPerGroup, f.coutPerGroup, f.outC, f.outH, f.outW]).toEqual([2, 4, 3, 6, 6, 9]);
    expect([f.pads, f.padTop, f.padLeft]).toEqual([[1, 2, 3, 4], 1, 2]);
    expect([f.inConst, f.outDtype, f.lastInBpuSubgraph, f.isGraphOutput, f.producerOp]).toEqual([
      [false, true],
      ['int8'],
      true,
      true,
      undefined,
    ]);
    expect(f.bytes).toBe(2 * 8 * 9 * 11);
  });

  it('gives the taps of a transposed convolution', () => {
    const f = facts(
      'input x: float32[1x8x4x4] NCHW\nconst w: float32[8x3x4x4] = seed 1\n' +
        'n: y = ConvTranspose(x, w) {kernel: [4, 4], strides: [2, 2], pads: [1, 1, 1, 1], ' +
        'output_padding: [1, 0]}\n' +
        'output y',
    );
    expect(f.outputPadding).toEqual([1, 0]);
    expect(f.deconvKernelSize()).toBe(3 * 3 * 8);
    expect([f.kernelN, f.kernelC]).toEqual([8, 3]);
  });

  it('sees the first computed input, wherever it stands', () => {
    const f = facts('input x: float32[1x8x4x4] NCHW\nconst c: float32[8x1x1] = splat 0\nn: y = Mul(c, x)\noutput y');
    expect([f.rank, f.maxRank, f.c, f.inShapes, f.inConst]).toEqual([
      4,
      4,
      8,
      [
        [8, 1, 1],
        [1, 8, 4, 4],
      ],
      [true, false],
    ]);
    expect(f.constContainsZero()).toBe(true);
    expect(facts('input x: float32[1x8x4x4] NCHW\nn: y = Mul(x, x)\noutput y').constContainsZero()).toBe(false);
  });

  it('counts axes from the front', () => {
    expect(facts('input x: float32[1x8x4x5] NCHW\nn: y = Softmax(x) {axis: -1}\noutput y').axis).toBe(3);
    expect(facts('input x: float32[1x8x4x5] NCHW\nn: y = ReduceMean(x) {axes: [-1, 2]}\noutput y').axes).toEqual([
      2, 3,
    ]);
    const split = facts(
      'input x: float32[1x8x4x5] NCHW\nn: a, b = Split(x) {axis: -3, sizes: [4, 4]}\noutput a\noutput b',
    );
    expect([split.axis, split.axisSize, split.numOutputs, split.attr.split]).toEqual([1, 8, 2, [4, 4]]);
  });

  it('gives scales and attributes under their foreign names', () => {
    const f = facts(
      'input x: float32[1x8x4x5] NCHW\n' +
        'n: y = Resize(x) {mode: "nearest", height: 8, width: 10, coordinate: "asymmetric"}\noutput y',
    );
    expect([f.scaleN, f.scaleC, f.scaleH, f.scaleW]).toEqual([1, 1, 2, 2]);
    expect(f.attr).toMatchObject({ mode: 'nearest', coordinateTransformationMode: 'asymmetric' });
    expect(
      facts('input x: float32[1x8x4x5] NCHW\nn: y = ReduceMean(x) {axes: [1], keepdims: false}\noutput y').attr
        .keepdims,
    ).toBe(0);
  });

  it('counts the exponent of a Pow as an input', () => {
    const f = facts('input x: float32[1x8x4x5] NCHW\nn: y = Pow(x) {exponent: 2}\noutput y');
    expect([f.inShapes, f.inConst]).toEqual([
      [[1, 8, 4, 5], []],
      [false, true],
    ]);
  });

  it('reads low ranks as if 1s followed, and the smallest tensors', () => {
    const f = facts('input x: float32[7]\nn: y = Neg(x)\noutput y');
    expect([f.rank, f.n, f.c, f.h, f.w, f.bytes]).toEqual([1, 7, 1, 1, 1, 7]);
    expect(facts('input x: float32[]\nn: y = Neg(x)\noutput y')).toMatchObject({ rank: 0, n: 1, bytes: 1 });
  });

  it('names the op before it and the channels of all it touches', () => {
    const f = facts('input x: float32[1x8x4x4] NCHW\na: b = Neg(x)\nn: y = Concat(b, x) {axis: 1}\noutput y', 'n');
    expect([f.producerOp, f.allChannels]).toEqual(['Neg', [8, 8, 16]]);
  });

  it('takes the output type that placement has settled', () => {
    expect(facts('input x: float32[1x8x4x4] NCHW\nn: y = Neg(x) bpu id(0) int16/int16\noutput y').outDtype).toEqual([
      'int16',
    ]);
    expect(facts('input x: int64[1x8x4x4]\nn: y = Reshape(x) {shape: [1, -1]}\noutput y').outDtype).toEqual(['int64']);
  });

  it('throws when a rule asks what the op does not have', () => {
    const f = facts('input x: float32[1x8x4x4] NCHW\nn: y = Neg(x)\noutput y');
    expect(() => f.kernelH).toThrow('Neg has no kernel');
    expect(() => f.axis).toThrow('Neg has no axis');
  });
});
