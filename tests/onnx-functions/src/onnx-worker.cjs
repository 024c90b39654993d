/**
 * ONNX Runtime in a thread of its own, one request at a time: outside jest, whose own copies of the typed arrays it
 * would refuse. Plain JavaScript, because a thread loads its file without a transformer.
 */
const { parentPort } = require('node:worker_threads');
const { InferenceSession, Tensor } = require('onnxruntime-node');

parentPort.on('message', async ({ file, feeds, graphOptimizationLevel }) => {
  try {
    const session = await InferenceSession.create(file, {
      graphOptimizationLevel,
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const given = Object.fromEntries(
      feeds.map(({ name, dtype, data, shape }) => [name, new Tensor(dtype, data, shape)]),
    );
    const results = await session.run(given);
    const outputs = Object.entries(results).map(([name, { type, data, dims }]) => ({
      name,
      dtype: type,
      shape: [...dims],
      bytes: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(),
    }));
    await session.release();
    parentPort.postMessage({ outputs });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.message) });
  }
});
