import { Draft } from './draft';

describe('Draft', () => {
  it('keeps the size at stride 1 and halves it at stride 2', () => {
    const net = new Draft('n', 32);
    const x = net.conv(net.image, 8, { kernel: 3, stride: 2, act: 'swish' });
    expect(net.shape(x)).toEqual([1, 8, 16, 16]);
    expect(net.shape(net.conv(x, 8, { kernel: 5, group: 8 }))).toEqual([1, 8, 16, 16]);
    expect(net.shape(net.maxPool(x, 3, 2))).toEqual([1, 8, 8, 8]);
    expect(net.shape(net.averagePool(x, 2, 1))).toEqual([1, 8, 15, 15]);
    expect(net.shape(net.upsample(x))).toEqual([1, 8, 32, 32]);
    expect(net.shape(net.deconv(x, 4))).toEqual([1, 4, 32, 32]);
    expect(net.shape(net.conv(x, 8, { kernel: [1, 4], pad: 0 }))).toEqual([1, 8, 16, 13]);
    expect(net.shape(net.conv(x, 8, { kernel: [3, 1] }))).toEqual([1, 8, 16, 16]);
    expect(net.shape(net.conv(x, 8, { kernel: [3, 1], pad: [0, 1] }))).toEqual([1, 8, 14, 18]);
    expect(net.shape(net.maxPool(x, 3, [1, 2], 0))).toEqual([1, 8, 14, 7]);
    expect(net.shape(net.averagePool(x, [4, 10], [4, 2]))).toEqual([1, 8, 4, 4]);
    expect(net.shape(net.everySecond(x, 2, 0))).toEqual([1, 8, 8, 16]);
    expect(net.shape(net.everySecond(net.conv(net.image, 4, { kernel: 2, pad: 0 }), 3, 1))).toEqual([1, 4, 31, 15]);
  });

  it('gives a convolution its bias unless it is left out', () => {
    const net = new Draft('n', 8);
    const graph = net.finish([net.conv(net.conv(net.image, 4), 4, { bias: false })]);
    expect(graph.nodes.map(({ inputs }) => inputs.length)).toEqual([3, 2]);
  });

  it('parts and joins channels', () => {
    const net = new Draft('n', 8);
    const x = net.conv(net.image, 8);
    const [a, b] = net.split(x, 6, 2);
    expect([a, b, net.concat(a, b, x), net.slice(x, 0, 2)].map((id) => net.channels(id))).toEqual([6, 2, 16, 2]);
  });

  it('writes a swish, a chunk and an average pool as an exporter does', () => {
    const net = new Draft('n', 8);
    const [a, b] = net.halves(net.conv(net.image, 8, { act: 'swish' }));
    const graph = net.finish([a, net.averagePool(b, 2, 1)]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual([
      'Conv',
      'Sigmoid',
      'Mul',
      'Slice',
      'Slice',
      'Pad',
      'AveragePool',
    ]);
    expect(graph.nodes.filter(({ op }) => op.name === 'Slice').map(({ attrs }) => attrs)).toMatchObject([
      { starts: [0], ends: [4], axes: [1] },
      { starts: [4], ends: [8], axes: [1] },
    ]);
  });

  it('writes a hard swish out', () => {
    const net = new Draft('n', 8);
    const graph = net.finish([net.act(net.conv(net.image, 8), 'hardSwish')]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual(['Conv', 'Add', 'Clip', 'Div', 'Mul']);
    const numbers = graph.nodes.flatMap(({ op, inputs }) =>
      op.name === 'Conv' ? [] : inputs.flatMap((id) => graph.value(id).constant?.data[0] ?? []),
    );
    expect(numbers).toEqual([3, 6]);
  });

  it('takes an image that is no square', () => {
    const [wide, square] = [new Draft('n', [24, 94]), new Draft('n', 32)];
    expect(wide.shape(wide.image)).toEqual([1, 3, 24, 94]);
    expect(square.shape(square.image)).toEqual([1, 3, 32, 32]);
  });

  it('writes a GELU and a layer normalisation in the steps of an exporter', () => {
    const net = new Draft('n', 4);
    const graph = net.finish([net.channelNorm(net.act(net.image, 'gelu'))]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual([
      ...['Div', 'Erf', 'Add', 'Mul', 'Mul'],
      ...['Transpose', 'ReduceMean', 'Sub', 'Pow', 'ReduceMean', 'Add', 'Sqrt', 'Div', 'Mul', 'Add', 'Transpose'],
    ]);
    expect(graph.value(graph.outputs[0]).type.shape).toEqual([1, 3, 4, 4]);
    const constants = graph.nodes.flatMap(({ inputs }) => inputs.map((id) => graph.value(id).constant));
    const numbers = constants.flatMap((tensor) => (tensor?.data.length === 1 ? [Number(tensor.data[0])] : []));
    expect(numbers).toEqual([Math.SQRT2, 1, 0.5, 1e-6].map(Math.fround));
    expect(constants.filter((tensor) => tensor?.data.length === 3)).toHaveLength(2);
    expect(graph.nodes.filter(({ op }) => op.name === 'ReduceMean').map(({ attrs }) => attrs)).toEqual([
      { axes: [3], keepdims: true },
      { axes: [3], keepdims: true },
    ]);
    expect(graph.nodes.find(({ op }) => op.name === 'Pow')?.attrs).toEqual({ exponent: 2 });
    expect(net.shape(net.mean(net.image, [2, 3], false))).toEqual([1, 3]);
  });

  it('has what attention is made of', () => {
    const net = new Draft('n', 4);
    const x = net.reshape(net.image, 1, 3, 16);
    const [a, b] = net.splitAt(x, 2, 6, 10);
    expect([a, b].map((id) => net.shape(id))).toEqual([
      [1, 3, 6],
      [1, 3, 10],
    ]);
    expect(net.shape(net.matmul(net.transpose(a, 0, 2, 1), b))).toEqual([1, 6, 10]);
    expect(net.shape(net.max(x, 1))).toEqual([1, 1, 16]);
    expect(net.shape(net.sum(net.stack(x, x), 0, false))).toEqual([1, 3, 16]);
    const steps = net.div(net.exp(net.sub(net.times(x, 0.5), net.max(x, 1))), net.sum(x, 1));
    expect(net.shape(net.softmax(steps, 1))).toEqual([1, 3, 16]);
    expect(net.shape(net.scale(net.image))).toEqual([1, 3, 4, 4]);
  });

  it('takes a stack apart, and brings rows to length 1 in the steps of an exporter', () => {
    const net = new Draft('n', 4);
    const parts = net.unstack(net.stack(net.image, net.image, net.image));
    expect(parts.map((id) => net.shape(id))).toEqual([1, 2, 3].map(() => [1, 3, 4, 4]));
    const graph = net.finish([net.unitLength(parts[2])]);
    expect(graph.value(graph.outputs[0]).type.shape).toEqual([1, 3, 4, 4]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual([
      ...['Reshape', 'Reshape', 'Reshape', 'Concat', 'Split', 'Reshape', 'Reshape', 'Reshape'],
      ...['OnnxOp', 'Clip', 'Expand', 'Div'],
    ]);
    expect(graph.nodes.find(({ op }) => op.name === 'OnnxOp')?.attrs).toMatchObject({
      opType: 'ReduceL2',
      attributes: { axes: [-1], keepdims: 1 },
      outputTypes: [{ dtype: 'float32', shape: [1, 3, 4, 1] }],
    });
    expect(graph.nodes.find(({ op }) => op.name === 'Clip')?.attrs).toMatchObject({ min: 1e-12, max: Infinity });
  });

  it('leaves out a bias, keeps no dimension of a maximum, and cuts along another axis', () => {
    const net = new Draft('n', 4);
    const x = net.conv(net.image, 2, { bias: false });
    const graph = net.finish([net.max(x, 1, false), net.slice(x, 1, 4, 3)]);
    expect(graph.nodes[0].inputs).toHaveLength(2);
    expect(graph.outputs.map((id) => graph.value(id).type.shape)).toEqual([
      [1, 4, 4],
      [1, 2, 4, 3],
    ]);
  });

  it('has what stands between convolutions', () => {
    const net = new Draft('n', 4);
    const x = net.project(net.toNhwc(net.meanOfNeighbours(net.batchNorm(net.image))), 5);
    const graph = net.finish([net.project(x, 2, false), net.linear(net.mean(x, [1, 2], false), 7), net.linear(x, 7)]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual([
      ...['BatchNormalization', 'AveragePool', 'Transpose', 'MatMul', 'Add', 'MatMul', 'ReduceMean', 'Gemm'],
      ...['Reshape', 'Gemm'],
    ]);
  });

  it('resizes to a height and width, and passes on what has them', () => {
    const net = new Draft('n', 4);
    const graph = net.finish([net.resize(net.image, 12, 8), net.resize(net.image, 4, 4)]);
    expect(graph.outputs.map((id) => graph.value(id).type.shape)).toEqual([
      [1, 3, 12, 8],
      [1, 3, 4, 4],
    ]);
    expect(graph.nodes.map(({ op }) => op.name)).toEqual(['Resize', 'Identity']);
  });

  it('makes the same graph every time, with noise for weights', () => {
    const make = () => {
      const net = new Draft('n', 8);
      return net.finish([net.linear(net.globalAveragePool(net.conv(net.image, 4, { act: 'relu6' })), 10)]);
    };
    const weights = [...make().values.values()].flatMap(({ constant }) =>
      constant ? [Array.from(constant.data, Number)] : [],
    );
    expect(
      [...make().values.values()].flatMap(({ constant }) => (constant ? [Array.from(constant.data, Number)] : [])),
    ).toEqual(weights);
    expect(new Set(weights[0]).size).toBeGreaterThan(10);
    expect(make().value(make().outputs[0]).type.shape).toEqual([1, 10]);
  });
});
