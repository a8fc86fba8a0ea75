/* What happens is seen while it happens: one stream for the page, opened for what the page shows, closed while nobody looks. */
(function () {
  'use strict';

  var main = document.querySelector('[data-live]');
  if (!main || !window.EventSource) {
    return;
  }

  var word = axletree.word;
  var counted = axletree.counted;
  var number = axletree.number;
  var SLOW = 8000;
  var MOST_ROWS = 200;
  var stream = null;
  var asked = null;
  var place = '';
  var once = false;
  var waiting = null;
  var missing = null;
  var samples = {};
  var drawing = {};

  /* What the page shows now. */
  function ids(attribute) {
    var found = [];
    document.querySelectorAll('[' + attribute + ']').forEach(function (element) {
      var id = element.getAttribute(attribute);
      if (id && found.indexOf(id) < 0) {
        found.push(id);
      }
    });
    return found;
  }

  /* A page that shows nothing of the kind still learns whether the hub is there. */
  function query() {
    var parts = ids('data-live-hub').map(function (id) { return 'hub=' + id; })
      .concat(ids('data-live-device').map(function (id) { return 'device=' + id; }))
      .concat(ids('data-live-route').map(function (id) { return 'route=' + id; }))
      .concat(ids('data-live-events').slice(0, 1).map(function (id) { return 'events=' + id; }))
      .concat(ids('data-live-messages').slice(0, 1).map(function (id) { return 'messages=' + id; }))
      .concat(ids('data-live-from').slice(0, 1).map(function (id) { return 'from=' + id; }));
    if (document.querySelector('[data-live-audit]')) {
      parts.push('audit=yes');
    }
    return parts.join('&');
  }

  function close() {
    if (stream) {
      stream.close();
      stream = null;
    }
    clearTimeout(waiting);
  }

  function open() {
    var wanted = query();
    if (document.hidden) {
      close();
      asked = null;
      return;
    }
    if (wanted === asked && stream && stream.readyState !== EventSource.CLOSED) {
      return;
    }
    close();
    asked = wanted;
    stream = new EventSource(main.dataset.live + '?' + wanted + '&since=' + encodeURIComponent(main.dataset.since || '') +
      (place ? '&after=' + place : '') + (once ? '&once=yes' : ''));
    /* A proxy that holds streams back lets answers pass that end. */
    waiting = setTimeout(function () {
      once = true;
      asked = null;
      open();
    }, SLOW);
    on('hello', function () {
      clearTimeout(waiting);
      clearTimeout(missing);
      missing = null;
      lost(false);
    });
    on('state', function (news) {
      show(news);
    });
    on('message', function (message) {
      showMessage(message);
    });
    on('happened', function (happening) {
      showEvent(happening);
    });
    on('missed', function () {
      document.dispatchEvent(new CustomEvent('axletree:missed'));
    });
    on('over', function () {
      close();
      comeBack();
    });
    stream.onerror = function () {
      /* Each stream ends after a while and is asked for again: only one that does not come back is lost. */
      if (!missing) {
        missing = setTimeout(function () { lost(true); }, 3000);
      }
      if (stream && stream.readyState === EventSource.CLOSED) {
        refused();
      }
    };
  }

  function on(kind, then) {
    stream.addEventListener(kind, function (event) {
      if (event.lastEventId) {
        place = event.lastEventId;
      }
      then(JSON.parse(event.data));
    });
  }

  /* The stream was refused: who is logged out goes to the login; else it is tried again. */
  function refused() {
    asked = null;
    fetch(main.dataset.live + '?once=yes', { credentials: 'same-origin' }).then(function (answer) {
      if (answer.status === 401) {
        comeBack();
      } else {
        setTimeout(open, 5000);
      }
    }).catch(function () { setTimeout(open, 5000); });
  }

  /* A login that ended leads to the login page, and a hub that stops to nowhere: the page stays until there is another one. */
  function comeBack() {
    fetch(location.href, { credentials: 'same-origin', redirect: 'manual' }).then(function (answer) {
      if (answer.ok || answer.type === 'opaqueredirect' || answer.status >= 400 && answer.status < 500) {
        location.reload();
      } else {
        throw new Error(answer.status);
      }
    }).catch(function () {
      lost(true);
      setTimeout(comeBack, 3000);
    });
  }

  function lost(yes) {
    var sign = document.getElementById('lost');
    if (sign) {
      sign.hidden = !yes;
    }
    /* Whether anything is connected is not known then, nor when it was seen last. */
    document.documentElement.dataset.away = yes ? 'yes' : 'no';
    document.querySelectorAll('.state[data-live-device], .state[data-live-route]').forEach(function (state) {
      if (yes && state.dataset.was === undefined) {
        state.dataset.was = state.textContent;
        state.dataset.stood = state.dataset.state;
        state.dataset.state = 'unknown';
        say(state, word('unknown.state'));
      } else if (!yes && state.dataset.was !== undefined) {
        if (state.dataset.state === 'unknown') {
          state.dataset.state = state.dataset.stood;
          say(state, state.dataset.was);
        }
        delete state.dataset.was;
        delete state.dataset.stood;
      }
    });
    axletree.sayTimes();
  }

  /* Presence, counters, routes */
  function say(element, text) {
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  function show(news) {
    Object.keys(news.hubs).forEach(function (id) { showHub(id, news.hubs[id]); });
    Object.keys(news.devices).forEach(function (id) { showDevice(id, news.devices[id]); });
    Object.keys(news.routes).forEach(function (id) { showRoute(id, news.routes[id]); });
    if (news.audit && news.audit.all) {
      showChanges(news.audit.all.newest);
    }
    axletree.sayTimes();
  }

  /* New entries of the audit log: at once, but not while somebody looks into one. */
  var newest = 0;

  function showChanges(number) {
    newest = Math.max(newest, number);
    var view = document.getElementById('auditView');
    if (!view || newest <= Number(view.dataset.liveAudit)) {
      return;
    }
    if (view.querySelector('details[open]') || view.contains(document.activeElement)) {
      setTimeout(function () { showChanges(newest); }, 2000);
      return;
    }
    view.dataset.liveAudit = newest;
    fetch(location.href, { credentials: 'same-origin' }).then(function (answer) {
      return answer.ok ? answer.text() : '';
    }).then(function (html) {
      var fresh = html && new DOMParser().parseFromString(html, 'text/html').getElementById('auditView');
      if (fresh) {
        view.replaceWith(fresh);
        axletree.sayTimes();
      }
    }).catch(function () { view.dataset.liveAudit = 0; });
  }

  /* Where the numbers of a hub stand: each place names it, or the card that the place is in. */
  function placesOf(id) {
    var named = '[data-live-hub="' + id + '"]';
    return document.querySelectorAll(named + ':not(.card.hub), .card.hub' + named + ' [data-live-what]');
  }

  function showHub(id, hub) {
    placesOf(id).forEach(function (element) {
      var what = element.dataset.liveWhat || 'connected';
      if (rates[what]) {
        say(element, rate(id, rates[what], hub, what));
      } else if (what === 'drops') {
        say(element, Object.keys(hub.drops).map(function (why) { return why + ': ' + number(hub.drops[why]); }).join(', '));
      } else if (what === 'failing') {
        element.hidden = hub.failing === 0;
        var texts = element.closest('[data-one]').dataset;
        say(element, hub.failing ? (hub.failing === 1 ? texts.one : texts.many).replace('{count}', number(hub.failing)) : '');
      } else if (hub[what] >= 0) {
        say(element, number(hub[what]));
      }
    });
    document.querySelectorAll('[data-live-rows="' + id + '"]').forEach(function (list) {
      if (hub.devices >= 0 && String(hub.devices) !== list.dataset.count) {
        list.dataset.count = hub.devices;
        reload();
      }
    });
    document.dispatchEvent(new CustomEvent('axletree:hub', { detail: { id: id, hub: hub } }));
  }

  /* Counters that are shown as what comes in a second, and how that is said. */
  var rates = { rate: 'messages', sentRate: 'sent', bytesRate: 'bytes', bytesSentRate: 'bytesSent' };

  function sized(bytes) {
    var units = ['B', 'kB', 'MB', 'GB'];
    var unit = 0;
    while (bytes >= 1000 && unit < units.length - 1) {
      bytes /= 1000;
      unit++;
    }
    return (bytes >= 10 || unit === 0 ? Math.round(bytes) : Math.round(bytes * 10) / 10) + ' ' + units[unit] + '/s';
  }
  axletree.sized = sized;

  function rate(id, counter, hub, what) {
    var now = Date.now();
    var key = id + counter;
    var before = samples[key];
    if (!before || before.at !== now) {
      samples[key] = { at: now, count: hub[counter], rate: before ? before.rate : 0 };
      if (before && now > before.at) {
        samples[key].rate = Math.max(0, Math.round((hub[counter] - before.count) * 10000 / (now - before.at)) / 10);
        clearTimeout(before.quiet);
      }
      samples[key].quiet = setTimeout(function () {
        placesOf(id).forEach(function (element) {
          if (element.dataset.liveWhat === what) {
            say(element, rateIn(counter, 0));
          }
        });
      }, 2500);
    }
    return rateIn(counter, samples[key].rate);
  }

  function rateIn(counter, value) {
    return counter.indexOf('bytes') === 0 ? sized(value) : number(value);
  }

  function showDevice(id, device) {
    document.querySelectorAll('[data-live-device="' + id + '"]').forEach(function (element) {
      var state = device.connected ? 'on' : 'off';
      if (element.dataset.state !== state) {
        element.dataset.state = state;
        element.textContent = word('device.' + state);
      }
    });
    document.querySelectorAll('[data-live-turns="' + id + '"]').forEach(function (part) {
      if (String(device.turns) !== part.dataset.turns) {
        part.dataset.turns = device.turns;
        again(part.dataset.again);
      }
    });
    document.querySelectorAll('[data-live-seen="' + id + '"]').forEach(function (seen) {
      if (device.seen) {
        seen.setAttribute('datetime', device.seen);
      }
      seen.dataset.now = device.connected ? 'yes' : 'no';
    });
    document.dispatchEvent(new CustomEvent('axletree:device', { detail: { id: id } }));
  }

  function showRoute(id, route) {
    document.querySelectorAll('[data-live-route="' + id + '"]').forEach(function (element) {
      if (route.state) {
        element.dataset.state = route.state;
        say(element, word('route.' + route.state));
      }
    });
    document.querySelectorAll('[data-route-waiting="' + id + '"]').forEach(function (element) {
      say(element, route.waiting > 0 ? word('route.waiting', { count: number(route.waiting), span: axletree.span(route.lag) }) : '');
    });
    document.querySelectorAll('[data-route-dead="' + id + '"]').forEach(function (element) {
      var none = element.dataset.count === '0';
      element.dataset.count = route.dead || 0;
      fill(element, 'dead', counted('dead', route.dead || 0));
      if (none !== !route.dead) { /* why the first one was refused, or that none is left */
        again('showRoutes');
      }
    });
    document.querySelectorAll('[data-route-error="' + id + '"]').forEach(function (element) {
      say(element, route.state === 'failing' && route.error ? route.error : '');
    });
  }

  /* Something is retained, or is so no more: the list of what is. */
  var retained = document.getElementById('retained');
  if (retained) {
    document.addEventListener('axletree:message', function (event) {
      if (event.detail.retained && !event.detail.refused) {
        again('showRetained');
      }
    });
  }

  /* A part of the page that the server draws again, soon and once for all that happened meanwhile; not under a dialog. */
  function again(name) {
    clearTimeout(drawing[name]);
    drawing[name] = setTimeout(function () {
      if (axletree.dialog()) {
        again(name);
      } else if (typeof window[name] === 'function') {
        window[name]();
      }
    }, 300);
  }

  /* New rows of a list: at once, but under nobody's hands. */
  function reload() {
    if (!axletree.view) {
      return;
    }
    var busy = axletree.dialog() || document.querySelector('#devicesView tbody input:checked') ||
      document.activeElement && document.activeElement.closest && document.activeElement.closest('#devicesView table');
    if (busy) {
      setTimeout(reload, 2000);
    } else {
      axletree.view.again();
    }
  }

  /* Messages */
  function fill(element, name, text) {
    element.querySelectorAll('[data-of=' + name + ']').forEach(function (place) { place.textContent = text; });
  }

  function fillPayload(element, message) {
    element.querySelectorAll('[data-of=payload]').forEach(function (place) { axletree.showPayload(place, message); });
  }

  function messageRow(message) {
    var row = document.getElementById('messageRow').content.firstElementChild.cloneNode(true);
    row.querySelector('time').setAttribute('datetime', message.time);
    fill(row, 'topic', message.topic);
    fillPayload(row, message);
    fill(row, 'marks', word('qos', { qos: message.qos }) + (message.retained ? ', ' + word('retained') : '') + ' · ' + counted('bytes', message.size));
    if (message.refused) {
      row.dataset.refused = 'yes';
      fill(row, 'refused', word('refused', { why: message.refused }));
    }
    return row;
  }
  axletree.messageRow = messageRow;

  function showMessage(message) {
    var first = document.querySelector('[data-first]');
    if (first && first.dataset.first === 'waiting' && message.device === first.dataset.liveFrom) {
      arrived(first, message);
    }
    document.dispatchEvent(new CustomEvent('axletree:message', { detail: message }));
  }

  function arrived(box, message) {
    if (message.refused) {
      fill(box, 'refused', word('refused.message', { topic: message.topic, why: message.refused }));
      return;
    }
    box.dataset.first = 'arrived';
    fill(box, 'topic', message.topic);
    fillPayload(box, message);
    fill(box, 'size', counted('bytes', message.size));
    fill(box, 'refused', '');
    box.querySelectorAll('time').forEach(function (time) { time.setAttribute('datetime', message.time); });
    box.querySelector('.pending').hidden = true;
    box.querySelector('.arrived').hidden = false;
    axletree.sayTimes();
  }

  /* The list of messages: paused, filtered and bounded by whoever reads it. */
  var list = document.getElementById('messages');

  function matches(row, wanted) {
    return !wanted || row.querySelector('[data-of=topic]').textContent.indexOf(wanted) >= 0;
  }

  if (list) {
    var pause = document.getElementById('messagesPause');
    var filter = document.getElementById('messageFilter');
    var held = 0;
    document.addEventListener('axletree:message', function (event) {
      if (pause.getAttribute('aria-pressed') === 'true') {
        held++;
        pause.textContent = word('go.on.passed', { count: number(held) });
        return;
      }
      var message = event.detail;
      var row = messageRow(message);
      row.hidden = !matches(row, filter.value);
      list.prepend(row);
      list.hidden = false;
      document.getElementById('noMessages').hidden = true;
      while (list.children.length > MOST_ROWS) {
        list.lastElementChild.remove();
      }
      axletree.sayNoneMatches('noMatches', list, filter.value);
      axletree.sayTimes();
    });
    pause.addEventListener('click', function () {
      var paused = pause.getAttribute('aria-pressed') === 'true';
      pause.setAttribute('aria-pressed', paused ? 'false' : 'true');
      held = 0;
      pause.textContent = word(paused ? 'pause' : 'go.on');
    });
    filter.addEventListener('input', function () {
      Array.prototype.forEach.call(list.children, function (row) { row.hidden = !matches(row, filter.value); });
      axletree.sayNoneMatches('noMatches', list, filter.value);
    });
    document.getElementById('messagesClear').addEventListener('click', function () {
      list.replaceChildren();
      axletree.sayNoneMatches('noMatches', list, filter.value);
      list.hidden = true;
      document.getElementById('noMessages').hidden = false;
    });
  }

  /* Events */
  /* Equal ones in a row are one with a count, where a list says so. */
  function together(list, row, happening) {
    var from = happening.from || '';
    var before = list.firstElementChild;
    row.dataset.key = [happening.why, happening.who || word('unknown.device'), from.slice(0, Math.max(0, from.lastIndexOf(':'))), happening.what].join(' | ');
    row.dataset.count = '1';
    if (list.dataset.together && before && before.dataset.key === row.dataset.key) {
      row.dataset.count = String(Number(before.dataset.count) + 1);
      fill(row, 'times', word('in.a.row', { count: number(row.dataset.count) }));
      row.querySelector('[data-of=times]').hidden = false;
      before.remove();
    }
  }

  /* What it happened to is a link, where the page has links: as those that the server wrote. */
  function link(row, happening, hub) {
    var address = !hub ? '' : happening.device ? 'device?id=' + happening.device : happening.route ? 'hub?tab=routes&id=' + hub : '';
    if (address) {
      var who = row.querySelector('[data-of=who]');
      var there = document.createElement('a');
      there.href = address;
      there.append.apply(there, who.childNodes);
      who.append(there);
    }
  }

  function showEvent(happening) {
    var first = document.querySelector('[data-first=waiting]');
    if (first && happening.device === first.dataset.liveFrom && happening.severity === 'error') {
      fill(first, 'refused', word('refused.it', { why: happening.why }));
    }
    document.querySelectorAll('[data-live-happened="' + happening.device + '"]').forEach(again);
    document.dispatchEvent(new CustomEvent('axletree:happened', { detail: happening }));
    document.querySelectorAll('[data-list-events]').forEach(function (list) {
      if (list.dataset.onlyDevice && list.dataset.onlyDevice !== happening.device) {
        return;
      }
      if (list.dataset.severities && list.dataset.severities.split(' ').indexOf(happening.severity) < 0) {
        return;
      }
      var row = document.getElementById('eventRow').content.firstElementChild.cloneNode(true);
      row.dataset.severity = happening.severity;
      fill(row, 'why', happening.why);
      fill(row, 'who', happening.who || word('unknown.device'));
      link(row, happening, list.dataset.links);
      fill(row, 'from', happening.from ? ' · ' + happening.from : '');
      fill(row, 'what', happening.what);
      row.querySelector('.dot').hidden = !happening.what;
      row.querySelector('.reason').hidden = !list.dataset.reasons;
      fill(row, 'reason', happening.reason);
      together(list, row, happening);
      row.querySelector('time').setAttribute('datetime', happening.time);
      list.prepend(row);
      list.hidden = false;
      while (list.children.length > MOST_ROWS) {
        list.lastElementChild.remove();
      }
      var none = list.parentElement.querySelector('[data-none]');
      if (none) {
        none.hidden = true;
      }
    });
    axletree.sayTimes();
  }

  document.addEventListener('visibilitychange', open);
  window.addEventListener('pagehide', close);
  if (window.jQuery) {
    jQuery(document).on('pfAjaxComplete', open);
  }
  axletree.look = open;
  open();
})();
