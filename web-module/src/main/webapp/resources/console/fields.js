/* Fields: what is wrong with them and what helps is said with them, names are looked at while they are typed, and files are read into them. */
(function () {
  'use strict';

  var axletree = window.axletree;

  /* What is wrong with a field, and what helps, is said with the field. */
  var numbers = 0;

  function idOf(element) {
    if (!element.id) {
      numbers++;
      element.id = 'said' + numbers;
    }
    return element.id;
  }

  axletree.describeFields = function (within) {
    within.querySelectorAll('.field').forEach(function (field) {
      var inputs = field.querySelectorAll('input:not([type=hidden]), textarea, select');
      var errors = field.querySelectorAll('.error');
      var hints = Array.prototype.filter.call(field.querySelectorAll('.hint'), function (hint) { return !hint.closest('label'); });
      var ids = Array.prototype.map.call(errors, idOf).concat(hints.map(idOf));
      /* Of several in one frame, that before its error. */
      var before = field.matches('fieldset') ? Array.prototype.map.call(errors, function (error) { return error.previousElementSibling; }) : [];
      var one = Array.prototype.filter.call(inputs, function (input) { return before.indexOf(input) >= 0; });
      inputs.forEach(function (input) {
        if (errors.length > 0 && (one.length === 0 || one.indexOf(input) >= 0)) {
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
  };

  /* Names that a filter's template cannot use are said to be so while they are typed. */
  document.addEventListener('input', function (event) {
    var field = event.target.dataset && event.target.dataset.plain !== undefined && event.target.closest('.field');
    if (field) {
      var caution = field.querySelector('.caution');
      caution.textContent = /[+#\/$]/.test(event.target.value) ? axletree.word('caution') : '';
    }
  });

  /* What is wrong in a folded part is not hidden there. */
  axletree.unfold = function () {
    document.querySelectorAll('details:not([open]) .field .error').forEach(function (error) {
      for (var part = error.closest('details'); part && error.textContent.trim(); part = part.parentElement.closest('details')) {
        part.open = true;
      }
    });
  };

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
})();
