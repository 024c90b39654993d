import * as z from 'zod';

const count = z.int().min(0);
const text = z.string();
/** JSON has no NaN and no infinities: what could not be computed is null. */
const measure = z.number().nullable();

export const originSchema = z.strictObject({
  name: text,
  kind: text.optional(),
  file: text.optional(),
  line: count.optional(),
  column: count.optional(),
});

export const diagnosticSchema = z.strictObject({
  code: text.regex(/^[A-Z]{3}\d{3}$/),
  severity: z.enum(['error', 'warning', 'note']),
  message: text,
  hint: text.optional(),
  at: originSchema.optional(),
  facts: z.record(text, z.unknown()),
});

export const tensorSchema = z.strictObject({
  name: text,
  dtype: text,
  shape: z.array(count).readonly(),
  layout: z.enum(['NCHW', 'NHWC', 'none']).optional(),
});

/** The model as it was read. `macs` counts one inference. */
export const modelSchema = z.strictObject({
  /** Of its graph, as the exporter wrote it. */
  name: text,
  /** Names of the files it was read from, without folders. */
  files: z.array(text).readonly().optional(),
  inputs: z.array(tensorSchema).readonly(),
  outputs: z.array(tensorSchema).readonly(),
  macs: count,
});

/** What it costs that a node runs on the CPU, by the clock of the machine. */
export const costSchema = z.strictObject({
  /** Of the node itself. */
  cpuUs: z.number().min(0),
  /** Of turning what it reads into reals and what it gives into integers, where it cuts the BPU. */
  crossingUs: z.number().min(0),
  /** The BPU subgraphs that are one without it; absent where there are no two. */
  joins: z.array(count).readonly().optional(),
  /** Who can mend it: whoever changes the model, or whoever asks for the node in a recipe. */
  mendedBy: z.enum(['model', 'request']).optional(),
  /** What an inference gains with the node on the BPU, beside the others that can be mended; may be negative. */
  savesUs: z.number().optional(),
});

/** One row of the node table. */
export const nodeSchema = z.strictObject({
  node: text,
  on: z.enum(['BPU', 'CPU']),
  /** Null on the CPU. */
  subgraph: count.nullable(),
  type: text,
  inType: text,
  outType: text,
  /** Between the float and the quantised model, in [-1, 1]. */
  cosine: measure.optional(),
  /** Largest magnitude that the output can carry. */
  threshold: measure.optional(),
  /** The calibration method that the threshold comes from, where every node has its own. */
  method: text.optional(),
  /** Why the node is on the CPU. */
  because: diagnosticSchema.optional(),
  /** The BPU subgraphs that wait for it and, through it, for another: without it they would be one with that. */
  opens: z.array(count).readonly().optional(),
  cost: costSchema.optional(),
  origins: z.array(originSchema).readonly(),
  macs: count.optional(),
});

/**
 * Distance of one output between the float and the quantised model: means over the samples of the proof, and the
 * largest of them for `chebyshev`.
 */
export const outputSchema = z.strictObject({
  name: text,
  /** Of outputs that are no floats: the share of elements that are the same. */
  cosine: measure,
  /** Mean |d|. */
  l1: measure,
  /** ‖d‖₂ / N. */
  l2: measure,
  /** Max |d|. */
  chebyshev: measure,
  /** Of an output whose cosine is below 0.98: the first node on the way to it that is. */
  fall: z.strictObject({ node: text, cosine: measure }).optional(),
});

export const calibrationSchema = z.strictObject({
  /** Thresholds come from noise in place of samples: nothing measured says how accurate the model is. */
  noise: z.boolean().optional(),
  /** Thresholds are those that the model states; what was compared was compared on noise in place of samples. */
  loaded: z.boolean().optional(),
  /** What won, e.g. `kl`. */
  method: text,
  candidates: z.array(z.strictObject({ method: text, cosine: measure })).readonly(),
  samples: count,
  /**
   * Where scales of channels were moved between layers before: for tensors whose channels hang together, how many
   * moved, and how many were left alone since they are always 0, come near a clamp, or are fixed by others.
   */
  equalised: z
    .array(
      z.strictObject({
        tensors: z.array(text).readonly(),
        moved: count,
        dead: count,
        clamped: count,
        fixed: count,
        /** The largest factor. */
        farthest: z.number(),
      }),
    )
    .readonly()
    .optional(),
  /**
   * Where blocks were tuned: from which convolution to which, how many output channels and weights changed, what the
   * outputs of the block were off before and after, as a share, on samples held back, and whether the change stayed.
   */
  tuned: z
    .array(
      z.strictObject({
        from: text,
        to: text,
        convolutions: count,
        channels: count,
        moved: count,
        before: measure,
        after: measure,
        kept: z.boolean(),
      }),
    )
    .readonly()
    .optional(),
});

/** What the distances of `outputs` are means of, and the cosines of nodes. */
export const proofSchema = z.strictObject({
  /** How many calibration samples, the first ones, the outputs were compared on. */
  samples: count,
  /** The same for the nodes. */
  nodeSamples: count,
});

/** A tensor at the rim of the `.bin`, as a program on the board sees it. */
const portSchema = z.strictObject({
  name: text,
  dtype: text,
  shape: z.array(count).readonly(),
  layout: text.optional(),
  bytes: count,
  /** Of an input: what it is fed with, e.g. `nv12`. */
  type: text.optional(),
  /** Real value of an integer of 1: one for the tensor, or one for each place of `axis`. */
  scale: z.array(z.number()).readonly().optional(),
  /** The integers that stand for 0, as many as there are scales; 0 unless stated. */
  zero: z.array(z.number()).readonly().optional(),
  axis: count.optional(),
});

/** A node that the recipe had removed from the edge of the `.bin`: real = (integer - zero) * scale. */
const removedSchema = z.strictObject({
  name: text,
  type: text,
  side: z.enum(['input', 'output']),
  from: text,
  to: text,
  /** The input or output of the model that has another form since. */
  port: text,
  scale: z.array(z.number()).readonly().optional(),
  zero: z.array(z.number()).readonly().optional(),
  axis: count.optional(),
});

/** What the `.bin` takes and gives, and what the recipe had removed from its edge. */
export const interfaceSchema = z.strictObject({
  inputs: z.array(portSchema).readonly(),
  outputs: z.array(portSchema).readonly(),
  removed: z.array(removedSchema).readonly(),
});

/** Quantised model against `.bin`, value by value. */
export const verificationSchema = z.strictObject({
  compared: count,
  mismatches: count,
  /** How many inputs were run. */
  inputs: count,
  status: z.enum(['passed', 'failed', 'skipped']),
});

export const fileSchema = z.strictObject({
  kind: text,
  file: text,
  bytes: count,
  sha256: text.regex(/^[0-9a-f]{64}$/),
});

/** What went to another toolchain, and how much comes through. Cosines are of the outputs, with the float model. */
export const handoffSchema = z.strictObject({
  /** What the thresholds come from, e.g. `kl,rounded,corrected`. */
  method: text,
  /** Convolutions whose weights were rounded, whose biases were corrected, and changes without a place in the model. */
  rounded: count,
  corrected: count,
  leftOut: count,
  /** Channels whose scales were moved between layers. */
  equalised: count,
  /** How many calibration samples, the first ones, cosines are means over. */
  samples: count,
  /** As it was learned. */
  learned: measure,
  /** Of what was handed over, converted again. */
  converted: measure,
  files: z.array(fileSchema).readonly(),
});

export const passSchema = z.strictObject({ name: text, patches: count });

/** One layer on the BPU, by the clock of the machine. */
export const layerTimeSchema = z.strictObject({
  name: text,
  segment: text,
  latencyUs: z.number().min(0),
  computeUs: z.number().min(0),
  transferUs: z.number().min(0),
  ddrBytes: count,
  macs: count,
});

const interval = z.tuple([z.number().min(0), z.number().min(0)]).readonly();

/** Between which figures 80 % of what is published lies where so much is predicted: lowest and highest. */
export const rangeSchema = z.strictObject({ latencyUs: interval, fps: interval });

/** What the machine model predicts for one inference. */
export const performanceSchema = z.strictObject({
  /** True where the machine's figures are assumed: no latency of a board with it is published. */
  assumed: z.boolean().optional(),
  /** What it is a prediction of, as words that end "predicted is …": how the constant of an inference is measured. */
  protocol: text.optional(),
  latencyUs: z.number().min(0),
  /** Items a second when several threads ask: inferences, or what is in their batches. */
  fps: z.number().min(0),
  /** Absent where nothing is published for the march. */
  range: rangeSchema.optional(),
  /** What a frame takes, and how many items come in a second, with so many threads. */
  threads: z
    .array(
      z.strictObject({
        threads: z.int().min(1),
        latencyUs: z.number().min(0),
        fps: z.number().min(0),
        range: rangeSchema.optional(),
      }),
    )
    .readonly()
    .optional(),
  /** Items of one inference, where they are several. */
  batch: z.int().min(2).optional(),
  /** Cores that share one inference, where they are several. */
  cores: z.int().min(2).optional(),
  /** What it would be with each inference on one core. */
  oneCore: z.strictObject({ latencyUs: z.number().min(0), fps: z.number().min(0) }).optional(),
  /** What the BPU is given at a time, and what has to end before another model has its turn. */
  calls: z
    .strictObject({
      count,
      longestUs: z.number().min(0),
      /** What the recipe allows a call to take. */
      limitUs: z.number().min(0).optional(),
    })
    .optional(),
  ddrBytes: count,
  ddrLoadBytes: count.optional(),
  ddrStoreBytes: count.optional(),
  /** Share of the MAC array in use, 0 to 1. */
  utilisation: z.number().min(0).max(1).optional(),
  segments: z
    .array(
      z.strictObject({
        name: text,
        on: z.enum(['BPU', 'CPU']),
        latencyUs: z.number().min(0),
        ddrBytes: count.optional(),
        macs: count.optional(),
        /** What an inference costs whatever the model is: no segment, and no node. */
        fixed: z.boolean().optional(),
      }),
    )
    .readonly()
    .optional(),
  /**
   * What every layer of the BPU adds to the latency, in the order they run; its computing and its transfers may go on
   * beside those of others.
   */
  layers: z.array(layerTimeSchema).readonly().optional(),
});

/** What stands on the CPU, summed up, and what there would be with it mended. */
export const checkSchema = z.strictObject({
  /** Subgraphs on the BPU. */
  subgraphs: count,
  /** Nodes on the CPU that take time, or cut the BPU. */
  fallbacks: count,
  /** Of all of them, crossings included. */
  cpuUs: z.number().min(0),
  /** With every fallback mended that can be. */
  mended: z
    .strictObject({
      nodes: z.array(text).readonly(),
      subgraphs: count,
      cpuUs: z.number().min(0),
      /** Of an inference, where prices were asked for; `priced` are the nodes that it counts as mended. */
      latencyUs: z.number().min(0).optional(),
      priced: z.array(text).readonly().optional(),
    })
    .optional(),
  /** The names of what was cut off, which whoever uses the model computes from the outputs that are left. */
  cut: z.array(text).readonly().optional(),
  /** What was changed in the model that was written, and how often. */
  repairs: z
    .array(z.strictObject({ name: text, times: count }))
    .readonly()
    .optional(),
});

/** Accuracy of one stage on labelled images; shares from 0 to 1. */
export const accuracySchema = z.strictObject({
  images: count,
  stages: z
    .array(
      z.strictObject({
        stage: text,
        top1: z.number().min(0).max(1),
        top5: z.number().min(0).max(1).optional(),
        /** 95 % confidence interval of top1. */
        interval: z.tuple([z.number(), z.number()]).readonly().optional(),
      }),
    )
    .readonly(),
});

/** The only part that differs between equal runs. */
export const timingSchema = z.strictObject({
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  /** `reused`: it took what an earlier run had found. */
  stages: z
    .array(z.strictObject({ name: text, seconds: z.number().min(0), reused: z.literal(true).optional() }))
    .readonly(),
});
