/* What the scripts of all pages begin with: words, numbers and times as the server writes them, what is copied, and what a toast says. */
(function () {
  'use strict';

  var axletree = window.axletree = {};

  /* What the page says stands in it, so that all texts come of one bundle. */
  function word(name, values) {
    return document.querySelector('#words [data-word="' + name + '"]').textContent.replace(/\{(\w+)\}/g, function (all, place) {
      return values && place in values ? values[place] : all;
    });
  }
  axletree.word = word;

  /* A number, as the server writes it. */
  function number(value) {
    return Number(value).toLocaleString('en');
  }
  axletree.number = number;

  /* A text about so many. */
  axletree.counted = function (name, count) {
    return word(name + (count === 1 ? '.one' : '.many'), { count: number(count) });
  };

  /* How long something takes, as the server writes it. */
  axletree.span = function (seconds) {
    var s = Math.max(0, Math.round(seconds));
    return s < 60 ? word('span.seconds', { s: s })
      : s < 3600 ? word('span.minutes', { min: Math.floor(s / 60), s: s % 60 })
      : s < 86400 ? word('span.hours', { h: Math.floor(s / 3600), min: Math.floor(s % 3600 / 60) })
      : word('span.days', { d: number(Math.floor(s / 86400)), h: Math.floor(s % 86400 / 3600) });
  };

  /* A filter that leaves nothing of a list says so in its place. */
  axletree.sayNoneMatches = function (id, list, wanted) {
    var sign = document.getElementById(id);
    var none = list.children.length > 0 && !list.querySelector(':scope > :not([hidden])');
    list.hidden = none || list.children.length === 0;
    sign.hidden = !none;
    sign.textContent = none ? sign.dataset.says.replace('{what}', function () { return wanted; }) : '';
  };

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-copy]');
    if (button) {
      copy(document.getElementById(button.dataset.copy).textContent, button);
    }
  });

  function copy(text, button) {
    var label = button.textContent;
    var said = function (done) {
      button.textContent = word(done ? 'copied' : 'copy.by.hand');
      setTimeout(function () { button.textContent = label; }, 1500);
      toast(word(done ? 'copied' : 'copy.failed'), !done);
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

  /* A toast says that something worked, or that it did not; above dialogs too. */
  var toastEnds;

  function toast(text, bad) {
    var sign = document.getElementById('toast');
    if (!sign || !text) {
      return;
    }
    sign.classList.toggle('bad', Boolean(bad));
    sign.setAttribute('role', bad ? 'alert' : 'status');
    if (sign.showPopover) {
      if (sign.matches(':popover-open')) {
        sign.hidePopover();
      }
      sign.showPopover();
    }
    sign.textContent = text;
    clearTimeout(toastEnds);
    toastEnds = setTimeout(function () {
      sign.textContent = '';
      if (sign.hidePopover && sign.matches(':popover-open')) {
        sign.hidePopover();
      }
    }, bad ? 9000 : 4000);
  }
  axletree.toast = toast;

  /* Times */
  var units = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60]];
  var relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

  function ago(date) {
    var seconds = (Date.now() - date.getTime()) / 1000;
    var past = seconds >= 0 ? -1 : 1;
    for (var i = 0; i < units.length; i++) {
      if (Math.abs(seconds) >= units[i][1]) {
        return relative.format(past * Math.floor(Math.abs(seconds) / units[i][1]), units[i][0]);
      }
    }
    return word('just.now');
  }

  var forms = {
    ago: ago,
    seen: ago,
    date: function (date) { return date.toLocaleDateString('en', { dateStyle: 'medium' }); },
    moment: function (date) { return date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }); },
    clock: function (date) { return date.toLocaleTimeString('en', { hour12: false }); }
  };

  function sayTimes() {
    document.querySelectorAll('time[data-form]').forEach(function (time) {
      var seen = time.dataset.form === 'seen';
      var text = word(seen ? 'seen.never' : 'never');
      var when = '';
      var stamp = time.getAttribute('datetime');
      if (time.dataset.now === 'yes' && document.documentElement.dataset.away !== 'yes') {
        when = word('now');
      } else if (stamp) {
        var date = new Date(stamp);
        time.title = date.toLocaleString();
        when = forms[time.dataset.form](date);
      }
      if (when) {
        text = seen ? word('seen', { when: when }) : when;
      }
      if (time.textContent !== text) {
        time.textContent = text;
      }
    });
  }
  axletree.sayTimes = sayTimes;
  setInterval(function () {
    if (!document.hidden) {
      sayTimes();
    }
  }, 20000);

  /* Tabs that do not fit are a row that moves: the one that is shown is in sight, and where there is more is said. */
  function tabs() {
    document.querySelectorAll('.tabs').forEach(function (row) {
      var shown = row.querySelector('[aria-current=page]');
      var more = function () {
        var rest = row.scrollWidth - row.clientWidth - row.scrollLeft;
        row.dataset.more = [row.scrollLeft > 2 ? 'before' : '', rest > 2 ? 'after' : ''].join(' ').trim();
      };
      var show = function () {
        if (shown) {
          row.scrollLeft = shown.offsetLeft - row.offsetLeft - (row.clientWidth - shown.offsetWidth) / 2;
        }
        more();
      };
      row.addEventListener('scroll', more, { passive: true });
      window.addEventListener('resize', show);
      show();
    });
  }
  tabs();
  sayTimes();
})();
