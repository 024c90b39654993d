import type { RecordHandoff } from '@openbpu/record';

/** What the figures of a handoff are of. */
export interface HandedOff {
  readonly handoff: RecordHandoff;
  /** What the whole search of this tool found for the model as it was given. */
  readonly own: { readonly method: string; readonly cosine: number | null };
  readonly model: string;
  readonly recipe: string;
  readonly quantised: string;
  readonly folder: string;
  readonly march: string;
}

const figure = (value: number | null) => (value === null ? 'no number' : value.toFixed(6));

/** What the log says of a handoff, line by line. */
export function handoffLines({ handoff, own, folder }: HandedOff): string[] {
  const { method, learned, converted, samples } = handoff;
  return [
    `The handoff goes to ${folder}: calibrated by ${method}.`,
    `Cosine of the outputs over ${samples} samples: ${figure(learned)} as learned, ${figure(converted)} converted ` +
      `again from the handoff. The conversion itself has ${figure(own.cosine)} (${own.method})` +
      ((own.cosine ?? -1) > (converted ?? -1)
        ? ': what is more than that cannot be said in a float model and a recipe.'
        : '.'),
  ];
}

/** The page that lies beside the model: what is in the folder, what was changed and why, and what that comes to. */
export function handoffPage({ handoff, own, model, recipe, quantised, march }: HandedOff): string {
  const { method, learned, converted, samples } = handoff;
  return `# A model for the reference toolchain

| File | What it is |
|---|---|
| \`${model}\` | the float model, ONNX of operator set 11, with everything that was learned in its constants |
| \`${recipe}\` | the recipe for ${march}, of keys that \`hb_mapper makertbin\` knows |
| \`${quantised}\` | what was learned, in integers: what comes of it elsewhere can be held against it |
| \`handoff_data\` | the calibration samples, raw, as the recipe says of them |

    hb_mapper makertbin --config ${recipe} --model-type onnx

## What was changed in the model, and why

${changesIn(handoff).join('\n')}

## What was changed in the recipe, and why

- \`calibration_type\` is the method whose thresholds did best, without a change of single ones: ${method}.
- Nodes have the names that they have in this model; what only OpenBPU knows is gone.

## What it comes to

Mean cosine of the outputs with those of the float model as it was given, over ${samples} calibration samples:

| | |
|---|---|
| as learned | ${figure(learned)} |
| this folder, converted by OpenBPU with the recipe in it | ${figure(converted)} |
| by OpenBPU from the model as it was given (${own.method}) | ${figure(own.cosine)} |

What the last line may have and a handoff cannot say: thresholds of single tensors that were moved by what they do to
the outputs, scales and zeros of channels of activations, methods mixed by node.
`;
}

/** What differs from the model as it was given, a change a line. */
function changesIn({ rounded, corrected, equalised, leftOut }: RecordHandoff): string[] {
  const told: readonly (readonly [count: number, text: string])[] = [
    [
      equalised,
      `- Scales of ${equalised} channels are moved from one layer to the next, so that the channels of a tensor, which
  share one scale, are of like size. What samples reach of the model stays the same.`,
    ],
    [
      rounded,
      `- Weights of ${rounded} convolutions lie on the grid of 8 bits that their largest value gives (symmetric, a scale
  for every output channel), rounded not to the nearest step but to the one that changes the output of their layer
  least. A toolchain that quantises weights in that way finds these very integers.`,
    ],
    [
      corrected,
      `- Biases of ${corrected} convolutions are moved by what rounding takes from the means of their outputs.`,
    ],
    [leftOut, `- ${leftOut} such changes have no place in this model, and are left out.`],
  ];
  return [
    `- Nodes are tidied as a conversion tidies them: batch normalisations and factors are in the weights of their
  convolution, constants are computed. The model gives the same as before, but for what stands below.`,
    ...told.filter(([count]) => count > 0).map(([, text]) => text),
  ];
}
