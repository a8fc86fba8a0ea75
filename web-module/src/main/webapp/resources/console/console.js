/* What the pages do by themselves: open dialogs, copy, say times in words, and show who is connected now. */
(function () {
  'use strict';

  var EVERY = 2000;
  var words = { on: 'Connected', off: 'Offline' };

  /* Dialogs: a button names the one it opens or closes. */
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-opens], [data-closes], [data-copy]');
    if (!button) {
      return;
    }
    if (button.dataset.opens) {
      PF(button.dataset.opens).show();
    } else if (button.dataset.closes) {
      PF(button.dataset.closes).hide();
    } else {
      copy(document.getElementById(button.dataset.copy).textContent, button);
    }
  });

  function copy(text, button) {
    var label = button.textContent;
    var said = function (done) {
      button.textContent = done ? 'Copied' : 'Press Ctrl+C';
      setTimeout(function () { button.textContent = label; }, 1500);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { said(true); }, function () { said(false); });
      return;
    }
    /* Without HTTPS there is no clipboard but by a selection. */
    var area = document.createElement('textarea');
    area.value = text;
    button.after(area);
    area.select();
    var done = document.execCommand('copy');
    area.remove();
    button.focus();
    said(done);
  }

  /* Times */
  var units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
  var relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

  function ago(date) {
    var seconds = Math.max(0, (Date.now() - date.getTime()) / 1000);
    for (var i = 0; i < units.length; i++) {
      if (seconds >= units[i][1]) {
        return relative.format(-Math.floor(seconds / units[i][1]), units[i][0]);
      }
    }
    return 'just now';
  }

  var forms = {
    ago: ago,
    date: function (date) { return date.toLocaleDateString('en', { dateStyle: 'medium' }); },
    moment: function (date) { return date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }); }
  };

  function sayTimes() {
    document.querySelectorAll('time[data-form]').forEach(function (time) {
      var text = 'never';
      var stamp = time.getAttribute('datetime');
      if (time.dataset.now === 'yes') {
        text = 'now';
      } else if (stamp) {
        var date = new Date(stamp);
        time.title = date.toLocaleString();
        text = forms[time.dataset.form](date);
      }
      if (time.textContent !== text) {
        time.textContent = text;
      }
    });
  }

  /* Who is connected now */
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

  function show(answer) {
    document.querySelectorAll('[data-live-hub]').forEach(function (element) {
      var count = answer.hubs[element.dataset.liveHub];
      if (count !== undefined && element.textContent !== String(count)) {
        element.textContent = count;
      }
    });
    document.querySelectorAll('[data-live-device]').forEach(function (element) {
      var connected = answer.devices[element.dataset.liveDevice];
      if (connected === undefined) {
        return;
      }
      var state = connected ? 'on' : 'off';
      var seen = document.querySelector('[data-live-seen="' + element.dataset.liveDevice + '"]');
      if (element.dataset.state !== state) {
        element.dataset.state = state;
        element.textContent = words[state];
        if (!connected && seen) {
          seen.setAttribute('datetime', new Date().toISOString());
        }
      }
      if (seen) {
        seen.dataset.now = connected ? 'yes' : 'no';
      }
    });
    sayTimes();
  }

  function ask(address) {
    var query = ids('data-live-hub').map(function (id) { return 'hub=' + id; })
      .concat(ids('data-live-device').map(function (id) { return 'device=' + id; }));
    if (query.length === 0 || document.hidden) {
      return Promise.resolve();
    }
    return fetch(address + '?' + query.join('&'), { credentials: 'same-origin' }).then(function (answer) {
      if (answer.status === 401) {
        location.reload();
        return null;
      }
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      return answer.json();
    }).then(function (news) {
      lost(false);
      if (news) {
        show(news);
      }
    }).catch(function () { lost(true); });
  }

  function lost(yes) {
    var sign = document.getElementById('lost');
    if (sign) {
      sign.hidden = !yes;
    }
  }

  var main = document.querySelector('[data-live]');
  if (main) {
    (function again() {
      ask(main.dataset.live).finally(function () { setTimeout(again, EVERY); });
    })();
    document.addEventListener('visibilitychange', function () { ask(main.dataset.live); });
  }

  /* What PrimeFaces has put in place needs its times said too; what it could not do must not be silent. */
  if (window.jQuery) {
    jQuery(document).on('pfAjaxComplete', sayTimes);
    jQuery(document).on('pfAjaxError', function () { lost(true); });
    jQuery(document).on('pfAjaxComplete', function (event, xhr, settings, args) {
      var source = args && document.getElementById(settings.source && settings.source.id || settings.source);
      if (source && source.dataset.closing && !args.validationFailed) {
        PF(source.dataset.closing).hide();
      }
    });
  }
  sayTimes();
})();
