/* What came of an answer of the server, or of none. */
(function () {
  'use strict';

  var axletree = window.axletree;

  function say() {
    axletree.sayTimes();
    axletree.describeFields(document);
    axletree.countChosen();
    axletree.sayPayloads();
  }

  /* A list was read anew by itself: nobody's focus moves for that, nor is lost. */
  axletree.changed = function () {
    axletree.goBackIfGone();
    say();
    if (axletree.look) {
      axletree.look();
    }
  };

  /* What PrimeFaces has put in place needs its times said too; what it could not do must not be silent, nor leave a dead button. */
  function sourceOf(settings) {
    return settings && (settings.source && settings.source.id || settings.source);
  }

  if (window.jQuery) {
    jQuery(document).on('pfAjaxSend', function (event, xhr, settings) { axletree.asked(sourceOf(settings)); });
    jQuery(document).on('pfAjaxComplete', function (event, xhr, settings, args) {
      var id = sourceOf(settings);
      var source = id && document.getElementById(id);
      axletree.unfold();
      say();
      if (source && source.dataset.closing && args && !args.validationFailed && xhr.status === 200) {
        PF(source.dataset.closing).hide();
      }
      if (args && args.done) {
        axletree.toast(args.done);
      }
      setTimeout(function () { axletree.answered(id, args && args.validationFailed); }, 30);
    });
    jQuery(document).on('pfAjaxError', function (event, xhr, settings) {
      revive(sourceOf(settings));
      axletree.toast(axletree.word(xhr && xhr.status ? 'failed' : 'lost'), true);
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

  jQuery(function () {
    var main = document.querySelector('main[data-done]');
    if (main && main.dataset.done) {
      axletree.toast(main.dataset.done);
      setTimeout(function () { axletree.answered(''); }, 30);
    }
    axletree.goOn();
    axletree.describeFields(document);
  });
})();
