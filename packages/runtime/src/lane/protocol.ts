import type { ModuleRef } from '@openbpu/custom-op';
import type { Diagnostic } from '@openbpu/diagnostics';
import type { Budget } from '@openbpu/guard';
import type { DType, TensorData } from '@openbpu/tensor';
import type { Port } from '../executor';
import type { FoldResult, Observation } from '../observe/observation';
import type { SampleRef } from '../observe/sample';
import type { Watched } from './watch';

/** A tensor on its way between threads. */
export interface WireTensor {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

export interface WirePort {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | string)[];
}

/** What the main thread asks of a lane. */
export type LaneRequest =
  | {
      readonly kind: 'open';
      readonly model: Uint8Array;
      readonly optimise: boolean;
      readonly name: string;
      readonly modules: readonly ModuleRef[];
    }
  /** Makes one of sessions that run one after the other; closing it closes them. */
  | { readonly kind: 'chain'; readonly sessions: readonly number[] }
  | {
      readonly kind: 'openBin';
      /** A path, or the bytes of the file. */
      readonly bin: string | Uint8Array;
      readonly budget: Budget;
      readonly modules: readonly ModuleRef[];
    }
  | {
      readonly kind: 'run';
      readonly session: number;
      readonly feeds: readonly WireTensor[];
      readonly wanted: readonly string[];
    }
  | {
      readonly kind: 'observe';
      readonly session: number;
      /** At least one. */
      readonly samples: readonly SampleRef[];
      readonly observations: readonly Observation[];
    }
  | { readonly kind: 'close'; readonly session: number };

/** A model that was opened. */
interface OpenedModel {
  readonly session: number;
  readonly inputs: readonly WirePort[];
  readonly outputs: readonly WirePort[];
}

/** What a lane answers, by the kind of request. */
export interface LaneAnswers {
  readonly open: OpenedModel & { readonly kind: 'open' };
  readonly chain: OpenedModel & { readonly kind: 'chain' };
  readonly openBin: {
    readonly kind: 'openBin';
    readonly session: number;
    readonly inputs: readonly Port[];
    readonly outputs: readonly Port[];
    readonly tappable: readonly string[];
  };
  /** `diagnostics`: what was noted on the way. */
  readonly run: {
    readonly kind: 'run';
    readonly outputs: readonly WireTensor[];
    readonly diagnostics: readonly Diagnostic[];
  };
  readonly observe: { readonly kind: 'observe'; readonly results: readonly FoldResult[] };
  readonly close: { readonly kind: 'close' };
}

export type LaneAnswer = LaneAnswers[LaneRequest['kind']];

export type LaneMessage = { readonly id: number; readonly request: LaneRequest };
export type LaneReply =
  /** A run inside ONNX Runtime begins; without one, it has ended. */
  | { readonly watch: Watched | undefined }
  | { readonly id: number; readonly answer: LaneAnswer }
  | { readonly id: number; readonly error: string; readonly diagnostics?: readonly Diagnostic[] };
