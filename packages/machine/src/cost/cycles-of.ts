import type { MachineFeatures } from '../features';
import type { Instruction } from '../instruction/instruction';
import type { View } from '../region';
import { macCycles, macWork } from './mac-work';
import { transferBytes } from './transfer-bytes';
import { vectorCycles } from './vector-cycles';

/** What any instruction costs its queue before it does anything. */
export const ISSUE_CYCLES = 16;

/** Cycles an instruction keeps its queue busy; 0 for a token. The compiler's choices and the clock both rest on it. */
export function cyclesOf(i: Instruction<View>, features: MachineFeatures): number {
  switch (i.kind) {
    case 'sync':
      return 0;
    case 'load':
    case 'store':
      return ISSUE_CYCLES + Math.ceil(transferBytes(i.x, i.y, features) / features.ddrBytesPerCycle);
    case 'conv':
    case 'dwconv':
    case 'gemm': {
      const wide = i.x.dtype === 'int16' || i.weights.dtype === 'int16';
      return ISSUE_CYCLES + macCycles(macWork(i), features.macArray[wide ? 'int16' : 'int8']);
    }
    default:
      return ISSUE_CYCLES + vectorCycles(i, features.vectorLanes);
  }
}
