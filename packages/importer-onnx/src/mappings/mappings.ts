import type { Mapping } from '../graph/mapping';
import * as all from './all';

/** How ONNX operators are written in the graph; those that are not here stay ONNX operators. */
export const MAPPINGS: readonly Mapping[] = Object.values<Mapping>(all);
