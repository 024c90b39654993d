/**
 * The states a graph passes through, in order (docs/ARCHITECTURE.md, "The river").
 *
 * - `imported`: foreign names have become ops, origins attached.
 * - `original`: pre-processing inserted; the float model the user gave, dressed.
 * - `optimized`: tidied and placed.
 * - `calibrated`: `HzCalibration` nodes carry the thresholds.
 * - `quantized`: integer ops.
 */
export const STAGES = ['imported', 'original', 'optimized', 'calibrated', 'quantized'] as const;

export type Stage = (typeof STAGES)[number];
