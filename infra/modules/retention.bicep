// How long a file of the trust is kept: what docs/data-protection.md promises, carried out by the storage account itself.
// Tables are purged by the yearly retention command, because an account's rules know only blobs.

import { incomingContainers, outgoingContainers, undeliveredContainer, uploadContainers } from '../names.bicep'

@description('The account that holds the trust\'s data.')
param accountName string

@description('Days for which a school\'s registers, and what people decided, are kept: attendance registers are kept six years.')
@minValue(2192)
param recordDays int

@description('Days for which worklists, letters, summaries and rejected rows are kept: a school year and a holiday.')
@minValue(365)
param outputDays int

@description('Days for which the earlier versions of a file are kept.')
@minValue(30)
param versionDays int

@description('Days for which delivery reports that could not be delivered are kept: they hold numbers.')
@minValue(7)
param undeliveredDays int

// Settings, rosters and templates have no end of their own: the newest file is the one in use.
var ends = concat(
  map(['registers', 'decisions'], container => { container: container, days: recordDays }),
  map(outgoingContainers, container => { container: container, days: outputDays }),
  [{ container: undeliveredContainer, days: undeliveredDays }]
)

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource retention 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: concat(
        map(ends, end => {
          name: 'end-${end.container}'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${end.container}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: end.days
                }
              }
            }
          }
        }),
        [
          {
            name: 'end-versions'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: map(
                  concat(incomingContainers, uploadContainers, outgoingContainers, [undeliveredContainer]),
                  container => '${container}/'
                )
              }
              actions: {
                version: {
                  delete: {
                    daysAfterCreationGreaterThan: versionDays
                  }
                }
              }
            }
          }
        ]
      )
    }
  }
}
