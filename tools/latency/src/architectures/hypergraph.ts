import type { ValueId } from '@openbpu/ir';
import type { Draft } from '../draft';

/** Channels of one head. */
const HEAD = 16;

/**
 * How much every pixel of x [1, n, c] is of every hyperedge, [1, edges, n], the sum of each edge 1: by likeness to a
 * prototype, which mean and maximum of all pixels move.
 */
function participation(net: Draft, x: ValueId, edges: number): ValueId {
  const [, n, c] = net.shape(x);
  const heads = c / HEAD;
  const context = net.concat(net.mean(x, [1], false), net.max(x, 1, false));
  const moved = net.reshape(net.linear(context, edges * c), 1, edges, c);
  const prototypes = net.add(net.noise([1, edges, c]), moved);
  const byHead = (y: ValueId, rows: number) =>
    net.reshape(net.transpose(net.reshape(y, 1, rows, heads, HEAD), 0, 2, 1, 3), heads, rows, HEAD);
  const pixels = byHead(net.project(x, c), n);
  const likeness = net.matmul(pixels, net.transpose(byHead(prototypes, edges), 0, 2, 1));
  const scaled = net.reshape(net.div(likeness, net.number(HEAD ** 0.5)), 1, heads, n, edges);
  return net.softmax(net.transpose(net.mean(scaled, [1], false), 0, 2, 1), 2);
}

/** Pixels gather in hyperedges, which give back to them. */
function convolution(net: Draft, x: ValueId, edges: number): ValueId {
  const [, c, h, w] = net.shape(x);
  const pixels = net.transpose(net.reshape(x, 1, c, h * w), 0, 2, 1);
  const shares = participation(net, pixels, edges);
  const given = net.transpose(shares, 0, 2, 1);
  const dense = (y: ValueId) => net.act(net.project(y, c), 'gelu');
  const y = net.add(dense(net.matmul(given, dense(net.matmul(shares, pixels)))), pixels);
  return net.reshape(net.transpose(y, 0, 2, 1), 1, c, h, w);
}

/** As many channels through a hypergraph of so many edges as past it. */
export function throughGraph(net: Draft, x: ValueId, edges: number): ValueId {
  const c = net.channels(x);
  const through = convolution(net, net.conv(x, c, { act: 'swish' }), edges);
  return net.conv(net.concat(through, net.conv(x, c, { act: 'swish' })), c, { act: 'swish' });
}
