/* What is selected in a list, and what can be done with all of it. */
(function () {
  'use strict';

  var axletree = window.axletree;
  var number = axletree.number;

  axletree.countChosen = function () {
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
  };

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
      axletree.countChosen();
    }
  }, true);

  document.addEventListener('change', function (event) {
    if (event.target.id === 'chooseAll') {
      document.querySelectorAll('input[name=chosen]').forEach(function (box) { box.checked = event.target.checked; });
    }
    if (event.target.id === 'chooseAll' || event.target.name === 'chosen') {
      axletree.countChosen();
    }
  });
})();
