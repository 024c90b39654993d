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
    expect(net.shape(net.everySecond(x, 1, 0))).toEqual([1, 8, 8, 8]);
  });

  it('parts and joins channels', () => {
    const net = new Draft('n', 8);
    const x = net.conv(net.image, 8);
    const [a, b] = net.split(x, 6, 2);
    expect([a, b, net.concat(a, b, x), net.slice(x, 0, 2)].map((id) => net.channels(id))).toEqual([6, 2, 16, 2]);
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
