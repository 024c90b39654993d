/**
 * What the pages of the debugger do by themselves: say what is below the pointer, zoom and move along the horizontal
 * axis (buttons, keys, Ctrl and the wheel, dragging, a double click for all), leave a curve out at a click on its key,
 * change between ways to draw, and sort tables. The page is whole without it.
 */
export const DEBUG_SCRIPT = `'use strict';
(function () {
  var probes = JSON.parse(document.getElementById('probes-data').textContent);

  document.querySelectorAll('figure.probed').forEach(function (figure) {
    var spans = probes[Number(figure.getAttribute('data-figure'))];
    var output = figure.querySelector('output');
    var views = Array.from(figure.querySelectorAll('[data-view]'));
    var buttons = Array.from(figure.querySelectorAll('button'));
    var whole = [spans.length ? spans[0].panel.left : 0, spans.length ? spans[0].panel.right : 1];
    var range = whole.slice();

    function draw() {
      var scale = (whole[1] - whole[0]) / (range[1] - range[0]);
      function place(x) { return whole[0] + (x - range[0]) * scale; }
      figure.querySelectorAll('svg.inside').forEach(function (inside) {
        var box = inside.getAttribute('viewBox').split(' ');
        inside.setAttribute('viewBox', range[0] + ' ' + box[1] + ' ' + (range[1] - range[0]) + ' ' + box[3]);
      });
      figure.querySelectorAll('.xtick, .largest').forEach(function (mark) {
        if (mark.home === undefined) {
          var at = /translate\\(([-\\d.]+) ([-\\d.]+)\\)/.exec(mark.getAttribute('transform') || '');
          mark.home = at ? [Number(at[1]), at[2]] : [Number(mark.getAttribute('data-x')), null];
        }
        var x = place(mark.home[0]);
        var there = x >= whole[0] - 0.5 && x <= whole[1] + 0.5;
        mark.style.display = there ? '' : 'none';
        if (mark.home[1] === null) mark.setAttribute('transform', 'translate(' + (x - mark.home[0]) + ' 0)');
        else mark.setAttribute('transform', 'translate(' + x + ' ' + mark.home[1] + ')');
      });
    }

    function show(from, to) {
      var least = (whole[1] - whole[0]) / 2000;
      var width = Math.min(Math.max(to - from, least), whole[1] - whole[0]);
      var start = Math.min(Math.max((from + to - width) / 2, whole[0]), whole[1] - width);
      range = [start, start + width];
      draw();
    }

    function zoom(factor, x) {
      show(x - (x - range[0]) * factor, x + (range[1] - x) * factor);
    }

    function act(value) {
      var middle = (range[0] + range[1]) / 2;
      var step = (range[1] - range[0]) / 4;
      if (value === 'in') zoom(0.5, middle);
      if (value === 'out') zoom(2, middle);
      if (value === 'left') show(range[0] - step, range[1] - step);
      if (value === 'right') show(range[0] + step, range[1] + step);
      if (value === 'all') show(whole[0], whole[1]);
      if (value.indexOf('view ') === 0) {
        views.forEach(function (view) { view.hidden = view.getAttribute('data-view') !== value.slice(5); });
        press();
      }
    }

    function press() {
      buttons.forEach(function (button) {
        if (button.value.indexOf('view ') !== 0) return;
        var view = views.find(function (each) { return each.getAttribute('data-view') === button.value.slice(5); });
        button.setAttribute('aria-pressed', String(!view.hidden));
      });
    }

    function spot(svg, event) {
      var box = svg.getBoundingClientRect();
      var size = svg.viewBox.baseVal;
      var x = (event.clientX - box.left) / box.width * size.width;
      var y = (event.clientY - box.top) / box.height * size.height;
      var inside = Math.min(Math.max(x, whole[0]), whole[1]);
      return { x: x, y: y, data: range[0] + (inside - whole[0]) / (whole[1] - whole[0]) * (range[1] - range[0]) };
    }

    function say(at) {
      var span = spans.find(function (each) {
        var panel = each.panel;
        return at.x >= panel.left && at.x <= panel.right && at.y >= panel.top - 20 && at.y <= panel.bottom + 20;
      });
      var text = '';
      if (span) {
        var low = 0;
        var high = span.says.length;
        while (low < high) {
          var middle = (low + high) >> 1;
          if (span.edges[middle + 1] < at.data) low = middle + 1; else high = middle;
        }
        if (low < span.says.length && at.data >= span.edges[0]) text = span.says[low];
      }
      output.textContent = text;
    }

    views.forEach(function (view) {
      var svg = view.firstElementChild;
      var drag = null;
      svg.setAttribute('tabindex', '0');
      svg.addEventListener('pointermove', function (event) {
        var at = spot(svg, event);
        if (drag) {
          var moved = (drag.x - at.x) / (whole[1] - whole[0]) * (drag.range[1] - drag.range[0]);
          show(drag.range[0] + moved, drag.range[1] + moved);
        }
        say(at);
      });
      svg.addEventListener('pointerdown', function (event) {
        if (event.target.closest('g.key')) return;
        drag = { x: spot(svg, event).x, range: range.slice() };
        svg.setPointerCapture(event.pointerId);
      });
      svg.addEventListener('pointerup', function () { drag = null; });
      svg.addEventListener('pointercancel', function () { drag = null; });
      svg.addEventListener('dblclick', function () { act('all'); });
      svg.addEventListener('wheel', function (event) {
        if (!event.ctrlKey) return;
        event.preventDefault();
        zoom(event.deltaY < 0 ? 0.8 : 1.25, spot(svg, event).data);
      }, { passive: false });
      svg.addEventListener('keydown', function (event) {
        var does = { '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'left', ArrowRight: 'right', 0: 'all' }[event.key];
        if (!does) return;
        event.preventDefault();
        act(does);
      });
    });

    figure.querySelectorAll('g.key').forEach(function (key) {
      key.addEventListener('click', function () {
        var off = key.classList.toggle('off');
        var series = figure.querySelector('g.series[data-series="' + key.getAttribute('data-series') + '"]');
        if (series) series.classList.toggle('off', off);
      });
    });
    buttons.forEach(function (button) { button.addEventListener('click', function () { act(button.value); }); });
    press();
    figure.querySelector('.tools').hidden = false;
  });

  document.querySelectorAll('.ranked').forEach(function (frame) {
    var body = frame.querySelector('tbody');
    var rows = Array.from(body.rows);
    var heads = Array.from(frame.querySelectorAll('th'));
    heads.forEach(function (head, column) {
      head.firstChild.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        rows.map(function (row, i) {
          var text = row.cells[column].textContent;
          return { row: row, key: text === '' || isNaN(Number(text)) ? text : Number(text), i: i };
        }).sort(function (a, b) {
          var order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
          return (down ? -order : order) || a.i - b.i;
        }).forEach(function (entry) { body.appendChild(entry.row); });
      });
    });
  });
})();
`;
