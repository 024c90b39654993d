import { sampleRecord } from '../sample-record.fixture';
import { recipeSection } from './recipe-section';

it('folds the recipe away, escaped', () => {
  const text = recipeSection(sampleRecord({ recipe: { prefix: '</pre><script>' }, passes: [] }))?.body.text;
  expect(text).toBe(
    '<details><summary>The resolved recipe</summary><pre>{\n' +
      '  &quot;prefix&quot;: &quot;&lt;/pre&gt;&lt;script&gt;&quot;\n}</pre></details>',
  );
});

it('lists the passes that did something', () => {
  const text = recipeSection(
    sampleRecord({
      passes: [
        { name: 'a', patches: 2 },
        { name: 'b', patches: 0 },
      ],
    }),
  )?.body.text;
  expect(text).toContain('<summary>Passes that changed the graph: 1 of 2</summary><pre>a: 2\n</pre>');
});

it('is absent when there is neither', () => {
  expect(recipeSection(sampleRecord({ recipe: undefined, passes: [{ name: 'b', patches: 0 }] }))).toBeUndefined();
});
