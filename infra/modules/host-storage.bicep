// The Functions host's own storage: its locks, timers' memory and the app's package. Nothing of the trust lies here.

@description('Where the account lives.')
param location string

@description('The account\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of every resource.')
param tags object

@description('Whether only the virtual network reaches the account.')
param privateNetwork bool

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
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'deployments'
    }
  }
}

@description('The account.')
output id string = account.id

@description('The address of its blobs.')
output blobUri string = account.properties.primaryEndpoints.blob

@description('The address of its queues.')
output queueUri string = account.properties.primaryEndpoints.queue

@description('The address of its tables.')
output tableUri string = account.properties.primaryEndpoints.table

@description('The container that the app\'s package is deployed to.')
output packages string = account::blobs::packages.name
