// The network that the app reaches its services through when nothing else may. Deployed only with privateNetwork.

@description('Where the network lives.')
param location string

@description('What the names of this environment\'s resources end in.')
param suffix string

@description('Tags of every resource.')
param tags object

@description('The network\'s addresses; 64 of them go to the app and 64 to the private endpoints.')
param addressPrefix string

@description('The host\'s own storage account.')
param hostStorageId string

@description('The account that holds the trust\'s data.')
param trustDataId string

@description('The vault that holds SendGrid\'s key.')
param vaultId string

var storageZones = [
  for service in ['blob', 'queue', 'table']: 'privatelink.${service}.${environment().suffixes.storage}'
]

// The vault's zone is the last.
var zones = concat(storageZones, ['privatelink.vaultcore.azure.net'])

var endpoints = [
  { name: 'host-blob', id: hostStorageId, service: 'blob', zone: 0 }
  { name: 'host-queue', id: hostStorageId, service: 'queue', zone: 1 }
  { name: 'host-table', id: hostStorageId, service: 'table', zone: 2 }
  { name: 'data-blob', id: trustDataId, service: 'blob', zone: 0 }
  { name: 'data-queue', id: trustDataId, service: 'queue', zone: 1 }
  { name: 'data-table', id: trustDataId, service: 'table', zone: 2 }
  { name: 'vault', id: vaultId, service: 'vault', zone: 3 }
]

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: 'vnet-attendance-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [
            {
              name: 'flex-consumption'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
        }
      }
    ]
  }

  resource functions 'subnets' existing = {
    name: 'functions'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

resource privateZones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in zones: {
    name: zone
    #disable-next-line no-hardcoded-location // A DNS zone has no region.
    location: 'global'
    tags: tags
  }
]

resource zoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in zones: {
    parent: privateZones[i]
    name: 'attendance'
    #disable-next-line no-hardcoded-location // A DNS zone has no region.
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: {
        id: network.id
      }
    }
  }
]

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2025-01-01' = [
  for endpoint in endpoints: {
    name: 'pe-${endpoint.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: network::endpoints.id
      }
      privateLinkServiceConnections: [
        {
          name: endpoint.name
          properties: {
            #disable-next-line use-resource-id-functions // One of the three ids above.
            privateLinkServiceId: endpoint.id
            groupIds: [endpoint.service]
          }
        }
      ]
    }
  }
]

resource endpointNames 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-01-01' = [
  for (endpoint, i) in endpoints: {
    parent: privateEndpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: endpoint.service
          properties: {
            privateDnsZoneId: privateZones[endpoint.zone].id
          }
        }
      ]
    }
    dependsOn: [zoneLinks]
  }
]

@description('The subnet that the app reaches its services through.')
output functionsSubnetId string = network::functions.id
