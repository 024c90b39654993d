import type { Draw } from './draw';

/** Tensors of one shape along a new axis, reduced over it. */
export const STACKS: Readonly<Record<string, (d: Draw) => void>> = {
  stack(d) {
    const x = d.any((shape) => shape.length < 5);
    if (!x) return;
    const axis = d.int(0, x.shape.length);
    const slice = x.shape.toSpliced(axis, 0, 1);
    const alike = d.values.filter(({ shape }) => shape.join() === x.shape.join());
    const parts = [x, ...Array.from({ length: d.int(1, 4) }, () => d.pick(alike))].map(({ name }) =>
      d.chance(0.15) && name !== x.name
        ? d.constant(slice)
        : d.node('Reshape', [name], `shape: [${slice.join(', ')}]`, [slice])[0],
    );
    const stack = x.shape.toSpliced(axis, 0, parts.length);
    const from = () => axis - d.pick([0, slice.length]);
    const whole = d.node('Concat', parts, `axis: ${from()}`, [stack]);
    const keepdims = d.chance(0.4);
    d.node(d.pick(['ReduceSum', 'ReduceSum', 'ReduceMean']), whole, `axes: [${from()}], keepdims: ${keepdims}`, [
      keepdims ? slice : x.shape,
    ]);
  },
};
