import type { Maker } from '../maker';
import type { NodeDraw } from '../node-draw';

const AUTO = ['NOTSET', 'SAME_UPPER', 'SAME_LOWER', 'VALID'];

/** Pads in all the ways a window may state them, each left out now and then. */
function border(
  d: NodeDraw,
  kernel: readonly number[],
  autos: readonly string[],
): Readonly<Record<string, number | string | readonly number[] | undefined>> {
  const auto = d.chance(0.4) ? d.pick(autos) : undefined;
  const pads = [...kernel, ...kernel].map((k) => d.int(0, k - 1));
  return { auto_pad: auto, pads: (auto === undefined || auto === 'NOTSET') && d.chance(0.7) ? pads : undefined };
}

/** Of a pool with dilations: the runtime forgets them in the pads of SAME, against the standard. */
const AUTO_DILATED = ['NOTSET', 'VALID'];

/** Kernel, strides and dilations over a line, a plane or, rarely, a solid, and an image they fit. */
function window(d: NodeDraw, dilated: boolean, pooled = false) {
  const count = d.pick([1, 2, 2, 2, 2, 3]);
  const kernel = d.ints(count, 1, 4);
  const dilations = dilated && d.chance(0.4) ? d.ints(count, 1, 3) : undefined;
  const sizes = kernel.map((k, i) => (dilations?.[i] ?? 1) * (k - 1) + 1 + d.int(0, 6));
  return {
    count,
    kernel,
    sizes,
    attributes: {
      kernel_shape: kernel,
      strides: d.chance(0.6) ? d.ints(count, 1, 3) : undefined,
      dilations,
      ...border(d, kernel, pooled && dilations ? AUTO_DILATED : AUTO),
    },
  };
}

function pool(opType: string, dilatedSince: number): Maker {
  return (d) => {
    const { sizes, attributes } = window(d, d.opset >= dilatedSince, true);
    const x = d.input([d.int(1, 2), d.int(1, 3), ...sizes]);
    const ceil = d.opset >= 10 && d.chance(0.5) ? { ceil_mode: d.int(0, 1) } : {};
    const include = opType === 'AveragePool' && d.chance(0.5) ? { count_include_pad: d.int(0, 1) } : {};
    d.node(opType, [x], { ...attributes, ...ceil, ...include }, opType === 'MaxPool' && d.chance(0.1) ? 2 : 1);
  };
}

/** Convolutions and pools. */
export const windows: Readonly<Record<string, Maker>> = {
  MaxPool: pool('MaxPool', 10),
  AveragePool: pool('AveragePool', 19),
  Conv(d) {
    const { sizes, kernel, attributes } = window(d, true);
    const group = d.pick([1, 1, 2, 3]);
    const [perGroup, out] = [d.int(1, 3), d.int(1, 3)];
    const x = d.input([d.int(1, 2), group * perGroup, ...sizes]);
    const bias = d.chance(0.5) ? [d.operand([group * out])] : [];
    const stated = d.chance(0.5) ? attributes : { ...attributes, kernel_shape: undefined };
    d.node('Conv', [x, d.operand([group * out, perGroup, ...kernel]), ...bias], {
      ...stated,
      group: group > 1 || d.chance(0.3) ? group : undefined,
    });
  },
  ConvTranspose(d) {
    const { count, sizes, kernel, attributes } = window(d, true);
    const group = d.pick([1, 1, 2]);
    const [perGroup, out] = [d.int(1, 3), d.int(1, 2)];
    const x = d.input([d.int(1, 2), group * perGroup, ...sizes]);
    const bias = d.chance(0.5) ? [d.operand([group * out])] : [];
    const strides = attributes.strides ?? d.ints(count, 1, 1);
    const added = d.chance(0.4) ? strides.map((stride) => d.int(0, stride - 1)) : undefined;
    const output_shape = d.chance(0.3)
      ? sizes.map(
          (size, i) => strides[i] * (size - 1) + (attributes.dilations?.[i] ?? 1) * (kernel[i] - 1) + 1 + d.int(-2, 1),
        )
      : undefined;
    d.node('ConvTranspose', [x, d.operand([group * perGroup, out, ...kernel]), ...bias], {
      ...attributes,
      group,
      output_padding: added,
      output_shape,
    });
  },
  Global(d) {
    d.node(d.pick(['GlobalAveragePool', 'GlobalMaxPool']), [d.input(d.shape(3, 5))]);
  },
};
