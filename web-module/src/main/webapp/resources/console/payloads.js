/* Payloads as text, as JSON or as hexadecimal digits, as whoever reads them chose. */
(function () {
  'use strict';

  var axletree = window.axletree;
  var KEPT = 'axletree.payloads';
  var form = sessionStorage.getItem(KEPT) || 'auto';

  function bytesOf(hex) {
    return Uint8Array.from(hex.split(' '), function (digits) { return parseInt(digits, 16); });
  }

  function hexOf(text) {
    return Array.prototype.map.call(new TextEncoder().encode(text), function (each) { return each.toString(16).padStart(2, '0'); }).join(' ');
  }

  /* What is no JSON stays as it is. */
  function jsonOf(words) {
    try {
      return JSON.stringify(JSON.parse(words), null, 2);
    } catch (other) {
      return words;
    }
  }

  function inForm(payload) {
    return form === 'hex' ? payload.hex || hexOf(payload.text)
      : form === 'text' ? payload.text || new TextDecoder().decode(bytesOf(payload.hex))
      : form === 'json' ? payload.hex || jsonOf(payload.text)
      : payload.hex || payload.text;
  }

  /* At most so many letters of it, if that is said. */
  function draw(place) {
    var payload = place.payload;
    var words = inForm(payload);
    var cut = payload.most && words.length > payload.most;
    place.textContent = (cut ? words.slice(0, payload.most) : words) + (cut || !payload.whole ? ' …' : '');
  }

  function special(message) {
    return message.size === 0 ? axletree.word('empty')
      : message.text || message.hex ? ''
      : axletree.word('large', { count: axletree.number(message.size) });
  }

  axletree.showPayload = function (place, message, most) {
    place.payload = special(message) ? null : { text: message.text, hex: message.hex, whole: message.whole, most: most };
    place.dataset.payload = '';
    if (place.payload) {
      draw(place);
    } else {
      place.textContent = special(message);
    }
  };

  /* What the server wrote says what it is. */
  function taken(place) {
    if (place.dataset.payload && !place.payload) {
      var whole = place.dataset.whole === 'true';
      var words = whole ? place.textContent : place.textContent.slice(0, -2);
      var hex = place.dataset.payload === 'hex';
      place.payload = { text: hex ? '' : words, hex: hex ? words : '', whole: whole };
    }
    return place.payload;
  }

  axletree.sayPayloads = function () {
    document.querySelectorAll('[data-payload-forms]').forEach(function (each) { each.value = form; });
    document.querySelectorAll('[data-payload]').forEach(function (place) {
      if (taken(place)) {
        draw(place);
      }
    });
  };

  document.addEventListener('change', function (event) {
    if (event.target.matches('[data-payload-forms]')) {
      form = event.target.value;
      sessionStorage.setItem(KEPT, form);
      axletree.sayPayloads();
    }
  });
  axletree.sayPayloads();
})();
