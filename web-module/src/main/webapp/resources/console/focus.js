/* Nobody who uses a keyboard is thrown back to the beginning of the page: the focus goes on where the last step was. */
(function () {
  'use strict';

  var axletree = window.axletree;

  /* The dialog that is open above all others; PrimeFaces marks it by no class of its own. */
  axletree.dialog = function () {
    return Array.prototype.filter.call(document.querySelectorAll('.ui-dialog'), isShown).pop();
  };

  function isShown(element) {
    return element.getClientRects().length > 0;
  }

  /* Behind an open dialog nothing can be used; a question above it can. */
  function within(dialog, element) {
    return !dialog || dialog.contains(element) || Boolean(element.closest('dialog[open]'));
  }

  /* Those that wait for an answer count, too, though they are disabled until it comes. */
  function usable(part) {
    return Array.prototype.filter.call(part.querySelectorAll('button, a[href]'), isShown);
  }

  /* What an element is found again by when an answer has replaced it: its name, or where it stands among those of its part of the page.
     What takes its place takes the focus, as Enable that of Disable. */
  axletree.trace = function (element) {
    var part = element && element.parentElement && element.parentElement.closest('[id]');
    return part ? {
      element: element, id: element.id, title: element.title, opens: element.dataset.opens, part: part.id, at: usable(part).indexOf(element)
    } : null;
  };

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

  /* Where the focus was last, what each answer that is waited for was asked by, and what opened each dialog. */
  var held = null;
  var asking = null;
  var marked = [];
  var openers = {};

  document.addEventListener('pointerdown', function () { held = null; }, true);
  ['focusin', 'click'].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var element = event.target.closest('button, a[href], input, select, textarea, [tabindex]');
      if (element) {
        axletree.hold(element);
      }
    }, true);
  });

  axletree.hold = function (element) {
    held = axletree.trace(element);
  };

  axletree.opened = function (id) {
    openers[id] = held;
  };

  function isLost(element) {
    return !element || element === document.body || element.disabled || !isShown(element) || !within(axletree.dialog(), element);
  }

  function beginningOf(dialog) {
    return dialog.querySelector('[data-focus]') ||
      dialog.querySelector('.ui-dialog-content :is(input:not([type=hidden]), select, textarea, button):not(:disabled), .ui-dialog-content a') ||
      dialog.querySelector('.ui-dialog-titlebar-close');
  }

  function stand(on) {
    var dialog = axletree.dialog();
    var next = on && !on.disabled && within(dialog, on) ? on
      : dialog ? beginningOf(dialog) : document.querySelector('main h1') || document.querySelector('main');
    if (next) {
      if (next.tabIndex < 0) {
        next.setAttribute('tabindex', '-1');
      }
      next.focus();
    }
  }

  /* Gives the focus to what is found, unless it is somewhere by then. PrimeFaces disables a button until its answer is there, and half a second
     at least: that is waited for. */
  var TIMES = 40;
  var EVERY = 50;

  function give(find, times) {
    if (!isLost(document.activeElement)) {
      return;
    }
    var found = find();
    if (found && found.disabled && (times > 0 || !PrimeFaces.ajax.Queue.isEmpty())) {
      setTimeout(function () { give(find, times - 1); }, EVERY);
    } else {
      stand(found);
    }
  }

  axletree.goBack = function (traced, otherwise) {
    give(function () { return again(traced) || otherwise; }, TIMES);
  };

  /* A list was read anew by itself: the focus goes to what took the place of that which had it. */
  axletree.goBackIfGone = function () {
    if (held && !held.element.isConnected) {
      axletree.goBack(held);
    }
  };

  /* What opened a dialog has the focus again when that is closed, even if it was replaced meanwhile. */
  axletree.closed = function (id) {
    axletree.goBack(openers[id]);
  };

  /* Fields that a part of the page is begun with. */
  function beginnings() {
    return Array.prototype.filter.call(document.querySelectorAll('main [data-focus]'), isShown);
  }

  axletree.asked = function (id) {
    asking = { id: id, trace: axletree.trace(id && document.getElementById(id)) };
    marked = beginnings().map(function (each) { return each.id; });
  };

  /* An answer is there: the focus goes to what is wrong, to what begins now, or stays, or goes back to what asked. */
  axletree.answered = function (sourceId, refused) {
    var dialog = axletree.dialog();
    var wrong = refused && Array.prototype.filter.call((dialog || document).querySelectorAll('[aria-invalid=true]'), isShown)[0];
    var begun = !dialog && beginnings().filter(function (each) { return marked.indexOf(each.id) < 0; })[0];
    if (wrong || begun) {
      (wrong || begun).focus();
      return;
    }
    give(function () { return askerOf(sourceId); }, TIMES);
  };

  function askerOf(sourceId) {
    var source = sourceId && document.getElementById(sourceId);
    if (source && isShown(source)) {
      return source;
    }
    if (axletree.dialog()) {
      return null;
    }
    var closed = source && source.closest('.ui-dialog');
    return closed ? again(openers[closed.id]) : asking && asking.id === sourceId && again(asking.trace) || again(held);
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

  axletree.goOn = function () {
    var place = (sessionStorage.getItem('axletree.focus') || '').split(' ');
    sessionStorage.removeItem('axletree.focus');
    var here = place[0] === location.pathname && document.activeElement === document.body;
    var element = here && (place[1] === '.pages' ? turned(place.slice(2).join(' ')) : document.getElementById(place[1]));
    if (element) {
      stand(element);
    }
  };
})();
