/* What the pages do by themselves: open and guard dialogs, copy, say times in words, keep the focus where people are. */
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

  /* Dialogs: a button names the one it opens or closes. */
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-opens], [data-closes], [data-copy], [data-keeps]');
    if (!button) {
      return;
    }
    if (button.dataset.keeps !== undefined && button.dataset.keeps !== 'no') {
      kept(button);
    }
    if (button.dataset.opens) {
      PF(button.dataset.opens).show();
    } else if (button.dataset.closes) {
      guarded(button.closest('.ui-dialog'), function () { PF(button.dataset.closes).hide(); });
    } else if (button.dataset.copy) {
      copy(document.getElementById(button.dataset.copy).textContent, button);
    }
  });

  /* What is shown only once must not be lost by a slip: [data-guard] asks before it goes, until somebody kept it. */
  function kept(button) {
    var guard = button.closest('[data-guard]');
    if (guard) {
      guard.dataset.guard = 'kept';
    }
  }

  function isGuarded(dialog) {
    return Boolean(dialog && dialog.querySelector('[data-guard=open]'));
  }

  function guarded(dialog, then) {
    if (!isGuarded(dialog)) {
      then();
      return;
    }
    var question = document.getElementById('guard');
    question.returnValue = 'stay';
    question.onclose = function () {
      if (question.returnValue === 'leave') {
        dialog.querySelectorAll('[data-guard=open]').forEach(function (each) { each.dataset.guard = 'left'; });
        then();
      }
    };
    question.showModal();
  }

  document.addEventListener('click', function (event) {
    var close = event.target.closest('.ui-dialog-titlebar-close');
    var dialog = close && close.closest('.ui-dialog');
    if (isGuarded(dialog)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      guarded(dialog, function () { close.click(); });
    }
  }, true);

  document.addEventListener('keydown', function (event) {
    /* A question stands above every dialog: its keys are its own, and PrimeFaces, which keeps them from all but its dialog, sees none. */
    if (document.querySelector('dialog[open]')) {
      event.stopImmediatePropagation();
      return;
    }
    if (event.key !== 'Escape') {
      return;
    }
    var open = Array.prototype.filter.call(document.querySelectorAll('.ui-dialog'), function (dialog) {
      return dialog.getClientRects().length > 0 && isGuarded(dialog);
    });
    if (open.length > 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      guarded(open[0], function () { open[0].querySelector('.ui-dialog-titlebar-close').click(); });
    }
  }, true);

  window.addEventListener('beforeunload', function (event) {
    if (document.querySelector('.ui-dialog [data-guard=open]')) {
      event.preventDefault();
      event.returnValue = '';
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

  /* What is wrong with a field, and what helps, is said with the field. */
  var numbers = 0;

  function idOf(element) {
    if (!element.id) {
      numbers++;
      element.id = 'said' + numbers;
    }
    return element.id;
  }

  function describeFields(within) {
    within.querySelectorAll('.field').forEach(function (field) {
      var inputs = field.querySelectorAll('input:not([type=hidden]), textarea, select');
      var errors = field.querySelectorAll('.error');
      var hints = Array.prototype.filter.call(field.querySelectorAll('.hint'), function (hint) { return !hint.closest('label'); });
      var ids = Array.prototype.map.call(errors, idOf).concat(hints.map(idOf));
      inputs.forEach(function (input) {
        if (errors.length > 0) {
          input.setAttribute('aria-invalid', 'true');
        } else {
          input.removeAttribute('aria-invalid');
        }
        if (ids.length > 0) {
          input.setAttribute('aria-describedby', ids.join(' '));
        } else {
          input.removeAttribute('aria-describedby');
        }
      });
    });
  }

  /* Names that a filter's template cannot use are said to be so while they are typed. */
  document.addEventListener('input', function (event) {
    var field = event.target.dataset && event.target.dataset.plain !== undefined && event.target.closest('.field');
    if (field) {
      var caution = field.querySelector('.caution');
      caution.textContent = /[+#\/$]/.test(event.target.value) ? word('caution') : '';
    }
  });

  /* What is selected in a list, and what can be done with all of it. */
  function countChosen() {
    var bar = document.getElementById('chosenBar');
    if (!bar) {
      return;
    }
    var boxes = document.querySelectorAll('input[name=chosen]');
    var chosen = document.querySelectorAll('input[name=chosen]:checked');
    bar.hidden = chosen.length === 0;
    bar.querySelector('[data-chosen-count]').textContent = number(chosen.length);
    var all = document.getElementById('chooseAll');
    if (all) {
      all.checked = boxes.length > 0 && chosen.length === boxes.length;
      all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
    }
    countHubs(chosen);
    document.querySelectorAll('[data-takes-chosen]').forEach(function (place) {
      place.value = Array.prototype.map.call(chosen, function (box) { return box.value; }).join(' ');
    });
  }
  /* How much goes with the hubs that are selected. */
  function countHubs(chosen) {
    var place = document.getElementById('deleteHubsCount');
    if (!place) {
      return;
    }
    var sums = { hubs: chosen.length, devices: 0, connected: 0 };
    chosen.forEach(function (box) {
      var connected = box.closest('.hub').querySelector('[data-live-what=connected]');
      sums.devices += Number(box.dataset.devices);
      sums.connected += Number(connected.textContent.replace(/\D/g, ''));
    });
    place.textContent = (chosen.length === 1 ? place.dataset.one : place.dataset.many).replace(/\{(\w+)\}/g, function (all, name) {
      return number(sums[name]);
    });
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('#deleteHubsButton')) {
      countChosen();
    }
  }, true);

  document.addEventListener('change', function (event) {
    if (event.target.id === 'chooseAll') {
      document.querySelectorAll('input[name=chosen]').forEach(function (box) { box.checked = event.target.checked; });
    }
    if (event.target.id === 'chooseAll' || event.target.name === 'chosen') {
      countChosen();
    }
  });

  /* The dialog that is open above all others; PrimeFaces marks it by no class of its own. */
  axletree.dialog = function () {
    return Array.prototype.filter.call(document.querySelectorAll('.ui-dialog'), function (each) {
      return each.getClientRects().length > 0;
    }).pop();
  };

  /* Behind an open dialog nothing can be used; a question above it can. */
  function within(dialog, element) {
    return !dialog || dialog.contains(element) || Boolean(element.closest('dialog[open]'));
  }

  /* What is wrong in a folded part is not hidden there. */
  function unfold() {
    document.querySelectorAll('details:not([open]) .field .error').forEach(function (error) {
      for (var part = error.closest('details'); part && error.textContent.trim(); part = part.parentElement.closest('details')) {
        part.open = true;
      }
    });
  }

  /* A file is read into the field that it is chosen for: what is sent is its text. */
  document.addEventListener('change', function (event) {
    var field = event.target.dataset && event.target.dataset.reads && document.getElementById(event.target.dataset.reads);
    var file = field && event.target.files[0];
    if (file) {
      file.slice(0, 65536).text().then(function (text) {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
    }
  });

  /* What an element is found again by when an answer has replaced it: its name, or where it stands among those of its part of the page.
     What takes its place takes the focus, as Enable that of Disable. */
  /* Those that wait for an answer count, too, though they are disabled until it comes. */
  function usable(part) {
    return Array.prototype.filter.call(part.querySelectorAll('button, a[href]'), isShown);
  }

  function isShown(element) {
    return element.getClientRects().length > 0;
  }

  function trace(element) {
    var part = element && element.parentElement && element.parentElement.closest('[id]');
    return part ? {
      element: element, id: element.id, title: element.title, opens: element.dataset.opens, part: part.id, at: usable(part).indexOf(element)
    } : null;
  }

  function again(traced) {
    if (!traced) {
      return null;
    }
    if (traced.element.isConnected && isShown(traced.element)) {
      return traced.element;
    }
    var part = document.getElementById(traced.part);
    var same = Array.prototype.filter.call(document.querySelectorAll('button, a[href], input, select, textarea'), function (each) {
      return isShown(each) && !each.disabled && (traced.title ? each.title === traced.title
        : traced.opens ? each.dataset.opens === traced.opens : Boolean(traced.id) && each.id === traced.id);
    })[0];
    return same || (part && (Array.prototype.filter.call(part.querySelectorAll('[data-focus]'), isShown)[0] || usable(part)[traced.at])) || null;
  }
  axletree.trace = trace;

  /* Where the focus was last, and what each answer that is waited for was asked by. */
  var held = null;
  var asking = null;
  var marked = [];

  document.addEventListener('pointerdown', function () { held = null; }, true);
  ['focusin', 'click'].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var element = event.target.closest('button, a[href], input, select, textarea, [tabindex]');
      if (element) {
        held = trace(element);
      }
    }, true);
  });

  function isLost(element) {
    return !element || element === document.body || element.getClientRects().length === 0;
  }

  /* Gives the focus back to what had it, if nothing else has it now. */
  axletree.goBack = function (traced, otherwise) {
    if (isLost(document.activeElement)) {
      stand(again(traced) || otherwise);
    }
  };

  function stand(on) {
    var next = on && !on.disabled && on || document.querySelector('main h1') || document.querySelector('main');
    if (next.tabIndex < 0) {
      next.setAttribute('tabindex', '-1');
    }
    next.focus();
  }

  /* Fields that a part of the page is begun with. */
  function beginnings() {
    return Array.prototype.filter.call(document.querySelectorAll('main [data-focus]'), isShown);
  }

  function remember(id) {
    asking = { id: id, trace: trace(id && document.getElementById(id)) };
    marked = beginnings().map(function (each) { return each.id; });
  }

  /* What opened a dialog has the focus again when that is closed, even if it was replaced meanwhile. */
  var openers = {};

  function dialogs() {
    var kind = window.PrimeFaces && PrimeFaces.widget.Dialog && PrimeFaces.widget.Dialog.prototype;
    if (!kind) {
      return;
    }
    var show = kind.show;
    kind.show = function () {
      if (!this.isVisible()) {
        openers[this.id] = held;
      }
      return show.apply(this, arguments);
    };
    kind.returnFocus = function () {
      var id = this.id;
      setTimeout(function () {
        var opener = again(openers[id]);
        if (opener && within(axletree.dialog(), opener)) {
          opener.focus({ preventScroll: true });
        }
      }, 100);
    };
  }

  /* Nobody who uses a keyboard is thrown back to the beginning of the page. */
  function keepFocus(sourceId, refused) {
    var dialog = axletree.dialog();
    var wrong = refused && Array.prototype.filter.call((dialog || document).querySelectorAll('[aria-invalid=true]'), function (each) {
      return each.getClientRects().length > 0;
    })[0];
    if (wrong) {
      wrong.focus();
      return;
    }
    var begun = !dialog && beginnings().filter(function (each) { return marked.indexOf(each.id) < 0; })[0];
    if (begun) {
      begun.focus();
      return;
    }
    var focused = document.activeElement;
    if (!isLost(focused) && within(dialog, focused)) {
      return;
    }
    var source = sourceId && document.getElementById(sourceId);
    if (source && source.offsetParent !== null && !source.disabled && within(dialog, source)) {
      source.focus();
    } else if (dialog) {
      var first = dialog.querySelector('[data-focus]') || dialog.querySelector('.ui-dialog-content input:not([type=hidden]), .ui-dialog-content button, .ui-dialog-content a');
      if (first) {
        first.focus();
      }
    } else {
      var closed = source && source.closest('.ui-dialog');
      stand(closed ? again(openers[closed.id]) : asking && asking.id === sourceId && again(asking.trace));
    }
  }

  /* Whoever restricts a list goes on where that was done, on the page that comes. */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method === 'get' && form.classList.contains('filters') && document.activeElement && document.activeElement.id) {
      sessionStorage.setItem('axletree.focus', form.getAttribute('action') + ' ' + document.activeElement.id);
    }
  });

  /* Likewise who turns the pages of a list. */
  document.addEventListener('click', function (event) {
    var link = event.target.closest('.pages a[href]');
    if (link && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      sessionStorage.setItem('axletree.focus', location.pathname + ' .pages ' + link.textContent.trim());
    }
  });

  function turned(label) {
    var links = Array.prototype.slice.call(document.querySelectorAll('.pages a[href]'));
    return links.filter(function (each) { return each.textContent.trim() === label; })[0] || links[0] || document.querySelector('main h1');
  }

  function goOn() {
    var place = (sessionStorage.getItem('axletree.focus') || '').split(' ');
    sessionStorage.removeItem('axletree.focus');
    var here = place[0] === location.pathname && document.activeElement === document.body;
    var element = here && (place[1] === '.pages' ? turned(place.slice(2).join(' ')) : document.getElementById(place[1]));
    if (element) {
      stand(element);
    }
  }

  /* A list was read anew by itself: nobody's focus moves for that, nor is lost. */
  axletree.changed = function () {
    if (held && !held.element.isConnected) {
      axletree.goBack(held);
    }
    sayTimes();
    describeFields(document);
    countChosen();
    if (axletree.look) {
      axletree.look();
    }
  };

  /* What PrimeFaces has put in place needs its times said too; what it could not do must not be silent, nor leave a dead button. */
  function sourceOf(settings) {
    return settings && (settings.source && settings.source.id || settings.source);
  }

  if (window.jQuery) {
    jQuery(document).on('pfAjaxSend', function (event, xhr, settings) { remember(sourceOf(settings)); });
    jQuery(document).on('pfAjaxComplete', function (event, xhr, settings, args) {
      var id = sourceOf(settings);
      var source = id && document.getElementById(id);
      sayTimes();
      unfold();
      describeFields(document);
      countChosen();
      if (source && source.dataset.closing && args && !args.validationFailed && xhr.status === 200) {
        PF(source.dataset.closing).hide();
      }
      if (args && args.done) {
        toast(args.done);
      }
      setTimeout(function () { keepFocus(id, args && args.validationFailed); }, 30);
    });
    jQuery(document).on('pfAjaxError', function (event, xhr, settings) {
      revive(sourceOf(settings));
      toast(word(xhr && xhr.status ? 'failed' : 'lost'), true);
    });
  }

  function revive(id) {
    document.querySelectorAll('.ui-button').forEach(function (button) {
      if (button.id === id || button.querySelector('.ui-icon-loading')) {
        button.classList.remove('ui-state-disabled', 'ui-state-loading');
        button.disabled = false;
        button.removeAttribute('aria-disabled');
        button.querySelectorAll('.ui-icon-loading').forEach(function (icon) { icon.remove(); });
      }
    });
  }

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

  jQuery(dialogs);

  /* A dialog that an address asks for. */
  var wanted = new URLSearchParams(location.search).get('open');
  if (wanted && /^[a-zA-Z]+$/.test(wanted)) {
    jQuery(function () {
      var opener = document.querySelector('[data-opens=' + wanted + ']');
      if (opener && window.PF && PrimeFaces.widgets[wanted]) {
        held = trace(opener);
        PF(wanted).show();
      }
    });
  }

  jQuery(function () {
    var main = document.querySelector('main[data-done]');
    if (main && main.dataset.done) {
      toast(main.dataset.done);
      setTimeout(function () { keepFocus(''); }, 30);
    }
    goOn();
    describeFields(document);
  });
  tabs();
  sayTimes();
})();
