import type { ArtifactInput } from '@openbpu/artifact';
import { fail, type Sink } from '@openbpu/diagnostics';
import { type Tensor, type TensorType, formatType, hasDType, sameShape, tensorType } from '@openbpu/tensor';
import { intermediateOf, toCentered } from '@openbpu/vision';
import { RUNTIME } from './catalogue';
import { feedHint } from './feed-hint';

/**
 * What a run-time input is fed with: bytes for images (NV12 as one plane of 3/2 the height
 * for each picture), its own elements for a feature map.
 */
export function runtimeType({ typeRt, shape, layout, dtype }: ArtifactInput): TensorType {
  if (typeRt !== 'nv12') return tensorType(dtype, shape, layout);
  const [n, h, w] = layout === 'NHWC' ? shape : [shape[0], shape[2], shape[3]];
  return tensorType('uint8', [n, (h * 3) / 2, w]);
}

/**
 * The runtime part of a `.bin` input: from what the user feeds to the intermediate type the first step takes. NV12
 * becomes YUV444 by repeating its chroma; bytes become int8 by subtracting 128. The intermediate int8 itself is taken
 * as it is; a feature map is taken as its dtype says (int8 where its Quantize was deleted). Throws DiagnosticError for
 * anything else.
 */
export function toIntermediate(input: ArtifactInput, given: Tensor | undefined, sink?: Sink): Tensor {
  const { name, typeRt, shape, layout } = input;
  if (!given) return fail(RUNTIME.notFed({ input: name }, { name }));
  const intermediate = tensorType(typeRt === 'featuremap' ? input.dtype : 'int8', shape, layout);
  if (given.dtype === intermediate.dtype && sameShape(given.shape, shape)) return given;
  const wanted = runtimeType(input);
  if (typeRt === 'featuremap' || !hasDType(given, 'uint8')) return refuse(input, wanted, intermediate, given);
  const order = layout === 'NHWC' ? 'NHWC' : 'NCHW';
  if (sameShape(given.shape, wanted.shape)) return intermediateOf(given.data, shape, { typeRt, layout: order });
  if (!sameShape(given.shape, shape)) return refuse(input, wanted, intermediate, given);
  sink?.report(RUNTIME.shifted({ input: name }));
  return toCentered(given);
}

function refuse(
  { name, typeRt, quant }: ArtifactInput,
  wanted: TensorType,
  intermediate: TensorType,
  given: Tensor,
): never {
  const integers: TensorType =
    quant?.scale === undefined
      ? wanted
      : {
          ...wanted,
          quant: {
            scale: Float32Array.from(quant.scale),
            ...(quant.axis === undefined ? {} : { axis: quant.axis }),
            ...(quant.zero === undefined ? {} : { zero: Int8Array.from(quant.zero) }),
          },
        };
  const both = [...new Set([formatType(wanted), formatType(intermediate)])].join(' or ');
  return fail(
    RUNTIME.badFeed(
      {
        input: name,
        wanted: both,
        given: `${given.dtype}[${given.shape.join('x')}]`,
        hint: feedHint(given, typeRt === 'featuremap' ? [integers] : [wanted, intermediate], {
          bytes: typeRt !== 'featuremap',
        }),
      },
      { name },
    ),
  );
}
