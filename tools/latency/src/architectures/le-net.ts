import { Draft } from '../draft';

/** LeCun et al. 1998, figure 2, on a colour image of 32 by 32, its subsampling as MaxPool and its functions as Relu. */
export const leNet5 = () => {
  const net = new Draft('lenet5', 32);
  const c1 = net.conv(net.image, 6, { kernel: 5, pad: 0, act: 'relu' });
  const c3 = net.conv(net.maxPool(c1, 2, 2, 0), 16, { kernel: 5, pad: 0, act: 'relu' });
  const c5 = net.conv(net.maxPool(c3, 2, 2, 0), 120, { kernel: 5, pad: 0, act: 'relu' });
  const f6 = net.conv(c5, 84, { act: 'relu' });
  return net.finish([net.linear(f6, 10)]);
};
