// Brings the delivery reports of texts to the queue that the app reads. Deployed after the roles, for it is refused without them.

import { reportQueue, undeliveredContainer } from '../names.bicep'

@description('The topic of the service that texts leave by.')
param topicName string

@description('The account that holds the trust\'s data.')
param trustDataId string

@description('The identity that delivery reports are brought with.')
param reportsIdentityId string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: topicName
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'delivery-reports'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Communication.SMSDeliveryReportReceived']
    }
    deliveryWithResourceIdentity: {
      identity: {
        type: 'UserAssigned'
        userAssignedIdentity: reportsIdentityId
      }
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: trustDataId
          queueName: reportQueue
          // A report that arrives before a holiday is still there after it.
          queueMessageTimeToLiveInSeconds: -1
        }
      }
    }
    // What Event Grid is refused with 400 or 403 it does not try again: without this it would be gone.
    deadLetterWithResourceIdentity: {
      identity: {
        type: 'UserAssigned'
        userAssignedIdentity: reportsIdentityId
      }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: {
          resourceId: trustDataId
          blobContainerName: undeliveredContainer
        }
      }
    }
    retryPolicy: {
      eventTimeToLiveInMinutes: 1440
      maxDeliveryAttempts: 30
    }
  }
}
