// Leads from a port without TLS to the one with it. The browser alone knows by which name it came here.
(function () {
  'use strict';
  const link = document.getElementById('secure');
  const address = new URL(location.href);
  address.protocol = 'https:';
  address.port = link.dataset.port;
  link.href = address.href;
  link.hidden = false;
})();
