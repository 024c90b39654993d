import { list, optional, struct, text, uint, word } from './encoding/codec';
import { LAYOUTS, type Program, type ProgramLayers, type ProgramTensor } from './program';
import { MACHINE_DTYPES, SPACES } from './region';

/** The core of each instruction of a call. */
export const coresCodec = list(uint);

export const memoryCodec = struct<Program['memory']>({ ddr: uint, sram: uint, const: uint });

export const tensorCodec = struct<ProgramTensor>({
  name: text,
  space: word(SPACES),
  offset: uint,
  dtype: word(MACHINE_DTYPES),
  shape: list(uint),
  layout: word(LAYOUTS),
  ready: uint,
});

export const layersCodec = optional(struct<ProgramLayers>({ names: list(text), of: list(uint) }));
