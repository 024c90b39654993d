import { type LoadedModule, type ModuleRef, CustomOps, ModuleError, hashOf, loadModule } from '@openbpu/custom-op';
import { fail } from '@openbpu/diagnostics';
import { decodeModel } from '@openbpu/onnx';
import { RUNTIME } from '../catalogue';
import type { ModelOpener, ModelSession, OpenOptions } from '../model-session';
import { CustomSession, isCustomNode } from './custom-session';

/** Opens models whose custom nodes modules run, and leaves every other one to ONNX Runtime. */
export class CustomOpener implements ModelOpener {
  constructor(
    private readonly ops: CustomOps,
    private readonly opener: ModelOpener,
  ) {}

  async open(bytes: Uint8Array, options: OpenOptions = {}): Promise<ModelSession> {
    if (this.ops.modules.length === 0) return this.opener.open(bytes, options);
    const model = decodeModel(bytes);
    if (!model.graph.node.some((node) => isCustomNode(node, model, this.ops))) return this.opener.open(bytes, options);
    return new CustomSession(model, this.ops, this.opener, options);
  }
}

/** The modules of a thread, each loaded once. */
export class ModuleShelf {
  private readonly loaded = new Map<string, Promise<LoadedModule>>();

  /** The operators of these modules. Throws DiagnosticError for one that changed since it was named. */
  async ops(modules: readonly ModuleRef[]): Promise<CustomOps> {
    const found: LoadedModule[] = [];
    for (const each of modules) found.push(await this.module(each));
    return new CustomOps(found);
  }

  private module({ file, sha256, api }: ModuleRef): Promise<LoadedModule> {
    const key = `${sha256} ${file}`;
    let loading = this.loaded.get(key);
    if (!loading) this.loaded.set(key, (loading = load(file, sha256, api)));
    return loading;
  }
}

async function load(file: string, sha256: string, api?: string): Promise<LoadedModule> {
  const refuse = (problem: string, cause?: unknown) =>
    fail(RUNTIME.badModule({ file, problem }, { name: file, file }), cause);
  if ((await hashOf(file)) !== sha256) return refuse('it changed while the model was at work');
  return loadModule(file, api).catch((error: unknown) => {
    if (!(error instanceof ModuleError)) throw error;
    return refuse(`in a worker it ${error.problem}`, error);
  });
}
