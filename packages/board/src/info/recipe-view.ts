import * as z from 'zod';

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const count = z.int().min(1).optional().catch(undefined);
const microseconds = z.number().min(0).optional().catch(undefined);
const numbers = z.array(z.number()).readonly().optional().catch(undefined);

const inputSchema = z.object({
  name: text,
  layoutRt: text,
  layoutTrain: text,
  norm: text,
  mean: numbers,
  scale: numbers,
  calDataDir: text,
});

const modelSchema = z.object({
  onnxModel: text,
  prototxt: text,
  caffeModel: text,
  layerOutDump: flag,
  workingDir: text,
  prefix: text,
  runOnCpu: z.array(z.string()).readonly().optional().catch(undefined),
});
const calibrationSchema = z.object({
  preprocessOn: flag,
  type: text,
  maxPercentile: number,
  perChannel: flag,
  optimization: z.array(z.string()).readonly().optional().catch(undefined),
});
const compilerSchema = z.object({
  compileMode: text,
  optimizeLevel: text,
  debug: flag,
  coreNum: count,
  maxTimePerFc: microseconds,
});

const recipeSchema = z.object({
  model: modelSchema.catch({}),
  inputBatch: count,
  inputs: z.array(inputSchema).readonly().catch([]),
  calibration: calibrationSchema.catch({}),
  compiler: compilerSchema.catch({}),
});

/** What a `.bin` says of the recipe it was made by, as far as it is there and is what it should be. */
export type RecipeView = z.infer<typeof recipeSchema>;

/** Reads the recipe of a header, which may hold anything: what is no recipe says nothing. */
export function viewRecipe(recipe: unknown): RecipeView {
  const found = recipeSchema.safeParse(recipe);
  return found.success ? found.data : { model: {}, inputs: [], calibration: {}, compiler: {} };
}
