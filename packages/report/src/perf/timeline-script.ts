/**
 * Draws the timeline of the page and lets it be zoomed: by buttons, by the keys + − ← → 0, by a double click, by the
 * wheel with Ctrl, and moved by dragging. Also sorts tables of the class `sortable` by a click on a heading. Only what
 * is in view is drawn; spans of less than a pixel are drawn as one.
 */
export const TIMELINE_SCRIPT = `'use strict';
(function () {
  var NS = 'http://www.w3.org/2000/svg';
  var holder = document.getElementById('timeline-data');
  var frame = document.getElementById('timeline-view');
  if (!holder || !frame) return;
  var data = JSON.parse(holder.textContent);
  var LEFT = 120, WIDTH = 1100, ROW = 30, TOP = 26;
  var from = data.from, to = Math.max(data.to, data.from + 0.001);
  var svg = document.createElementNS(NS, 'svg');
  var height = TOP + data.lanes.length * ROW + 4;
  svg.setAttribute('viewBox', '0 0 ' + WIDTH + ' ' + height);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'timeline of the queues');
  svg.setAttribute('tabindex', '0');
  frame.appendChild(svg);
  var range = document.querySelector('.timeline output');
  var detail = document.querySelector('.timeline .detail');

  function make(name, attributes, text) {
    var element = document.createElementNS(NS, name);
    for (var key in attributes) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function at(us) { return LEFT + (us - from) / (to - from) * (WIDTH - LEFT); }
  function time(us, step) {
    if (step >= 1000) return (us / 1000).toFixed(0) + ' ms';
    if (to >= 1000) return (us / 1000).toFixed(step >= 1 ? 3 : 6) + ' ms';
    return us.toFixed(step >= 1 ? 0 : 3) + ' µs';
  }
  function niceStep(rough) {
    var power = Math.pow(10, Math.floor(Math.log10(rough)));
    return power * (rough <= power ? 1 : rough <= 2 * power ? 2 : rough <= 5 * power ? 5 : 10);
  }
  function words(lane, i) {
    var list = data.spans[lane];
    var name = data.texts[list[i + 2]];
    var layer = list[i + 3] >= 0 ? data.texts[list[i + 3]] : '';
    return (layer ? layer + ': ' : '') + name + (list[i + 4] > 0 ? ' and ' + list[i + 4] + ' more' : '') + ', ' +
      list[i + 1] + ' µs from ' + list[i] + ' µs';
  }
  function colour(lane, i) {
    var label = data.lanes[lane];
    var kind = label === 'CPU' ? 'cpu' : label.indexOf('DMA') === 0 ? 's1' : label.indexOf('tensor') === 0 ? 's0' :
      label.indexOf('vector') === 0 ? 's2' : 's3';
    var list = data.spans[lane];
    return 'span ' + kind + ((list[i + 3] >= 0 ? list[i + 3] : i / 5) % 2 ? ' odd' : '');
  }
  function first(list) {
    var low = 0, high = list.length / 5;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle * 5] + list[middle * 5 + 1] < from) low = middle + 1; else high = middle;
    }
    return low * 5;
  }
  function lane(row) {
    var list = data.spans[row];
    var y = TOP + row * ROW;
    svg.appendChild(make('text', { x: LEFT - 8, y: y + 19, 'text-anchor': 'end' }, data.lanes[row]));
    svg.appendChild(make('rect', { 'class': 'bed', x: LEFT, y: y + 3, width: WIDTH - LEFT, height: ROW - 6 }));
    var shown = 0;
    for (var i = first(list); i < list.length && list[i] <= to; i += 5) {
      var start = Math.max(LEFT, at(list[i]));
      var end = Math.min(WIDTH, at(list[i] + list[i + 1]));
      var held = i, count = 0;
      while (end - start < 0.8 && i + 5 < list.length && list[i + 5] <= to && at(list[i + 5]) - start < 1) {
        i += 5; count++;
        end = Math.min(WIDTH, at(list[i] + list[i + 1]));
      }
      var box = make('rect', { 'class': colour(row, held), x: start.toFixed(2), y: y + 3,
        width: Math.max(0.6, end - start).toFixed(2), height: ROW - 6, 'data-lane': row, 'data-at': held });
      box.appendChild(make('title', {}, words(row, held) + (count ? '; with ' + count + ' close by' : '')));
      svg.appendChild(box);
      shown++;
      var label = data.texts[list[held + 3] >= 0 ? list[held + 3] : list[held + 2]];
      var room = Math.floor((end - start - 8) / 6.6);
      if (count === 0 && room >= 4) {
        var text = label.length > room ? label.slice(0, room - 1) + '…' : label;
        svg.appendChild(make('text', { 'class': 'in-span', x: (start + 4).toFixed(2), y: y + 19 }, text));
      }
    }
    return shown;
  }
  function draw() {
    while (svg.firstChild) svg.removeChild(svg.firstChild);
    var step = niceStep((to - from) / 8);
    for (var tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
      var x = at(tick).toFixed(1);
      svg.appendChild(make('path', { 'class': 'grid', d: 'M' + x + ' ' + (TOP - 6) + 'V' + height }));
      svg.appendChild(make('text', { x: x, y: 14, 'text-anchor': tick - from < step / 3 ? 'start' :
        to - tick < step / 3 ? 'end' : 'middle' }, time(tick, step)));
    }
    var shown = 0;
    for (var row = 0; row < data.lanes.length; row++) shown += lane(row);
    var digits = to - from < 10 ? 6 : 3;
    range.textContent = (from / 1000).toFixed(digits) + ' to ' + (to / 1000).toFixed(digits) + ' ms, ' + shown +
      ' spans drawn';
  }
  function show(newFrom, newTo) {
    var least = Math.min(0.02, data.to - data.from);
    var span = Math.min(Math.max(newTo - newFrom, least), Math.max(data.to - data.from, 0.001));
    from = Math.min(Math.max(newFrom, data.from), Math.max(data.from, data.to - span));
    to = from + span;
    draw();
  }
  function zoom(factor, centre) {
    var middle = centre === undefined ? (from + to) / 2 : centre;
    show(middle - (middle - from) * factor, middle + (to - middle) * factor);
  }
  function pan(part) { var by = (to - from) * part; show(from + by, to + by); }
  var ACTIONS = {
    'in': function () { zoom(0.5); }, 'out': function () { zoom(2); }, 'left': function () { pan(-0.4); },
    'right': function () { pan(0.4); }, 'all': function () { show(data.from, data.to); }
  };
  var KEYS = { '+': 'in', '=': 'in', '-': 'out', 'ArrowLeft': 'left', 'ArrowRight': 'right', '0': 'all' };
  document.querySelectorAll('.timeline button').forEach(function (button) {
    button.addEventListener('click', function () { ACTIONS[button.value](); });
  });
  function under(event) {
    var box = svg.getBoundingClientRect();
    return from + ((event.clientX - box.left) / box.width * WIDTH - LEFT) / (WIDTH - LEFT) * (to - from);
  }
  svg.addEventListener('keydown', function (event) {
    if (!KEYS[event.key]) return;
    event.preventDefault();
    ACTIONS[KEYS[event.key]]();
  });
  svg.addEventListener('wheel', function (event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, under(event));
  }, { passive: false });
  svg.addEventListener('dblclick', function (event) { zoom(0.25, under(event)); });
  var drag = null;
  svg.addEventListener('pointerdown', function (event) {
    drag = { x: event.clientX, from: from, to: to };
    var lane = event.target.getAttribute('data-lane');
    if (lane !== null) detail.textContent = words(Number(lane), Number(event.target.getAttribute('data-at')));
  });
  addEventListener('pointermove', function (event) {
    if (!drag || Math.abs(event.clientX - drag.x) < 3) return;
    var part = (drag.x - event.clientX) / svg.getBoundingClientRect().width * WIDTH / (WIDTH - LEFT);
    var by = part * (drag.to - drag.from);
    show(drag.from + by, drag.to + by);
  });
  addEventListener('pointerup', function () { drag = null; });
  document.querySelector('.timeline').hidden = false;
  draw();
})();
document.querySelectorAll('.structure').forEach(function (frame) {
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
});
(function () {
  function value(row, column) {
    var text = row.cells[column].getAttribute('data-sort') || row.cells[column].textContent;
    var number = parseFloat(text.replace(/,/g, ''));
    return isNaN(number) ? text : number;
  }
  document.querySelectorAll('.sortable table').forEach(function (table) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      head.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'descending' ? 1 : -1;
        Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down < 0 ? 'descending' : 'ascending');
        rows.map(function (row, i) { return { row: row, key: value(row, column), i: i }; }).sort(function (a, b) {
          var less = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return down * less || a.i - b.i;
        }).forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  });
})();
`;
