/* The list of devices: its view is in the address, what is done to several of them, and tables that move in. */
(function () {
  'use strict';

  var axletree = window.axletree;
  var number = axletree.number;

  /* What an address leaves devices out by. */
  var FILTERS = ['q', 'connected', 'security', 'enabled', 'ends', 'dialect'];

  function words(id, values) {
    return document.getElementById(id).textContent.replace(/\{(\w+)\}/g, function (all, name) {
      return name in values ? values[name] : all;
    });
  }

  /* The page is asked for as its address says, and its list is put in the place of the one that is shown. */
  var asked = 0;
  var afterwards = [];
  var view = axletree.view = {
    /* then: what is done when a list that was asked for now or later is there. */
    show: function (address, then) {
      var turn = ++asked;
      if (then) {
        afterwards.push(then);
      }
      fetch(address, { credentials: 'same-origin' }).then(function (answer) {
        if (answer.redirected || !answer.ok) {
          location.assign(address);
          return '';
        }
        return answer.text();
      }).then(function (html) {
        if (html && turn === asked) {
          replace(new DOMParser().parseFromString(html, 'text/html'));
          afterwards.splice(0).forEach(function (each) { each(); });
        }
      }).catch(function () {
        if (turn === asked) {
          axletree.toast(axletree.word('lost.view'), true);
        }
      });
    },
    again: function () {
      view.show(location.href);
    }
  };

  /* What can be done with a row is named after its device: here, so that a list of a hundred says each name once. */
  function nameRows() {
    var table = document.getElementById('devices:table');
    (table ? table.querySelectorAll('tr[data-ri]') : []).forEach(function (row) {
      var name = row.querySelector('a.name').textContent;
      var label = function (selector, text) {
        row.querySelectorAll(selector).forEach(function (each) { each.setAttribute('aria-label', text + ' ' + name); });
      };
      label('[name=chosen]', table.dataset.select);
      label('.copy', table.dataset.copies);
      row.querySelectorAll('[data-bulk]').forEach(function (button) { button.title = button.textContent + ' ' + name; });
      row.querySelector('.ends').dataset.label = table.dataset.ends;
      row.querySelector('code.short').title = row.querySelector('code.short').textContent;
    });
  }

  function replace(page) {
    var whole = Boolean(page.getElementById('finder')) !== Boolean(document.getElementById('finder'));
    var id = whole ? 'devicesSection' : 'devicesView';
    var fresh = page.getElementById(id);
    var place = document.getElementById(id);
    if (!fresh || !place) {
      return;
    }
    if (whole) {
      /* The forms of the page that was asked for are of that page: what is sent is sent by the one that is here. */
      fresh.querySelector('#devices').replaceWith(document.getElementById('devices'));
    }
    place.replaceWith(fresh);
    nameRows();
    bulk.every = 0;
    var found = document.getElementById('devicesFound');
    if (found) {
      found.textContent = document.getElementById('devicesView').dataset.report || '';
    }
    axletree.changed();
  }

  function addressOf(form) {
    var address = new URL(form.action, location.href);
    new FormData(form).forEach(function (value, name) {
      var text = String(value).trim();
      if (text && text !== 'any' && !(name === 'size' && text === '20') && !(name === 'sort' && text === 'name_asc')) {
        address.searchParams.append(name, text);
      }
    });
    return address;
  }

  var typing = null;

  function find(form, later) {
    clearTimeout(typing);
    typing = setTimeout(function () {
      var address = addressOf(form);
      history.replaceState(history.state, '', address);
      view.show(address);
    }, later);
  }

  document.addEventListener('input', function (event) {
    var form = event.target.closest('[data-finder]');
    if (form && event.target.type === 'search') {
      find(form, 250);
    }
  });
  document.addEventListener('change', function (event) {
    var form = event.target.closest('[data-finder]');
    if (form && event.target.type !== 'search') {
      find(form, 0);
    }
  });
  document.addEventListener('submit', function (event) {
    if (event.target.matches('[data-finder]')) {
      event.preventDefault();
      find(event.target, 0);
    }
  });
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-view]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      history.pushState(null, '', link.href);
      var sort = document.querySelector('#finder [name=sort]');
      sort.value = new URL(link.href).searchParams.get('sort') || 'name_asc';
      view.show(link.href, function () {
        var same = document.getElementById(link.id) || document.getElementById('chooseAll');
        if (same) {
          same.focus();
        }
      });
    }
  });
  window.addEventListener('popstate', function () {
    location.reload();
  });

  /* A file has what the page shows. */
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-export]');
    if (link) {
      var address = new URL(link.href);
      var here = new URL(location.href).searchParams;
      FILTERS.forEach(function (name) {
        address.searchParams.delete(name);
        if (here.get(name)) {
          address.searchParams.set(name, here.get(name));
        }
      });
      link.href = address;
    }
  }, true);

  /* What is done to several */
  var bulk = axletree.bulk = { every: 0, connected: 0, work: null };

  function chosen() {
    return Array.prototype.map.call(document.querySelectorAll('#devicesView input[name=chosen]:checked'), function (box) { return box.value; });
  }

  function filters() {
    var list = [];
    new URL(location.href).searchParams.forEach(function (value, name) {
      if (FILTERS.indexOf(name) >= 0) {
        list.push({ name: name, value: value });
      }
    });
    return list;
  }

  document.addEventListener('change', function (event) {
    if (event.target.name === 'chosen' || event.target.id === 'chooseAll') {
      bulk.every = 0;
      offerEvery();
    }
  });

  function offerEvery() {
    var offer = document.getElementById('chooseEvery');
    var all = document.getElementById('chooseAll');
    if (offer && all) {
      offer.hidden = !all.checked || all.dataset.every === 'true';
      offer.textContent = offer.dataset.label.replace('{total}', all.dataset.total);
    }
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('#chooseEvery')) {
      countDevices(filters());
    }
  });

  bulk.counted = function (xhr, args) {
    if (args && args.total !== undefined) {
      bulk.every = args.total;
      bulk.connected = args.connected;
      var offer = document.getElementById('chooseEvery');
      if (document.activeElement === offer) {
        document.getElementById('chooseAll').focus();
      }
      offer.hidden = true;
      document.querySelector('[data-chosen-count]').textContent = number(args.total);
    }
  };

  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-bulk]');
    if (!button || bulk.work) {
      return;
    }
    var one = button.closest('tr');
    var ids = one ? [one.querySelector('[name=chosen]').value] : chosen();
    var count = one ? 1 : bulk.every || ids.length;
    if (count === 0) {
      return;
    }
    var work = { action: button.dataset.bulk, ids: ids, all: !one && bulk.every > 0, count: count, done: 0, from: axletree.trace(button) };
    sure(work, one ? one.querySelector('a.name').textContent : '', function () { begin(work); });
  });

  /* How many of them drop off: of all that are found the hub has counted, of the others the page shows it. */
  function connectedOf(work) {
    return work.all ? bulk.connected : work.ids.filter(function (id) {
      return document.querySelector('#devicesView [data-live-device="' + id + '"][data-state=on]');
    }).length;
  }

  function sure(work, name, then) {
    if (work.action === 'enable') {
      then();
      return;
    }
    var question = document.getElementById('sure');
    var what = name || (work.count === 1 ? document.getElementById('sure-one').textContent : words('sure-many', { count: number(work.count) }));
    document.getElementById('sureTitle').textContent = words('sure-' + work.action + '-title', { what: what });
    var connected = connectedOf(work);
    document.getElementById('sureText').textContent =
      words('sure-connected-' + (connected === 0 ? 'none' : connected === 1 ? 'one' : 'many'), { count: number(connected) }) + ' ' +
      document.getElementById('sure-' + work.action + '-text').textContent;
    var yes = document.getElementById('sureYes');
    yes.textContent = document.getElementById('sure-' + work.action + '-yes').textContent;
    var word = document.getElementById('sureWord');
    var typed = work.action === 'delete' && work.count > 100;
    document.getElementById('sureWordField').hidden = !typed;
    word.value = '';
    yes.disabled = typed;
    word.oninput = function () { yes.disabled = typed && word.value.trim() !== 'DELETE'; };
    question.returnValue = 'no';
    question.onclose = function () {
      if (question.returnValue === 'yes') {
        then();
      }
    };
    question.showModal();
  }

  function begin(work) {
    bulk.work = work;
    document.getElementById('bulkProgress').hidden = !work.all;
    document.getElementById('stopBulk').hidden = !work.all;
    go('');
  }

  function go(behind) {
    var work = bulk.work;
    var what = [{ name: 'do', value: work.action }];
    if (work.all) {
      what = what.concat(filters(), [{ name: 'all', value: 'yes' }, { name: 'behind', value: behind }]);
    } else {
      what.push({ name: 'chosen', value: work.ids.join(' ') });
    }
    bulkDevices(what);
  }

  document.addEventListener('click', function (event) {
    if (event.target.closest('#stopBulk') && bulk.work) {
      bulk.work.stopped = true;
    }
  });

  bulk.done = function (xhr, args) {
    var work = bulk.work;
    if (!work) {
      return;
    }
    var failed = !args || args.count === undefined;
    if (!failed) {
      work.done += args.count;
      document.getElementById('bulkProgress').value = Math.min(100, 100 * work.done / work.count);
      if (args.next && !work.stopped) {
        go(args.next);
        return;
      }
    }
    bulk.work = null;
    bulk.every = 0;
    document.getElementById('bulkProgress').hidden = true;
    document.getElementById('stopBulk').hidden = true;
    if (failed && xhr && xhr.status !== 200) {
      axletree.toast(axletree.word(xhr.status ? 'failed' : 'lost'), true);
    }
    view.show(location.href, function () {
      if (!failed) {
        axletree.toast(words('done-' + work.action + (work.done === 1 ? '-one' : '-many'), { count: number(work.done) }));
      }
      axletree.goBack(work.from, document.getElementById('devicesTitle'));
    });
  };

  nameRows();

  /* Tables that move in: tried first, then taken. */
  var form = document.getElementById('importForm');
  if (form) {
    var file = document.getElementById('importFile');
    var go2 = document.getElementById('importGo');
    file.addEventListener('change', function () {
      go2.disabled = true;
      closing('import-cancel');
      document.getElementById('importReport').hidden = true;
      document.getElementById('importProblem').textContent = '';
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    document.getElementById('importTry').addEventListener('click', function () { send(true); });
    go2.addEventListener('click', function () { send(false); });
  }

  function send(dry) {
    if (!file.files.length) {
      file.reportValidity();
      return;
    }
    var buttons = [document.getElementById('importTry'), go2];
    buttons.forEach(function (button) { button.disabled = true; });
    fetch(form.dataset.import + '&dry=' + (dry ? 'yes' : 'no'), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'text/csv', 'X-Requested-With': 'axletree' },
      body: file.files[0]
    }).then(function (answer) {
      if (answer.redirected) {
        location.reload();
      }
      return answer.json();
    }).then(function (report) {
      buttons[0].disabled = false;
      told(report, dry);
    }).catch(function () {
      buttons[0].disabled = false;
      document.getElementById('importProblem').textContent = document.getElementById('import-failed').textContent;
    });
  }

  function told(report, dry) {
    var problem = document.getElementById('importProblem');
    problem.textContent = report.problem || '';
    document.getElementById('importReport').hidden = Boolean(report.problem);
    if (report.problem) {
      return;
    }
    var said = words(dry ? 'import-dry' : 'import-done', {
      created: number(report.created), unchanged: number(report.unchanged), skipped: number(report.skipped)
    });
    document.getElementById('importSummary').textContent = said;
    document.getElementById('importCaution').textContent = report.caution;
    var rows = document.querySelector('#importSkipped tbody');
    rows.replaceChildren();
    report.told.forEach(function (each) {
      var row = rows.insertRow();
      [each.line, each.name, each.reason].forEach(function (text) { row.insertCell().textContent = text; });
    });
    document.getElementById('importSkipped').hidden = report.told.length === 0;
    go2.disabled = !dry || report.created === 0;
    if (dry) {
      (go2.disabled ? document.getElementById('importTry') : go2).focus();
    } else {
      axletree.toast(said);
      view.again();
      closing('import-close');
      document.getElementById('importClose').focus();
    }
  }

  /* What leads out of the dialog: before something was taken, and after. */
  function closing(label) {
    document.getElementById('importClose').textContent = document.getElementById(label).textContent;
  }
})();
