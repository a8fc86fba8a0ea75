/* The traffic of a hub, of all, or of a device: what was kept, and what comes while somebody looks. Behind each chart is a table. What draws
   them is loaded when they come into sight: a page is there before. */
(function () {
  'use strict';

  var box = document.querySelector('[data-charts]');
  if (!box) {
    return;
  }
  var axletree = window.axletree;
  var number = axletree.number;
  var subject = box.dataset.charts;
  var choice = document.getElementById('trafficWindow');
  var charts = {};
  var data = null;
  var before = null;
  var SERIES = 12;

  function word(name) {
    return document.getElementById('charts-' + name).textContent;
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function bytes(value) {
    return axletree.sized(value).replace('/s', '');
  }

  /* What each chart shows of the data. */
  var shown = {
    messages: function () { return [line(word('in'), data.messages, '--accent', []), line(word('out'), data.sent, '--warn', [6, 4])]; },
    bytes: function () { return [line(word('in'), data.bytes, '--accent', []), line(word('out'), data.bytesSent, '--warn', [6, 4])]; },
    packets: function () { return [line(word('packets'), data.packets, '--accent', [])]; },
    connected: function () { return [line(word('connected'), data.connected, '--accent', [])]; },
    drops: function () {
      /* A reason keeps its colour, whatever else is dropped. */
      return Object.keys(data.drops).map(function (why, at) {
        var any = data.drops[why].some(function (each) { return each > 0; });
        return { label: why, data: data.drops[why], backgroundColor: colour('--series-' + (at % SERIES + 1)), stack: 'drops', any: any };
      });
    }
  };

  function line(label, values, name, dash) {
    return { label: label, data: values, borderColor: colour(name), backgroundColor: colour(name), borderDash: dash, borderWidth: 2, pointRadius: 0, pointHitRadius: 12, tension: 0.25 };
  }

  function timeOf(text) {
    var time = new Date(text);
    if (choice.value === 'HOUR' || choice.value === 'DAY') {
      return time.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false });
    }
    return time.toLocaleDateString('en', choice.value === 'YEAR' ? { month: 'short', year: 'numeric' } : { month: 'short', day: 'numeric' });
  }

  function options(name) {
    var said = name === 'bytes' ? bytes : number;
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: function (item) { return item.dataset.label + ': ' + said(item.parsed.y); } } }
      },
      scales: {
        x: { stacked: name === 'drops', grid: { display: false }, ticks: { color: colour('--quiet'), maxRotation: 0, autoSkipPadding: 24 } },
        y: {
          stacked: name === 'drops', beginAtZero: true, suggestedMax: 4, grid: { color: colour('--line') },
          ticks: { color: colour('--quiet'), precision: 0, maxTicksLimit: 6, callback: function (value) { return said(value); } }
        }
      }
    };
  }

  function draw() {
    box.querySelectorAll('[data-chart]').forEach(function (figure) {
      var name = figure.dataset.chart;
      var sets = shown[name]();
      var labels = data.times.map(timeOf);
      if (charts[name]) {
        charts[name].data.labels = labels;
        sets.forEach(function (set, at) { Object.assign(charts[name].data.datasets[at], set); });
        charts[name].update();
      } else if (window.Chart) {
        charts[name] = new Chart(figure.querySelector('canvas'), {
          type: name === 'drops' ? 'bar' : 'line', data: { labels: labels, datasets: sets }, options: options(name)
        });
      }
      legend(figure, name, sets);
      summary(figure, name, sets);
      if (figure.querySelector('details').open) {
        table(figure, sets);
      }
    });
    box.dataset.drawn = 'yes';
  }

  /* A list of the page's own, since one on a canvas is cut off where it is narrow. */
  function legend(figure, name, sets) {
    var list = figure.querySelector('.legend');
    list.replaceChildren();
    sets.filter(function (set) { return name !== 'connected' && name !== 'packets' && set.any !== false; }).forEach(function (set) {
      var item = document.createElement('li');
      var sign = document.createElement('span');
      sign.style.borderTopColor = set.backgroundColor;
      sign.style.borderTopStyle = set.borderDash && set.borderDash.length ? 'dashed' : 'solid';
      item.append(sign, set.label);
      list.append(item);
    });
  }

  function summary(figure, name, sets) {
    var said = name === 'bytes' ? bytes : number;
    var words = sets.map(function (set) {
      var value = name === 'connected' ? Math.max.apply(null, set.data) : set.data.reduce(function (sum, each) { return sum + each; }, 0);
      return value === 0 ? '' : (name === 'packets' ? '' : set.label.toLowerCase() + ' ') + said(value);
    }).filter(Boolean);
    figure.querySelector('[data-summary]').textContent = words.join(', ') || word('none');
  }

  function table(figure, sets) {
    var head = figure.querySelector('thead');
    head.replaceChildren();
    var row = head.insertRow();
    [word('time')].concat(sets.map(function (set) { return set.label; })).forEach(function (text) {
      var cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = text;
      row.append(cell);
    });
    var body = figure.querySelector('tbody');
    body.replaceChildren();
    for (var at = data.times.length - 1; at >= 0; at--) {
      var line = body.insertRow();
      var time = document.createElement('th');
      time.scope = 'row';
      time.textContent = timeOf(data.times[at]);
      line.append(time);
      sets.forEach(function (set) { line.insertCell().textContent = number(set.data[at]); });
    }
  }

  box.querySelectorAll('details').forEach(function (details) {
    details.addEventListener('toggle', function () {
      var figure = details.closest('[data-chart]');
      if (details.open && data) {
        table(figure, shown[figure.dataset.chart]());
      }
    });
  });

  var asked = 0;
  var failedAt = 0;
  var AGAIN = 30000;

  /* What is shown is not what was asked for: each chart says so, and it is asked for again after a while. */
  function failed() {
    failedAt = Date.now();
    box.querySelectorAll('[data-summary]').forEach(function (summary) { summary.textContent = word('failed'); });
  }

  function load() {
    var turn = ++asked;
    fetch(box.dataset.from + '&window=' + choice.value, { credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.json();
    }).then(function (fresh) {
      if (turn === asked) {
        failedAt = 0;
        data = fresh;
        draw();
      }
    }).catch(function () {
      if (turn === asked) {
        failed();
      }
    });
  }

  /* What has come since the last news belongs to the last step; when that is over, the hub is asked anew. */
  document.addEventListener('axletree:hub', function (event) {
    if (event.detail.id !== subject) {
      return;
    }
    var news = event.detail.hub;
    if (data && before && !failedAt && Date.now() < Date.parse(data.next)) {
      var last = data.times.length - 1;
      ['messages', 'sent', 'bytes', 'bytesSent'].forEach(function (name) {
        data[name][last] += Math.max(0, news[name] - before[name]);
      });
      data.connected[last] = Math.max(data.connected[last], news.connected);
      Object.keys(news.drops).forEach(function (why) {
        if (data.drops[why]) {
          data.drops[why][last] += Math.max(0, news.drops[why] - (before.drops[why] || 0));
        }
      });
      draw();
    }
    before = news;
  });

  /* What a device exchanged the hub writes down every few seconds: it is asked when the device was heard, and not more often. */
  var EVERY = 10000;
  var later = null;

  document.addEventListener('axletree:device', function (event) {
    if (event.detail.id === subject && !later) {
      later = setTimeout(function () {
        later = null;
        load();
      }, EVERY);
    }
  });

  function library() {
    var script = document.createElement('script');
    script.src = box.dataset.library;
    script.onload = function () {
      if (data) {
        draw();
      }
    };
    document.head.append(script);
  }

  function whenSeen() {
    var seeing = new IntersectionObserver(function (entries) {
      if (entries.some(function (entry) { return entry.isIntersecting; })) {
        seeing.disconnect();
        library();
      }
    });
    box.querySelectorAll('.canvas').forEach(function (canvas) { seeing.observe(canvas); });
  }

  if (document.readyState === 'complete') {
    whenSeen();
  } else {
    window.addEventListener('load', whenSeen);
  }

  choice.addEventListener('change', load);
  setInterval(function () {
    if (!document.hidden && Date.now() >= (failedAt ? failedAt + AGAIN : data ? Date.parse(data.next) + 11000 : Infinity)) {
      load();
    }
  }, 5000);
  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) {
      load();
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', function () {
    Object.keys(charts).forEach(function (name) {
      charts[name].destroy();
      delete charts[name];
    });
    if (data) {
      draw();
    }
  });
  load();
})();
