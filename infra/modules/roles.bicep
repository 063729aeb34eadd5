// Who may do what, and nothing beyond it. Whoever deploys needs the right to assign roles for this; where that is somebody else's,
// includeRoleAssignments is false and they deploy this file alone (docs/deploy.md).

import { incomingContainers, leaseContainer, outgoingContainers, reportQueue, undeliveredContainer, uploadContainers } from '../names.bicep'

@description('The app\'s identity.')
param appIdentityName string

@description('The identity that delivery reports are brought with.')
param reportsIdentityName string

@description('The host\'s own storage account.')
param hostStorageName string

@description('The account that holds the trust\'s data.')
param trustDataName string

@description('The service that texts leave by.')
param communicationName string

@description('The vault that holds SendGrid\'s key.')
param vaultName string

@description('The name of the app\'s telemetry resource.')
param insightsName string

// Azure's built-in roles have the same ids everywhere.
var role = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  blobDelegator: 'db58b8e5-c6ad-4a2a-8342-4190687cbf4a'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  queueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  communicationAndEmailServiceOwner: '09976791-48a7-449e-bb21-39d1a415f350'
}

// Of what schools send, the app writes registers, rosters and templates alone, because people upload them in the office.
var writtenContainers = concat(uploadContainers, outgoingContainers, [leaseContainer])

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: appIdentityName
}

resource reporter 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: reportsIdentityName
}

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hostStorageName
}

resource trustData 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: trustDataName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }

  resource queueService 'queueServices' existing = {
    name: 'default'

    resource reports 'queues' existing = {
      name: reportQueue
    }
  }
}

resource read 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = [
  for container in incomingContainers: {
    parent: trustData::blobs
    name: container
  }
]

resource written 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = [
  for container in writtenContainers: {
    parent: trustData::blobs
    name: container
  }
]

resource undelivered 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' existing = {
  parent: trustData::blobs
  name: undeliveredContainer
}

resource communication 'Microsoft.Communication/communicationServices@2026-03-18' existing = {
  name: communicationName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource host 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in [role.blobDataOwner, role.queueDataContributor, role.tableDataContributor]: {
    scope: hostStorage
    name: guid(hostStorage.id, app.id, id)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

// The trust's settings, the list of staff among them, and files of decisions are theirs: the app cannot change them.
resource incoming 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in incomingContainers: {
    scope: read[i]
    name: guid(read[i].id, app.id, role.blobDataReader)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobDataReader)
    }
  }
]

resource outgoing 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (container, i) in writtenContainers: {
    scope: written[i]
    name: guid(written[i].id, app.id, role.blobDataContributor)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobDataContributor)
    }
  }
]

// The narrower roles of queues do not do: while a message is worked on, and when its work failed, the trigger updates the message,
// which neither the role that processes messages nor the one that sends them may.
resource queuesAndTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in [role.queueDataContributor, role.tableDataContributor]: {
    scope: trustData
    name: guid(trustData.id, app.id, id)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', id)
    }
  }
]

// The key that signs the link in the lead's email is asked of the account, and the roles above end at containers. This one reads and
// writes nothing: a link opens only what the app itself may read.
resource links 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: trustData
  name: guid(trustData.id, app.id, role.blobDelegator)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobDelegator)
  }
}

// The service knows one role for everything; it has none that only sends. It ends at this one service.
resource texts 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: communication
  name: guid(communication.id, app.id, role.communicationAndEmailServiceOwner)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      role.communicationAndEmailServiceOwner
    )
  }
}

resource sendGridKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, app.id, role.keyVaultSecretsUser)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.keyVaultSecretsUser)
  }
}

resource telemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, app.id, role.monitoringMetricsPublisher)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.monitoringMetricsPublisher)
  }
}

resource reports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: trustData::queueService::reports
  name: guid(trustData::queueService::reports.id, reporter.id, role.queueDataMessageSender)
  properties: {
    principalId: reporter.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.queueDataMessageSender)
  }
}

resource undeliveredReports 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: undelivered
  name: guid(undelivered.id, reporter.id, role.blobDataContributor)
  properties: {
    principalId: reporter.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.blobDataContributor)
  }
}
