// The trust's data: what schools send, what is worked out from it, and what people read. An account of its own, because it has
// another retention, another network and other roles than the host's.

import { incomingContainers, outgoingContainers, undeliveredContainer, uploadContainers } from '../names.bicep'
import { leaseContainer, poisonSuffix, queues, tables } from '../names.bicep'

@description('Where the account lives.')
param location string

@description('The account\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of every resource.')
param tags object

@description('Whether only the virtual network, the allowed addresses and Event Grid reach the account.')
param privateNetwork bool

@description('Public IP addresses or ranges of the trust that may reach the account beside its virtual network.')
param allowedAddresses string[]

@description('How many days a deleted or overwritten blob can still be had back.')
@minValue(7)
@maxValue(90)
param undoDays int

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      // Event Grid brings the delivery reports from outside the network, as a service that Azure trusts.
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      ipRules: [
        for address in allowedAddresses: {
          value: address
          action: 'Allow'
        }
      ]
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // A register that was overwritten by mistake can be had back; retention.bicep ends the old versions.
      isVersioningEnabled: true
      deleteRetentionPolicy: {
        enabled: true
        days: undoDays
      }
      containerDeleteRetentionPolicy: {
        enabled: true
        days: undoDays
      }
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'
  }

  resource tableService 'tableServices' = {
    name: 'default'
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in concat(
    incomingContainers,
    uploadContainers,
    outgoingContainers,
    [leaseContainer, undeliveredContainer]
  ): {
    parent: account::blobs
    name: container
  }
]

resource workQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for queue in queues: {
    parent: account::queueService
    name: queue
  }
]

resource poisonQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for queue in queues: {
    parent: account::queueService
    name: '${queue}${poisonSuffix}'
  }
]

resource rows 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for table in tables: {
    parent: account::tableService
    name: table
  }
]

@description('The account.')
output id string = account.id

@description('The address of its blobs.')
output blobUri string = account.properties.primaryEndpoints.blob

@description('The address of its queues.')
output queueUri string = account.properties.primaryEndpoints.queue

@description('The address of its tables.')
output tableUri string = account.properties.primaryEndpoints.table
