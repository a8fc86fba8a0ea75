/* An MQTT client with the rights of a device: MQTT.js, which is loaded when somebody connects. The hub answers at the address of
   the page, since a page may speak to nobody else. */
(function () {
  'use strict';

  var axletree = window.axletree;
  var box = document.getElementById('client');
  var MOST_ROWS = 200;
  var MOST_FILTERS = 20;
  var MOST_SHOWN = 4096;
  var client = null;
  var over = false;
  var why = '';

  function at(id) {
    return document.getElementById(id);
  }

  function word(name, topic) {
    return at('client-' + name).textContent.replace('{topic}', topic || '');
  }

  function say(problem) {
    at('clientProblem').textContent = problem;
  }

  function state(name) {
    var on = name === 'on';
    at('clientState').dataset.state = on ? 'on' : 'off';
    at('clientState').textContent = word(name);
    at('clientConnect').hidden = name !== 'off';
    at('clientDisconnect').hidden = name === 'off';
    at('clientSubscribeGo').disabled = !on;
    at('clientPublishGo').disabled = !on;
    if (name === 'off') {
      at('clientFilters').replaceChildren();
      var focused = document.activeElement;
      if (!focused || focused === document.body || focused.disabled || focused.closest('[hidden]')) {
        at('clientConnect').focus();
      }
    }
  }

  function library(then) {
    if (window.mqtt) {
      then();
      return;
    }
    var script = document.createElement('script');
    script.src = box.dataset.library;
    script.onload = then;
    script.onerror = function () {
      state('off');
      say(word('library'));
    };
    document.head.append(script);
  }

  at('clientLogin').addEventListener('submit', function (event) {
    event.preventDefault();
    if (client) {
      return;
    }
    say('');
    why = '';
    state('connecting');
    var typed = at('clientPassword') ? at('clientPassword').value : '';
    library(function () {
      if (box.dataset.client === 'azure.key' || box.dataset.client === 'huawei.secret') {
        proveDevice([{ name: 'typed', value: typed }]);
      } else {
        connect(typed);
      }
    });
  });

  axletree.proved = function (xhr, args) {
    if (args && args.password !== undefined) {
      at('clientId').value = args.clientId;
      connect(args.password);
    } else {
      state('off');
      say(word('library'));
    }
  };

  function connect(password) {
    over = false;
    var options = {
      protocolVersion: 5,
      clientId: at('clientId').value,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: 30000,
      keepalive: 60,
      resubscribe: false,
      /* The other kind of timers is a worker made of text, which the page's policy forbids. */
      timerVariant: 'native'
    };
    if (at('clientUser').value) {
      options.username = at('clientUser').value;
    }
    if (password) {
      options.password = password;
    }
    var mine = client = mqtt.connect(location.origin.replace(/^http/, 'ws') + '/mqtt', options);
    mine.on('connect', function () {
      state('on');
      at('clientFilter').focus();
    });
    mine.on('error', function (problem) {
      if (client === mine && !over) {
        say(word('failed') + ' ' + (why || problem.message));
        end();
      }
    });
    mine.on('disconnect', function (packet) {
      if (client === mine && packet.properties && packet.properties.reasonString) {
        say(packet.properties.reasonString);
      }
    });
    mine.on('close', function () {
      if (client === mine && !over) {
        say(at('clientProblem').textContent || word('gone'));
        end();
      }
    });
    mine.on('message', function (topic, payload, packet) { heard(topic, payload, packet); });
  }

  function end() {
    over = true;
    var was = client;
    client = null;
    state('off');
    if (was) {
      was.end(false);
    }
  }

  at('clientDisconnect').addEventListener('click', function () {
    end();
    at('clientConnect').focus();
  });
  window.addEventListener('pagehide', end);

  /* Why the hub let nobody in is said to the hub's owner, not to the client: before or after the client hears of it. */
  document.addEventListener('axletree:happened', function (event) {
    if (event.detail.device === box.dataset.device && event.detail.severity === 'error') {
      why = event.detail.why;
      if (!client && at('clientProblem').textContent) {
        say(word('failed') + ' ' + why);
      }
    }
  });

  at('clientSubscribe').addEventListener('submit', function (event) {
    event.preventDefault();
    var filter = at('clientFilter').value;
    var list = at('clientFilters');
    if (!client || !filter) {
      return;
    }
    if (list.children.length >= MOST_FILTERS) {
      axletree.toast(word('full'), true);
      return;
    }
    client.subscribe(filter, { qos: Number(at('clientFilterQos').value) }, function (problem, granted) {
      if (problem) {
        axletree.toast(word('refused', filter) + ' ' + problem.message, true);
        return;
      }
      axletree.toast(word('subscribed', filter));
      subscribed(filter, granted.length ? granted[0].qos : 0);
    });
  });

  function subscribed(filter, qos) {
    Array.prototype.forEach.call(at('clientFilters').children, function (each) {
      if (each.dataset.filter === filter) {
        each.remove();
      }
    });
    var row = at('clientFilterRow').content.firstElementChild.cloneNode(true);
    row.dataset.filter = filter;
    row.querySelector('[data-of=filter]').textContent = filter;
    row.querySelector('[data-of=qos]').textContent = axletree.word('qos', { qos: qos });
    row.querySelector('button').addEventListener('click', function () {
      client.unsubscribe(filter, function () {
        row.remove();
        at('clientFilter').focus();
      });
    });
    at('clientFilters').append(row);
  }

  at('clientPublish').addEventListener('submit', function (event) {
    event.preventDefault();
    var topic = at('clientTopic').value;
    if (!client || !topic) {
      return;
    }
    /* What is no topic breaks the connection, and what the filter forbids is dropped in silence at QoS 0: both are known before. */
    judging = topic;
    judgeTopic([{ name: 'topic', value: topic }]);
  });

  var judging = '';

  axletree.judged = function (xhr, args) {
    var topic = judging;
    judging = '';
    if (!client || !topic) {
      return;
    }
    if (args && args.problem) {
      axletree.toast(args.problem, true);
    } else if (args && args.permitted === false && at('clientQos').value === '0') {
      axletree.toast(word('forbidden', topic), true);
    } else if (args && args.permitted !== undefined) {
      publish(topic);
    } else {
      axletree.toast(axletree.word('failed'), true);
    }
  };

  function publish(topic) {
    client.publish(topic, at('clientPayload').value, { qos: Number(at('clientQos').value), retain: at('clientRetain').checked }, function (problem) {
      if (problem) {
        axletree.toast(word('refused', topic) + ' ' + problem.message, true);
      } else {
        axletree.toast(word('published', topic));
      }
    });
  }

  function textOf(bytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (binary) {
      return null;
    }
  }

  function hexOf(bytes) {
    return Array.prototype.map.call(bytes.subarray(0, MOST_SHOWN / 4), function (each) { return each.toString(16).padStart(2, '0'); }).join(' ');
  }

  function heard(topic, payload, packet) {
    var text = textOf(payload);
    var hex = text === null ? hexOf(payload) : '';
    var list = at('clientMessages');
    list.prepend(axletree.messageRow({
      time: new Date().toISOString(),
      topic: topic,
      qos: packet.qos,
      retained: packet.retain,
      size: payload.length,
      text: text === null ? '' : text.slice(0, MOST_SHOWN),
      hex: hex,
      whole: text === null ? payload.length <= MOST_SHOWN / 4 : text.length <= MOST_SHOWN
    }));
    while (list.children.length > MOST_ROWS) {
      list.lastElementChild.remove();
    }
    list.hidden = false;
    at('clientNothing').hidden = true;
    axletree.sayTimes();
  }

  at('clientClear').addEventListener('click', function () {
    at('clientMessages').replaceChildren();
    at('clientMessages').hidden = true;
    at('clientNothing').hidden = false;
  });
})();
