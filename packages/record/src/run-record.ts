import * as z from 'zod';
import {
  accuracySchema,
  calibrationSchema,
  checkSchema,
  diagnosticSchema,
  fileSchema,
  handoffSchema,
  interfaceSchema,
  modelSchema,
  nodeSchema,
  outputSchema,
  passSchema,
  performanceSchema,
  proofSchema,
  timingSchema,
  verificationSchema,
} from './record-parts';

/** Raised whenever a reader of older records would misread newer ones. */
export const RECORD_VERSION = 1;

/**
 * What one run did. Sections a run did not reach are absent: a checker has nodes and no artifacts, a failed run its
 * diagnostics. Everything but `timing` is a function of the inputs, so it is equal between runs.
 */
export const runRecordSchema = z.strictObject({
  version: z.literal(RECORD_VERSION),
  /** The command, e.g. `makertbin`. */
  command: z.string(),
  /** Versions of the tool and of what took part, by name. */
  tool: z.record(z.string(), z.string()),
  march: z.string(),
  /** What the names of its files begin with. */
  prefix: z.string().optional(),
  /** The resolved recipe. */
  recipe: z.unknown(),
  model: modelSchema.optional(),
  nodes: z.array(nodeSchema).readonly(),
  outputs: z.array(outputSchema).readonly(),
  calibration: calibrationSchema.optional(),
  proof: proofSchema.optional(),
  verification: verificationSchema.optional(),
  interface: interfaceSchema.optional(),
  artifacts: z.array(fileSchema).readonly(),
  passes: z.array(passSchema).readonly(),
  performance: performanceSchema.optional(),
  check: checkSchema.optional(),
  accuracy: accuracySchema.optional(),
  handoff: handoffSchema.optional(),
  diagnostics: z.array(diagnosticSchema).readonly(),
  timing: timingSchema.optional(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type RecordModel = z.infer<typeof modelSchema>;
export type RecordNode = z.infer<typeof nodeSchema>;
export type RecordOutput = z.infer<typeof outputSchema>;
export type RecordCalibration = z.infer<typeof calibrationSchema>;
export type RecordVerification = z.infer<typeof verificationSchema>;
export type RecordInterface = z.infer<typeof interfaceSchema>;
export type RecordArtifact = z.infer<typeof fileSchema>;
export type RecordPass = z.infer<typeof passSchema>;
export type RecordPerformance = z.infer<typeof performanceSchema>;
export type RecordRange = NonNullable<RecordPerformance['range']>;
export type RecordThreads = NonNullable<RecordPerformance['threads']>;
export type RecordAccuracy = z.infer<typeof accuracySchema>;
export type RecordHandoff = z.infer<typeof handoffSchema>;
export type RecordCost = NonNullable<RecordNode['cost']>;
export type RecordCheck = z.infer<typeof checkSchema>;
export type RecordTiming = z.infer<typeof timingSchema>;
