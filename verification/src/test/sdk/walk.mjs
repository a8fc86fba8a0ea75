// Does with Scaleway's SDK for IoT Hub what its users do, against the address and with the token given as arguments. Prints
// a line for each step, and ends with 1 if one of them failed.
import assert from 'node:assert/strict'
import { createClient } from '@scaleway/sdk-client'
import { Iotv1 } from '@scaleway/sdk-iot'

const [apiURL, secretKey] = process.argv.slice(2)
const project = '11111111-2222-4333-8444-555555555555'
const client = createClient({
  accessKey: 'SCWXXXXXXXXXXXXXXXXX',
  secretKey,
  apiURL,
  defaultProjectId: project,
  defaultRegion: 'fr-par',
})
const iot = new Iotv1.API(client)
let failed = 0

async function step(name, work) {
  try {
    const result = await work()
    console.log(`pass  ${name}`)
    return result
  } catch (error) {
    failed++
    console.log(`FAIL  ${name}: ${error.stack}`)
    return undefined
  }
}

async function refused(call, type) {
  await assert.rejects(call, error => {
    assert.equal(error.constructor.name, type, error.message)
    return true
  })
}

const hub = await step('createHub', async () => {
  const made = await iot.createHub({ productPlan: 'plan_dedicated' }) // the SDK makes up a name
  assert.match(made.id, /^[0-9a-f-]{36}$/)
  assert.equal(made.projectId, project)
  assert.equal(made.productPlan, 'plan_dedicated')
  assert.equal(made.region, 'fr-par')
  assert.equal(made.enabled, true)
  assert.equal(made.deviceCount, 0)
  assert.equal(made.eventsTopicPrefix, '$SCW/events')
  assert.ok(made.createdAt instanceof Date)
  assert.ok(made.endpoint.length > 0)
  return made
})
await step('waitForHub', async () => assert.equal((await iot.waitForHub({ hubId: hub.id })).status, 'ready'))
await step('listHubs', async () => {
  const list = await iot.listHubs({ projectId: project, orderBy: 'name_desc', pageSize: 5 })
  assert.ok(list.totalCount >= 1)
  assert.ok((await iot.listHubs({ projectId: project }).all()).some(found => found.id === hub.id))
})
await step('updateHub', async () => {
  const changed = await iot.updateHub({ hubId: hub.id, name: 'renamed', disableEvents: true, eventsTopicPrefix: 'own' })
  assert.equal(changed.name, 'renamed')
  assert.equal(changed.disableEvents, true)
  assert.equal(changed.eventsTopicPrefix, 'own')
})
await step('updateHub refuses the plan of an enabled hub', () =>
  refused(() => iot.updateHub({ hubId: hub.id, productPlan: 'plan_shared' }), 'InvalidArgumentsError'))
await step('disableHub, updateHub with a plan, enableHub', async () => {
  assert.equal((await iot.disableHub({ hubId: hub.id })).status, 'disabled')
  assert.equal((await iot.updateHub({ hubId: hub.id, productPlan: 'plan_ha' })).productPlan, 'plan_ha')
  assert.equal((await iot.enableHub({ hubId: hub.id })).status, 'ready')
})
await step('getHubCA', async () =>
  assert.match((await iot.getHubCA({ hubId: hub.id })).caCertPem, /^-----BEGIN CERTIFICATE-----/))
await step('getHubMetrics', async () => {
  const { metrics } = await iot.getHubMetrics({ hubId: hub.id, startDate: new Date(Date.now() - 24 * 3600 * 1000) })
  assert.deepEqual(metrics.map(metric => metric.name).sort(), ['active_devices', 'message_count'])
  assert.equal(metrics[0].points.length, 25)
  assert.ok(metrics[0].points[0].timestamp instanceof Date)
  assert.equal(typeof metrics[0].points[0].value, 'number')
})

const device = await step('createDevice', async () => {
  const made = await iot.createDevice({
    hubId: hub.id,
    allowInsecure: true,
    allowMultipleConnections: false,
    description: 'made by the SDK',
    messageFilters: { publish: { policy: 'accept', topics: ['a/#'] }, subscribe: { policy: 'reject', topics: [] } },
  })
  assert.match(made.certificate.crt, /^-----BEGIN CERTIFICATE-----/)
  assert.match(made.certificate.key, /^-----BEGIN RSA PRIVATE KEY-----/)
  assert.equal(made.device.hubId, hub.id)
  assert.equal(made.device.status, 'enabled')
  assert.equal(made.device.isConnected, false)
  assert.equal(made.device.lastActivityAt.getTime(), 0)
  assert.deepEqual(made.device.messageFilters.publish, { policy: 'accept', topics: ['a/#'] })
  return made.device
})
await step('listDevices', async () => {
  const list = await iot.listDevices({
    hubId: hub.id,
    allowInsecure: true,
    status: 'enabled',
    name: device.name,
    orderBy: 'updated_at_desc',
  })
  assert.equal(list.totalCount, 1)
  assert.equal(list.devices[0].id, device.id)
  assert.equal((await iot.listDevices({ status: 'unknown', allowInsecure: false, hubId: hub.id })).totalCount, 0)
})
await step('getDevice', async () => assert.equal((await iot.getDevice({ deviceId: device.id })).name, device.name))
await step('updateDevice', async () => {
  const changed = await iot.updateDevice({ deviceId: device.id, description: 'changed', allowMultipleConnections: true })
  assert.equal(changed.description, 'changed')
  assert.equal(changed.allowMultipleConnections, true)
  assert.equal(changed.allowInsecure, true)
})
await step('disableDevice, enableDevice', async () => {
  assert.equal((await iot.disableDevice({ deviceId: device.id })).status, 'disabled')
  assert.equal((await iot.enableDevice({ deviceId: device.id })).status, 'enabled')
})
await step('updateDevice moves to another hub', async () => {
  const other = await iot.createHub({ name: 'other', productPlan: 'plan_dedicated' })
  assert.equal((await iot.updateDevice({ deviceId: device.id, hubId: other.id })).hubId, other.id)
  assert.equal((await iot.getHub({ hubId: other.id })).deviceCount, 1)
  assert.equal((await iot.updateDevice({ deviceId: device.id, hubId: hub.id })).hubId, hub.id)
  await iot.deleteHub({ hubId: other.id })
})
await step('getDeviceCertificate, setDeviceCertificate, renewDeviceCertificate', async () => {
  const own = await iot.getDeviceCertificate({ deviceId: device.id })
  assert.equal(own.device.id, device.id)
  const second = await iot.createDevice({ hubId: hub.id, allowInsecure: false, allowMultipleConnections: false })
  await iot.deleteDevice({ deviceId: second.device.id })
  const set = await iot.setDeviceCertificate({ deviceId: device.id, certificatePem: second.certificate.crt })
  assert.equal(set.device.hasCustomCertificate, true)
  const renewed = await iot.renewDeviceCertificate({ deviceId: device.id })
  assert.match(renewed.certificate.key, /^-----BEGIN RSA PRIVATE KEY-----/)
})
await step('getDeviceMetrics', async () => {
  const { metrics } = await iot.getDeviceMetrics({ deviceId: device.id })
  assert.deepEqual(metrics.map(metric => metric.name).sort(), ['device_activity', 'message_count'])
})

await step('twins', async () => {
  const twin = { twinId: device.id, documentName: 'state' }
  assert.equal((await iot.putTwinDocument({ ...twin, data: { on: true, list: [1, 2] } })).version, 1)
  const merged = await iot.patchTwinDocument({ ...twin, version: 1, data: { on: null, level: 7 } })
  assert.deepEqual(merged, { twinId: device.id, documentName: 'state', version: 2, data: { list: [1, 2], level: 7 } })
  assert.deepEqual(await iot.getTwinDocument(twin), merged)
  await refused(() => iot.putTwinDocument({ ...twin, version: 9, data: {} }), 'PreconditionFailedError')
  assert.deepEqual(await iot.listTwinDocuments({ twinId: device.id }), { documents: [{ documentName: 'state' }] })
  await iot.deleteTwinDocument(twin)
  await iot.deleteTwinDocuments({ twinId: device.id })
  await refused(() => iot.getTwinDocument(twin), 'ResourceNotFoundError')
})

await step('listRoutes', async () => assert.equal((await iot.listRoutes({ hubId: hub.id })).totalCount, 0))

await step('what is not there is a ResourceNotFoundError', () =>
  refused(() => iot.getDevice({ deviceId: '00000000-0000-4000-8000-000000000000' }), 'ResourceNotFoundError'))
await step('a wrong argument is an InvalidArgumentsError', () =>
  refused(
    () => iot.createDevice({ hubId: hub.id, name: 'n'.repeat(256), allowInsecure: false, allowMultipleConnections: false }),
    'InvalidArgumentsError',
  ))
await step('a wrong token is a DeniedAuthenticationError', () =>
  refused(
    () =>
      new Iotv1.API(
        createClient({
          accessKey: 'SCWXXXXXXXXXXXXXXXXX',
          secretKey: '00000000-0000-4000-8000-000000000000',
          apiURL,
          defaultRegion: 'fr-par',
        }),
      ).listHubs(),
    'DeniedAuthenticationError',
  ))
await step('deleteHub refuses while there are devices', () =>
  refused(() => iot.deleteHub({ hubId: hub.id }), 'PreconditionFailedError'))
await step('deleteDevice, deleteHub', async () => {
  await iot.deleteDevice({ deviceId: device.id })
  await iot.createDevice({ hubId: hub.id, allowInsecure: false, allowMultipleConnections: false })
  await iot.deleteHub({ hubId: hub.id, deleteDevices: true })
  await refused(() => iot.getHub({ hubId: hub.id }), 'ResourceNotFoundError')
})

process.exit(failed === 0 ? 0 : 1)
