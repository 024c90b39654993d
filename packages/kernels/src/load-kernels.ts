import { type KernelExports, MODULE } from './generated/module';
import { Kernels } from './kernels';

/** The part of WebAssembly's interface used here; the ES library types do not declare it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: KernelExports };
}

const PAGE = 65536;

/** A fresh instance with its own memory of at least `memoryPages` pages of 64 KiB. */
export function loadKernels(memoryPages = 1): Kernels {
  const { WebAssembly } = globalThis as typeof globalThis & { readonly WebAssembly: WebAssemblyApi };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(MODULE, 'base64')));
  const missing = memoryPages - exports.memory.buffer.byteLength / PAGE;
  if (missing > 0) exports.memory.grow(missing);
  return new Kernels(exports);
}
