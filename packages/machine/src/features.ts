/** One march as a row of data: everything the compiler and the clock know of the hardware. */
export interface MachineFeatures {
  /** As the recipe names it: `bernoulli2`, `bayes-e`, … */
  readonly march: string;
  /** True where no board's published latency stands behind the figures: what they predict is told as assumed. */
  readonly assumed?: boolean;
  /** How far published figures lie from what is predicted; absent where none is published for the march. */
  readonly spread?: Spread;
  readonly cores: number;
  /** Cycles per second of one core. */
  readonly clockHz: number;
  /** The tensor queue: one geometry for int8 activations, one for int16. */
  readonly macArray: { readonly int8: MacArray; readonly int16: MacArray };
  /** The vector queue: int8 elements per cycle; an element of n bytes takes n lanes, which is assumed. */
  readonly vectorLanes: number;
  /** What of the queues is faster or slower than sides and lanes say; absent: nothing. */
  readonly pace?: Pace;
  /** On-chip memory of one core. */
  readonly sramBytes: number;
  /** DDR bandwidth seen by one core, in bytes per cycle of its clock. */
  readonly ddrBytesPerCycle: number;
  /** DDR transfers cost whole bursts. */
  readonly burstBytes: number;
  /** Every tensor begins at a multiple of this. */
  readonly alignBytes: number;
  /** Cycles a function-call costs before its first instruction. */
  readonly dispatchCycles: number;
  /** Of a march whose cores can share an inference: what they share, and what keeping step costs. */
  readonly shared?: SharedFeatures;
  readonly cpu: CpuModel;
}

/**
 * Between these multiples of a prediction lie 80 % of the published figures, each predicted by features that were
 * fitted to other families of networks (docs/adr/0050).
 */
export interface Spread {
  /** Of the latency of one thread, and of what several need for a frame. */
  readonly latency: readonly [low: number, high: number];
  /** Of frames a second. */
  readonly rate: readonly [low: number, high: number];
}

/** What several cores at one inference have in common. */
export interface SharedFeatures {
  /** DDR bandwidth of all cores together, in bytes per cycle; none gets more of it than it has alone. */
  readonly ddrBytesPerCycle: number;
  /** Cycles from what a core has done to what another that waited for it begins. */
  readonly waitCycles: number;
}

/**
 * Multiply-accumulates per cycle are the product of the three; a dimension that does not fill its side wastes the rest.
 */
export interface MacArray {
  readonly outputChannels: number;
  readonly inputChannels: number;
  readonly pixels: number;
}

/**
 * How fast work was found to go (docs/adr/0050), where the sides of the array and the lanes of the vector unit do not
 * tell. What is not named goes by them: look-ups, requantising, gathering and the like by lanes.
 */
export interface Pace {
  readonly tensor: {
    /** Of the products that the sides of the array allow, the share that convolutions make, at most 1. */
    readonly window: number;
    /** As `window`, for products of one pixel: 1×1 convolutions of stride 1, and dense layers. */
    readonly pixel: number;
    /** As `window`, for products of two computed matrices. */
    readonly computed: number;
    /** Cycles that an instruction of such products costs before its first. */
    readonly computedCycles: number;
    /** Times that a product with an int16 side takes of what the array of int16 allows. */
    readonly wide: number;
    /** Depthwise convolutions: channels go in steps of so many, and int8 products a cycle; of int16 half as many. */
    readonly depthwise: { readonly channels: number; readonly products: number };
    /** Cycles for each pixel of 1×1 convolutions of few channels to few: what changes colours and their ranges. */
    readonly colourCycles: number;
  };
  readonly vector: {
    /** Bytes a cycle of sums, products and comparisons of two tensors. */
    readonly arithmetic: number;
    /** Bytes a cycle of windows, for every tap. */
    readonly window: number;
    /** Bytes a cycle of images that are scaled, whatever is between their pixels. */
    readonly resize: number;
    /** Bytes a cycle of copies on chip. */
    readonly move: number;
    /** Cycles that a copy on chip costs before its first byte. */
    readonly moveCycles: number;
    /** Elements a cycle, for every pass of what goes along channels: softmax, ranking. */
    readonly across: number;
    /** Matrices of a stack of them, the second of four dimensions, that softmax and ranking take at a time. */
    readonly stack: number;
  };
  /** Bytes on chip that constants are loaded to in turn: what lies there and is still to be read is waited for. */
  readonly constantsAhead: number;
}

/** The processor beside the BPU, which runs what the BPU does not. */
export interface CpuModel {
  readonly cores: number;
  readonly clockHz: number;
  /** Float32 multiply-accumulates per cycle and core. */
  readonly macsPerCycle: number;
  /** Bytes moved per second, read and written together. */
  readonly bytesPerSecond: number;
  /** Fixed cost of one node, in seconds. */
  readonly nodeSeconds: number;
  /** Fixed cost of one inference: submitting it and being told that it is done, in seconds. */
  readonly inferenceSeconds: number;
  /** What that constant is measured as, words that end "predicted is …": tables of one board differ in it. */
  readonly protocol: string;
  /**
   * How many times longer its work takes while frames of several threads keep all cores at it; for fewer of them in
   * proportion, and never less than 1. 1 where absent.
   */
  readonly crowded?: number;
}

/** Multiply-accumulates per second of all cores together. */
export function peakMacsPerSecond(
  { cores, clockHz, macArray }: MachineFeatures,
  dtype: 'int8' | 'int16' = 'int8',
): number {
  const { outputChannels, inputChannels, pixels } = macArray[dtype];
  return cores * clockHz * outputChannels * inputChannels * pixels;
}
