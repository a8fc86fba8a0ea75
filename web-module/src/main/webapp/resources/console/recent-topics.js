/* On which topics something was said while the page is open, the latest first: a row for each, and of very many the latest. */
(function () {
  'use strict';

  var axletree = window.axletree;
  var MOST_TOPICS = 500;
  var SHOWN = 200;
  var rows = new Map();
  var list = document.getElementById('recentList');
  var pause = document.getElementById('recentPause');
  var filter = document.getElementById('recentFilter');

  function hide(row) {
    row.hidden = Boolean(filter.value) && row.dataset.topic.indexOf(filter.value) < 0;
  }

  function fill(row, name, text) {
    row.querySelector('[data-of=' + name + ']').textContent = text;
  }

  function rowOf(topic) {
    var row = rows.get(topic);
    if (row) {
      rows.delete(topic); /* it becomes the latest */
    } else {
      row = document.getElementById('recentRow').content.firstElementChild.cloneNode(true);
      row.dataset.topic = topic;
      row.dataset.count = 0;
      fill(row, 'topic', topic);
      hide(row);
    }
    rows.set(topic, row);
    return row;
  }

  document.addEventListener('axletree:message', function (event) {
    var message = event.detail;
    if (pause.getAttribute('aria-pressed') === 'true' || message.refused) {
      return;
    }
    var row = rowOf(message.topic);
    row.dataset.count++;
    axletree.showPayload(row.querySelector('[data-of=payload]'), message, SHOWN);
    fill(row, 'marks', axletree.counted('messages', Number(row.dataset.count)) + ' · ' + axletree.word('qos', { qos: message.qos }));
    row.querySelector('time').setAttribute('datetime', message.time);
    list.prepend(row);
    if (rows.size > MOST_TOPICS) {
      var oldest = rows.keys().next().value;
      rows.get(oldest).remove();
      rows.delete(oldest);
    }
    document.getElementById('noRecent').hidden = true;
    axletree.sayNoneMatches('noRecentMatches', list, filter.value);
    axletree.sayTimes();
  });

  filter.addEventListener('input', function () {
    rows.forEach(hide);
    axletree.sayNoneMatches('noRecentMatches', list, filter.value);
  });
  pause.addEventListener('click', function () {
    var paused = pause.getAttribute('aria-pressed') === 'true';
    pause.setAttribute('aria-pressed', paused ? 'false' : 'true');
    pause.textContent = axletree.word(paused ? 'pause' : 'go.on');
  });
})();
