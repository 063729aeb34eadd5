// The service that texts leave by, and the topic on which it reports what became of them.

@description('The service\'s name.')
param name string

@description('The topic\'s name.')
param topicName string

@description('Tags of every resource.')
param tags object

@description('Where the service keeps its data at rest.')
param dataLocation string

@description('The identity that delivery reports are brought with.')
param reportsIdentityId string

resource communication 'Microsoft.Communication/communicationServices@2026-03-18' = {
  name: name
  #disable-next-line no-hardcoded-location // The service has no region; where its data lies is said beside it.
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
  }
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: topicName
  #disable-next-line no-hardcoded-location // A topic lives where its source does.
  location: 'global'
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${reportsIdentityId}': {}
    }
  }
  properties: {
    source: communication.id
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

@description('The address that texts are sent to.')
output endpoint string = 'https://${communication.properties.hostName}'

@description('The topic.')
output topicId string = topic.id
