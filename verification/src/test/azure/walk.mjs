// Azure's own SDKs for Node against a hub at its host name, on the ports that they insist on.
// Arguments: the server's authority (PEM), the administrator's token, a directory for keys.

import { execFileSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import https from 'node:https'
import common from 'azure-iot-common'
import device from 'azure-iot-device'
import deviceMqtt from 'azure-iot-device-mqtt'
import provisioning from 'azure-iot-provisioning-device'
import provisioningMqtt from 'azure-iot-provisioning-device-mqtt'
import provisioningService from 'azure-iot-provisioning-service'
import symmetricKey from 'azure-iot-security-symmetric-key'
import x509 from 'azure-iot-security-x509'
import iothub from 'azure-iothub'

const [authorityFile, token, directory] = process.argv.slice(2)
const ca = fs.readFileSync(authorityFile, 'utf8')
const agent = new https.Agent({ ca, keepAlive: true })
const SERVER = 'axle.localhost'
const HUB = `plant.${SERVER}`
const GLOBAL = `global.${SERVER}`
const DPS = `dps.${SERVER}`
const VERSION = 'api-version=2021-04-12'
const PATIENCE = 120_000

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis))

const within = (promise) =>
  Promise.race([
    promise,
    sleep(PATIENCE).then(() => {
      throw new Error('nothing came')
    })
  ])

async function step(name, work) {
  try {
    await within(work())
    console.log(`pass ${name}`)
  } catch (e) {
    console.log(`FAIL ${name}: ${e.stack} ${e.responseBody ?? ''} ${e.transportError ?? ''}`.replaceAll('\n', ' | '))
  }
}

function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${JSON.stringify(actual)} (expected: ${JSON.stringify(expected)})`)
  }
}

function call(method, host, path, body, headers) {
  const data = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const request = https.request(
      { host, method, path, agent, headers: { 'content-length': Buffer.byteLength(data), ...headers } },
      (response) => {
        let text = ''
        response.on('data', (part) => (text += part))
        response.on('end', () => {
          if (response.statusCode >= 300) {
            reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
          } else {
            resolve(text === '' ? undefined : JSON.parse(text))
          }
        })
      }
    )
    request.on('error', reject)
    request.end(data)
  })
}

const administer = (method, host, path, body) => call(method, host, path, body, { authorization: `Bearer ${token}` })

function sas(resource, key, policy) {
  const encoded = encodeURIComponent(resource)
  const expiry = Math.floor(Date.now() / 1000) + 3600
  const signature = crypto.createHmac('sha256', Buffer.from(key, 'base64')).update(`${encoded}\n${expiry}`).digest('base64')
  return `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${policy}`
}

const GROUP = '/subscriptions/s/resourceGroups/plants'
const MADE = `${GROUP}/providers/Microsoft.Devices`
await administer('PUT', SERVER, GROUP, { location: 'northeurope' })
await administer('PUT', SERVER, `${MADE}/IotHubs/plant`, {})
const policies = (await administer('POST', SERVER, `${MADE}/IotHubs/plant/listkeys`)).value
const owner = policies.find((policy) => policy.keyName === 'iothubowner').primaryKey
const connection = `HostName=${HUB};SharedAccessKeyName=iothubowner;SharedAccessKey=${owner}`
const registry = iothub.Registry.fromConnectionString(connection)
registry._restApiClient.setOptions({ http: { agent } })
const service = (method, path, body, headers = {}) =>
  call(method, HUB, `${path}?${VERSION}`, body, { authorization: sas(HUB, owner, 'iothubowner'), ...headers })

// Administration.

let pump
await step('registry creates, reads, lists, changes and deletes devices', async () => {
  equal((await registry.create({ deviceId: 'pump' })).responseBody.authentication.type, 'sas')
  pump = (await registry.get('pump')).responseBody
  await registry.update({ deviceId: 'pump', status: 'enabled', statusReason: 'new', etag: pump.etag })
  await registry.create({ deviceId: 'gone' })
  equal((await registry.list()).responseBody.map((each) => each.deviceId), ['gone', 'pump'])
  await registry.delete('gone')
  const missing = await registry.get('gone').catch((e) => e.name)
  equal(missing, 'DeviceNotFoundError')
  const twice = await registry.create({ deviceId: 'pump' }).catch((e) => e.name)
  equal(twice, 'DeviceAlreadyExistsError')
})
await step('registry makes, changes and deletes many at once', async () => {
  equal((await registry.addDevices([{ deviceId: 'm1' }, { deviceId: 'm2' }])).responseBody.isSuccessful, true)
  equal((await registry.updateDevices([{ deviceId: 'm1', status: 'disabled' }], true)).responseBody.isSuccessful, true)
  equal((await registry.get('m1')).responseBody.status, 'disabled')
  equal((await registry.removeDevices([{ deviceId: 'm1' }, { deviceId: 'm2' }], true)).responseBody.isSuccessful, true)
  equal((await registry.getRegistryStatistics()).responseBody.totalDeviceCount, 1)
})
await step('registry changes a twin and finds it', async () => {
  await registry.updateTwin('pump', { tags: { site: 'north' }, properties: { desired: { rate: 5 } } }, '*')
  const query = registry.createQuery("SELECT * FROM devices WHERE tags.site = 'north'")
  equal((await query.nextAsTwin()).result.map((twin) => twin.deviceId), ['pump'])
})

// Devices.

async function talk(name, client, path, hearsMessages) {
  await step(`${name}: connects and sends`, async () => {
    await client.open()
    const message = new device.Message(JSON.stringify({ celsius: 21 }))
    message.contentType = 'application/json'
    message.properties.add('alert', 'yes & no/maybe')
    await client.sendEvent(message)
  })
  if (hearsMessages) {
    await step(`${name}: receives a message and completes it`, async () => {
      const received = new Promise((resolve) => client.once('message', resolve))
      await service('POST', '/messages/deviceBound', 'open the valve', {
        'iothub-to': `/devices/${path}/messages/deviceBound`,
        'iothub-messageid': `to-${path}`,
        'iothub-app-valve': 'a b/c'
      })
      const message = await received
      await client.complete(message)
      equal([message.data.toString(), message.messageId, message.properties.getValue('valve')], ['open the valve', `to-${path}`, 'a b/c'])
    })
  }
  await step(`${name}: answers a method`, async () => {
    const listen = (client.onDeviceMethod ?? client.onMethod).bind(client)
    listen('reboot', (request, response) => response.send(200, { in: request.payload.delay }, () => {}))
    const answer = await service('POST', `/twins/${path}/methods`, {
      methodName: 'reboot',
      payload: { delay: 3 },
      connectTimeoutInSeconds: 10,
      responseTimeoutInSeconds: 20
    })
    equal(answer, { status: 200, payload: { in: 3 } })
  })
  await step(`${name}: reads its twin, reports, and hears what is desired`, async () => {
    const twin = await client.getTwin()
    const pushed = new Promise((resolve) =>
      twin.on('properties.desired', (change) => change.mode === name && resolve(change))
    )
    await new Promise((resolve, reject) =>
      twin.properties.reported.update({ by: name }, (e) => (e ? reject(e) : resolve()))
    )
    await service('PATCH', `/twins/${path}`, { properties: { desired: { mode: name } } }, { 'if-match': '*' })
    await pushed
    equal((await service('GET', `/twins/${path}`)).properties.reported.by, name)
  })
}

async function connected(connectionString, transport, options = {}) {
  const client = connectionString.includes('ModuleId')
    ? device.ModuleClient.fromConnectionString(connectionString, transport)
    : device.Client.fromConnectionString(connectionString, transport)
  await client.setOptions({ ca, ...options })
  client.on('error', (e) => console.log(`error of a client: ${e.message}`))
  return client
}

const byKey = `HostName=${HUB};DeviceId=pump;SharedAccessKey=${pump.authentication.symmetricKey.primaryKey}`
for (const [name, transport] of [['MQTT', deviceMqtt.Mqtt], ['WebSocket', deviceMqtt.MqttWs]]) {
  const client = await connected(byKey, transport)
  await talk(name, client, 'pump', true)
  await client.close()
}

const module = (await registry.addModule({ deviceId: 'pump', moduleId: 'motor' }).then(() => registry.getModule('pump', 'motor'))).responseBody
const moduleClient = await connected(
  `HostName=${HUB};DeviceId=pump;ModuleId=motor;SharedAccessKey=${module.authentication.symmetricKey.primaryKey}`,
  deviceMqtt.Mqtt
)
await talk('module', moduleClient, 'pump/modules/motor', false)
await moduleClient.close()

const openssl = (...args) => execFileSync('openssl', args, { cwd: directory, stdio: 'pipe' }).toString()
const file = (name) => fs.readFileSync(`${directory}/${name}`, 'utf8')
const selfSigned = (name) =>
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-days', '30', '-keyout', `${name}.key`, '-out', `${name}.crt`)
selfSigned('lamp')
const print = openssl('x509', '-in', 'lamp.crt', '-noout', '-fingerprint', '-sha1').split('=')[1].trim().replaceAll(':', '')
await registry.create({ deviceId: 'lamp', authentication: { x509Thumbprint: { primaryThumbprint: print } } })
for (const [name, transport] of [['certificate', deviceMqtt.Mqtt], ['certificate, WebSocket', deviceMqtt.MqttWs]]) {
  const lamp = await connected(`HostName=${HUB};DeviceId=lamp;x509=true`, transport, { cert: file('lamp.crt'), key: file('lamp.key') })
  await talk(name, lamp, 'lamp', true)
  await lamp.close()
}

// The provisioning service.

const scope = (await administer('PUT', SERVER, `${MADE}/provisioningServices/dps`, {})).properties.idScope
const services = provisioningService.ProvisioningServiceClient
const ownKey = (await administer('POST', SERVER, `${MADE}/provisioningServices/dps/listkeys`)).value[0]
const signed = services.fromConnectionString(
  `HostName=${DPS};SharedAccessKeyName=${ownKey.keyName};SharedAccessKey=${ownKey.primaryKey}`
)
const borne = services.fromTokenCredential(DPS, { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) })
const wrong = services.fromConnectionString(
  `HostName=${DPS};SharedAccessKeyName=${ownKey.keyName};SharedAccessKey=${Buffer.alloc(32).toString('base64')}`
)
for (const client of [signed, borne, wrong]) {
  client._restApiClient.setOptions({ http: { agent } })
}
const enrol = (registrationId, attestation) => signed.createOrUpdateIndividualEnrollment({ registrationId, attestation })
const enrolGroup = (enrollmentGroupId, attestation) => borne.createOrUpdateEnrollmentGroup({ enrollmentGroupId, attestation })
const register = (security) =>
  provisioning.ProvisioningDeviceClient.create(GLOBAL, scope, new provisioningMqtt.Mqtt(), security).register()
const isIn = async (assigned, credential, options = {}) => {
  equal(assigned.assignedHub, HUB)
  const client = await connected(`HostName=${HUB};DeviceId=${assigned.deviceId};${credential}`, deviceMqtt.Mqtt, options)
  await client.open()
  await client.close()
}
await Promise.all([
  step('provisioning: one device by its key', async () => {
    await enrol('solo', { type: 'symmetricKey' })
    const key = (await signed.getIndividualEnrollmentAttestationMechanism('solo')).responseBody.symmetricKey.primaryKey
    await isIn(await register(new symmetricKey.SymmetricKeySecurityClient('solo', key)), `SharedAccessKey=${key}`)
  }),
  step('provisioning: one of a group by its derived key', async () => {
    await enrolGroup('fleet', { type: 'symmetricKey' })
    const group = (await signed.getEnrollmentGroupAttestationMechanism('fleet')).responseBody.symmetricKey.primaryKey
    const key = crypto.createHmac('sha256', Buffer.from(group, 'base64')).update('fleet-7').digest('base64')
    await isIn(await register(new symmetricKey.SymmetricKeySecurityClient('fleet-7', key)), `SharedAccessKey=${key}`)
  }),
  step('provisioning: one device by its certificate', async () => {
    selfSigned('solo-x')
    await enrol('solo-x', { type: 'x509', x509: { clientCertificates: { primary: { certificate: file('solo-x.crt') } } } })
    const own = { cert: file('solo-x.crt'), key: file('solo-x.key') }
    await isIn(await register(new x509.X509Security('solo-x', own)), 'x509=true', own)
  }),
  step('provisioning: one of a group by its authority', async () => {
    selfSigned('Root')
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=fleet-x', '-keyout', 'fleet-x.key', '-out', 'fleet-x.csr')
    openssl('x509', '-req', '-in', 'fleet-x.csr', '-CA', 'Root.crt', '-CAkey', 'Root.key', '-CAcreateserial', '-out', 'fleet-x.crt', '-days', '30')
    await enrolGroup('fleet-x', { type: 'x509', x509: { signingCertificates: { primary: { certificate: file('Root.crt') } } } })
    const own = { cert: file('fleet-x.crt'), key: file('fleet-x.key') }
    await isIn(await register(new x509.X509Security('fleet-x', own)), 'x509=true', own)
  }),
  step('provisioning: enrolments are made, changed, listed and deleted, and wrong keys refused', async () => {
    const one = { registrationId: 'many-1', attestation: { type: 'symmetricKey' } }
    const bulk = (mode) =>
      new Promise((resolve, reject) =>
        signed.runBulkEnrollmentOperation(
          { mode, enrollments: [one, { ...one, registrationId: 'many-2' }] },
          (e, result) => (e ? reject(e) : resolve(result)) // its promise would never end
        )
      )
    equal((await bulk('create')).isSuccessful, true)
    equal((await bulk('create')).errors.map((error) => error.registrationId), ['many-1', 'many-2'])
    const known = (await borne.getIndividualEnrollment('many-1')).responseBody
    known.provisioningStatus = 'disabled'
    equal((await signed.createOrUpdateIndividualEnrollment(known)).responseBody.provisioningStatus, 'disabled')
    equal(await signed.createOrUpdateIndividualEnrollment(known).catch((e) => e.name), 'InvalidEtagError')
    const listed = (await signed.createIndividualEnrollmentQuery({ query: 'SELECT * FROM enrollments' }).next()).responseBody
    equal(listed.filter((each) => each.registrationId.startsWith('many')).length, 2)
    await signed.deleteIndividualEnrollment('many-1')
    equal(await signed.getIndividualEnrollment('many-1').catch((e) => e.message), 'Not found')
    equal((await bulk('delete')).isSuccessful, false)
    equal(await wrong.getIndividualEnrollment('solo').catch((e) => e.name), 'UnauthorizedError')
    const key = Buffer.alloc(32).toString('base64')
    const refused = await register(new symmetricKey.SymmetricKeySecurityClient('fleet-8', key)).then(() => false, () => true)
    equal(refused, true)
  })
])

// Connections that end.

const first = await connected(byKey, deviceMqtt.Mqtt)
await first.open()
await step('a second connection takes over from the first', async () => {
  first.setRetryPolicy(new common.NoRetry())
  const ended = new Promise((resolve) => first.once('disconnect', resolve))
  const second = await connected(byKey, deviceMqtt.MqttWs)
  await second.open()
  await ended
  await second.sendEvent(new device.Message('still here'))
  await second.close()
})

const survivor = await connected(byKey, deviceMqtt.Mqtt)
await survivor.open()
await survivor.getTwin()
console.log('the hub may be killed')
while (!fs.existsSync(`${directory}/killed`)) {
  await sleep(100)
}
await step('a device is back after the hub was killed', async () => {
  const received = new Promise((resolve) => survivor.once('message', resolve))
  const tell = async () => {
    for (;;) {
      const told = await service('POST', '/messages/deviceBound', 'again', {
        'iothub-to': '/devices/pump/messages/deviceBound'
      }).then(() => true, () => false)
      if (told) {
        return
      }
      await sleep(500)
    }
  }
  await tell()
  equal((await received).data.toString(), 'again')
  await survivor.sendEvent(new device.Message('back'))
})
process.exit(0)
