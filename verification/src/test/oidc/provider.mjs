// An identity provider over TLS with people that can be changed: PUT /people/NAME with their claims.
// node provider.mjs PORT KEY CERTIFICATE REDIRECT CLIENT_ID CLIENT_SECRET

import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import Provider from 'oidc-provider';

const [port, key, certificate, redirect, clientId, clientSecret] = process.argv.slice(2);
const people = new Map();

const provider = new Provider(`https://localhost:${port}`, {
  clients: [{
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirect],
    post_logout_redirect_uris: [new URL('../login', redirect).href],
  }],
  claims: { openid: ['sub'], profile: ['preferred_username', 'groups', 'projects'], email: ['email'] },
  cookies: { keys: ['of the test'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
  // Nobody is asked whether the console may know: that is the owner's decision.
  async loadExistingGrant(context) {
    const { client, session, params } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope(params.scope);
    await grant.save();
    return grant;
  },
});

const callback = provider.callback();

async function text(request) {
  let all = '';
  for await (const part of request) {
    all += part;
  }
  return all;
}

createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, async (request, response) => {
  if (request.url.startsWith('/people/') && request.method === 'PUT') {
    people.set(request.url.substring('/people/'.length), JSON.parse(await text(request)));
    response.end();
  } else if (!request.url.startsWith('/interaction/')) {
    callback(request, response);
  } else if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!DOCTYPE html><title>Provider</title><form method="post"><input id="name" name="name"><button id="go">Go</button></form>');
  } else {
    const name = new URLSearchParams(await text(request)).get('name');
    const result = people.has(name) ? { login: { accountId: name } } : { error: 'access_denied' };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
}).listen(Number(port), '127.0.0.1', () => console.log('provider is ready'));
