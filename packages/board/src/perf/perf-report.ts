import type { RecordRange, RecordThreads } from '@openbpu/record';
import type { Busy } from '@openbpu/simulator';

/**
 * What limits the pace of a piece of work, being busy longest for it: the MAC array, whether or not it is filled, main
 * memory, the vector unit, or starting instructions.
 */
export type Bind = 'MAC' | 'DDR' | 'vector' | 'dispatch' | 'nothing';

/** A layer of a subgraph, by the clock of the machine. */
export interface PerfLayer {
  readonly name: string;
  readonly macs: number;
  /** From its first instruction to its last, in microseconds from the beginning of the subgraph. */
  readonly startUs: number;
  readonly endUs: number;
  /** What it adds to the latency of its subgraph; the rest of its work goes on beside that of others. */
  readonly latencyUs: number;
  /** The tensor and the vector unit, of all cores together. */
  readonly computeUs: number;
  readonly tensorUs: number;
  readonly vectorUs: number;
  /** Transfers, of all cores together. */
  readonly transferUs: number;
  readonly ddrLoadBytes: number;
  readonly ddrStoreBytes: number;
  readonly binds: Bind;
}

/** A subgraph of the BPU. */
export interface PerfSubgraph {
  readonly name: string;
  /** Its row in profiles and pictures. */
  readonly row: string;
  /** From the beginning of the inference. */
  readonly startUs: number;
  readonly macs: number;
  readonly ddrLoadBytes: number;
  readonly ddrStoreBytes: number;
  readonly latencyUs: number;
  readonly cores: number;
  readonly calls: readonly { readonly name: string; readonly startUs: number; readonly latencyUs: number }[];
  /** Of the latency: what starting its function-calls takes. */
  readonly dispatchUs: number;
  /** Parts of the time its queues are busy, and `macs` of the most the int8 array could do in it. */
  readonly utilisation: Busy & { readonly macs: number };
  readonly binds: Bind;
  /** The nodes of the model that are in it. */
  readonly nodes: readonly string[];
  readonly inputs: readonly PerfTensor[];
  readonly outputs: readonly PerfTensor[];
  /** Of a model converted with `debug: True`. */
  readonly layers?: readonly PerfLayer[];
}

export interface PerfTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
}

/** A node of the picture of a model. */
export interface StructureNode {
  /** The name of its row, or that of the input or output; `input:` or `output:` before the latter two. */
  readonly id: string;
  readonly label: string;
  readonly on: 'BPU' | 'CPU' | 'input' | 'output';
  /** Absent for inputs and outputs. */
  readonly latencyUs?: number;
}

export interface StructureEdge {
  readonly from: string;
  readonly to: string;
  /** The tensor that passes, e.g. `int8 1x3x224x224`. */
  readonly label: string;
}

export interface Structure {
  readonly nodes: readonly StructureNode[];
  readonly edges: readonly StructureEdge[];
}

export interface TimelineSpan {
  /** Index of its lane. */
  readonly lane: number;
  /** The kind of instruction, the node of the CPU, or the function-call. */
  readonly name: string;
  /** Whose work it is, where layers have names. */
  readonly layer?: string;
  /** Microseconds from the beginning of the inference. */
  readonly startUs: number;
  readonly durationUs: number;
  /** Neighbours that it stands for besides itself, where there are too many to keep each. */
  readonly more?: number;
}

/** What each queue does at what time of one inference. */
export interface Timeline {
  readonly lanes: readonly string[];
  readonly endUs: number;
  /** By lane, then by time. */
  readonly spans: readonly TimelineSpan[];
}

export interface RooflinePoint {
  readonly name: string;
  readonly subgraph: string;
  /** Multiply-accumulates for each byte of main memory; Infinity is told as null. */
  readonly macsPerByte: number | null;
  readonly macsPerSecond: number;
  readonly binds: Bind;
}

export interface Roofline {
  /** Multiply-accumulates a second of the arrays that one inference uses; int16 where the model has such work. */
  readonly roofs: readonly { readonly name: string; readonly macsPerSecond: number }[];
  /** Of main memory, in bytes a second, for the cores that one inference uses. */
  readonly bytesPerSecond: number;
  /** Layers, or subgraphs where layers are not kept; what has no multiply-accumulates is left out. */
  readonly points: readonly RooflinePoint[];
}

/** What a key of the recipe does to the speed of this model. */
export interface KeyFinding {
  readonly key: string;
  /** As the recipe has it. */
  readonly value: string;
  /** Whether another value would be faster; undefined where only another conversion tells. */
  readonly costs: boolean | undefined;
  /** Microseconds of an inference, where the clock can tell. */
  readonly costsUs?: number;
  readonly says: string;
}

/** An inference of the same model with something else about it. */
export interface WhatIf {
  readonly change: string;
  /** Of a whole inference by the clock; absent where it was not computed. */
  readonly latencyUs?: number;
  /** How it was computed, or why it was not. */
  readonly how: string;
}

/** Everything that is told of the speed of a compiled model: one inference by the clock of its march. */
export interface PerfReport {
  readonly model: string;
  readonly graph: string;
  readonly march: string;
  readonly tool: string;
  /** True where the figures of the machine are assumed. */
  readonly assumed?: true;
  /** Items of one inference, and cores that share it. */
  readonly batch: number;
  readonly cores: number;
  /** Whether it was converted with `debug: True`: layers have figures of their own. */
  readonly debug: boolean;
  /** Of the BPU alone, all subgraphs together. */
  readonly bpuUs: number;
  readonly ddrLoadBytes: number;
  readonly ddrStoreBytes: number;
  readonly macs: number;
  /** Of the nodes on the CPU, and the constant of an inference; with the time of the BPU they are all of it. */
  readonly cpuUs: number;
  readonly inferenceUs: number;
  readonly latencyUs: number;
  /** Items a second when several threads ask; undefined for a model without anything on the BPU. */
  readonly fps?: number;
  /** Of the latency and the rate; undefined like the rate, and where nothing is published for the march. */
  readonly range?: RecordRange;
  /** What frames take with each number of threads; undefined like the rate. */
  readonly threads?: RecordThreads;
  /** What it is a prediction of, as words that end "predicted is …". */
  readonly protocol: string;
  /** What steps of the CPU take, in the order of execution. */
  readonly cpuRows: readonly { readonly name: string; readonly latencyUs: number }[];
  readonly subgraphs: readonly PerfSubgraph[];
  readonly structure: Structure;
  readonly timeline: Timeline;
  readonly roofline: Roofline;
  readonly keys: readonly KeyFinding[];
  readonly whatIf: readonly WhatIf[];
}
