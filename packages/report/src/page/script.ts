/**
 * What the page does by itself: sorts the node table by a click on a heading, filters it by search text and device, and
 * opens folds for printing. The page is whole without it.
 */
export const SCRIPT = `'use strict';
(function () {
  addEventListener('beforeprint', function () {
    document.querySelectorAll('details').forEach(function (fold) { fold.open = true; });
  });
  var frame = document.querySelector('.nodes');
  if (!frame) return;
  var tools = document.querySelector('.tools');
  var body = frame.querySelector('tbody');
  var rows = Array.from(body.rows);
  var heads = Array.from(frame.querySelectorAll('th'));
  var search = tools.querySelector('[type=search]');
  var onlyCpu = tools.querySelector('[type=checkbox]');
  var count = tools.querySelector('output');
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  var onCpu = rows.map(function (row) { return row.querySelector('.o').textContent === 'CPU'; });

  function value(row, column) {
    var text = row.cells[column].textContent;
    if (text === '--') return null;
    var number = Number(text.replace(/,/g, ''));
    return text === '' || isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (a === null || b === null) return 0;
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  }

  function sort(column) {
    var head = heads[column];
    var down = head.getAttribute('aria-sort') === 'ascending';
    heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var keyed = rows.map(function (row, i) { return { row: row, key: value(row, column), i: i }; });
    keyed.sort(function (a, b) {
      var absent = (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0);
      return absent || (down ? -1 : 1) * compare(a.key, b.key) || a.i - b.i;
    });
    keyed.forEach(function (entry) { body.appendChild(entry.row); });
  }

  function filter() {
    var words = search.value.toLowerCase().split(/\\s+/);
    var shown = 0;
    rows.forEach(function (row, i) {
      var hit = (!onlyCpu.checked || onCpu[i]) && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = !hit;
      if (hit) shown += 1;
    });
    count.textContent = shown + ' of ' + rows.length + ' nodes';
  }

  heads.forEach(function (head, column) { head.firstChild.addEventListener('click', function () { sort(column); }); });
  search.addEventListener('input', filter);
  onlyCpu.addEventListener('change', filter);
  addEventListener('hashchange', function () {
    var row = document.getElementById(location.hash.slice(1));
    if (!row || !row.hidden) return;
    search.value = '';
    onlyCpu.checked = false;
    filter();
    row.scrollIntoView();
  });
  tools.hidden = false;
  filter();
})();
`;
