/* Dialogs: a button names the one it opens or closes, what is shown once is guarded, and what opened one has the focus again behind it. */
(function () {
  'use strict';

  var axletree = window.axletree;

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-opens], [data-closes], [data-keeps]');
    if (!button) {
      return;
    }
    if (button.dataset.keeps !== undefined && button.dataset.keeps !== 'no') {
      kept(button);
    }
    if (button.dataset.opens) {
      open(button);
    } else if (button.dataset.closes) {
      guarded(button.closest('.ui-dialog'), function () { PF(button.dataset.closes).hide(); });
    }
  });

  /* Whoever is faster than the page has the dialog once it is there. */
  function open(button) {
    var name = button.dataset.opens;
    if (PrimeFaces.widgets[name]) {
      PF(name).show();
    } else {
      jQuery(function () {
        axletree.hold(button);
        PF(name).show();
      });
    }
  }

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

  /* At once, and not when the page is ready: on a slow machine a dialog may be opened before that is said. */
  var kind = window.PrimeFaces && PrimeFaces.widget.Dialog && PrimeFaces.widget.Dialog.prototype;
  if (kind) {
    var show = kind.show;
    kind.show = function () {
      if (!this.isVisible()) {
        axletree.opened(this.id);
      }
      var shown = show.apply(this, arguments);
      this.content.scrollTop(0);
      return shown;
    };
    kind.returnFocus = function () {
      var id = this.id;
      setTimeout(function () { axletree.closed(id); }, 100);
    };
  }

  /* A dialog that an address asks for. */
  var wanted = new URLSearchParams(location.search).get('open');
  if (wanted && /^[a-zA-Z]+$/.test(wanted)) {
    jQuery(function () {
      var opener = document.querySelector('[data-opens=' + wanted + ']');
      if (opener && PrimeFaces.widgets[wanted]) {
        axletree.hold(opener);
        PF(wanted).show();
      }
    });
  }
})();
