import { marches } from '@openbpu/pipeline';
import { script } from '@openbpu/testkit';
import { compiledNetwork } from './compiled-network';
import { networks } from './networks';
import { type Prediction, predict } from './predict';
import { published } from './published';
import { scores } from './scores';
import { settingsOf } from './settings';
import { predictionTable, scoreTable } from './table';

/**
 * Predictions beside published figures: `node tools/latency/dist/latency.js [--json] [march] [network …]`, by default
 * every row of every march. Prints tables, or one JSON document.
 */
async function main(words: readonly string[]): Promise<void> {
  const json = words.includes('--json');
  const wanted = words.filter((word) => word !== '--json');
  const documents = [];
  for (const backend of marches()) {
    const names = wanted.filter((word) => word in networks);
    const chosen = wanted.some((word) => marches().some(({ march }) => march === word))
      ? wanted.includes(backend.march)
      : true;
    const rows = published.filter(
      ({ march, network }) => march === backend.march && chosen && (names.length === 0 || names.includes(network)),
    );
    const predictions: Prediction[] = [];
    for (const row of rows) {
      const asked = settingsOf(row.network, backend.march);
      const compiled = await compiledNetwork(networks[row.network](), backend, asked);
      predictions.push(predict(row, compiled, backend.features));
    }
    if (predictions.length === 0) continue;
    documents.push({ march: backend.march, predictions, scores: scores(predictions) });
    if (!json)
      console.log(`${backend.march}\n\n${predictionTable(predictions)}\n\n${scoreTable(scores(predictions))}\n`);
  }
  if (json) console.log(JSON.stringify(documents, null, 2));
}

script(module, main);
