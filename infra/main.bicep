// Everything that one trust's attendance pipeline runs on, in one resource group. docs/deploy.md goes through it from an empty
// subscription to the first night.
targetScope = 'resourceGroup'

@description('Which environment this is: part of the resources\' names.')
@allowed(['test', 'production'])
param environmentName string

@description('Where the pipeline lives.')
param location string = resourceGroup().location

@description('Whether messages may go to anybody. Anything but production sends to its allow-list alone.')
param production bool

@description('The address that is written to when something rings.')
@minLength(5)
param trustEmail string

@description('What parents see as the sender of a text: a number, or up to 11 letters and digits.')
@minLength(3)
@maxLength(16)
param smsSender string

@description('The address that emails to parents come from; SendGrid must know it as verified.')
@minLength(5)
param emailSender string

@description('The name beside that address.')
param emailSenderName string = 'School attendance'

@description('Numbers and addresses that an environment which is not production may send to, separated by semicolons.')
param allowList string = ''

@description('Texts a minute; 0 for no limit.')
@minValue(0)
param textsPerMinute int = 300

@description('Emails a minute; 0 for no limit.')
@minValue(0)
param emailsPerMinute int = 300

@description('The app registration that people sign in with; empty as long as nobody may open the office.')
param signInClientId string = ''

@description('Whether accounts of a domain at a provider of OpenID Connect sign in, and not those of this subscription\'s directory.')
param signInWithOpenId bool = false

@description('The issuer of the accounts where they are of a domain: Google Workspace unless another one is named.')
param openIdIssuer string = 'https://accounts.google.com'

@description('The domain of those accounts, as the provider hosts it: without it nobody signs in.')
param openIdDomain string = ''

@description('The address under which people open the office, such as https://attendance.trust.example; empty for the app\'s own host name.')
param officeAddress string = ''

@description('What a month may cost, in the subscription\'s currency.')
param monthlyBudget int

@description('The first day of the month in which this environment is first deployed, as yyyy-MM-dd.')
@minLength(10)
@maxLength(10)
param budgetStart string

@description('Whether roles are assigned. False for who may not assign them: somebody who may deploys modules/roles.bicep.')
param includeRoleAssignments bool = true

@description('Whether storage and vault can be reached through a network of their own alone.')
param privateNetwork bool = false

@description('The addresses of that network.')
param networkAddresses string = '10.20.0.0/24'

@description('Public IP addresses or ranges of the trust that may reach its data and the vault beside that network.')
param allowedAddresses string[] = []

@description('The most instances of the app at once.')
param maximumInstances int = 40

@description('Days for which a school\'s registers, and what people decided, are kept.')
param recordDays int = 2192

@description('Days for which worklists, letters, summaries and rejected rows are kept.')
param outputDays int = 400

@description('Days for which the earlier versions of a file are kept.')
param versionDays int = 90

@description('Days within which a deleted or overwritten file can be had back.')
param undoDays int = 30

@description('Days for which delivery reports that could not be delivered are kept.')
param undeliveredDays int = 30

@description('Days for which logs are kept.')
param logDays int = 90

// Two environments of one subscription, and two trusts of one tenant, never want the same name.
var token = uniqueString(subscription().id, resourceGroup().id, environmentName)
var suffix = '${environmentName}-${token}'

// Made here and not asked of the modules, so that what-if knows them before anything is there.
var names = {
  appIdentity: 'id-attendance-${suffix}'
  reportsIdentity: 'id-reports-${suffix}'
  hostStorage: 'sthost${token}'
  trustData: 'sttrust${token}'
  vault: 'kv-att-${token}'
  communication: 'acs-attendance-${suffix}'
  topic: 'evgt-attendance-${suffix}'
  workspace: 'log-attendance-${suffix}'
  insights: 'appi-attendance-${suffix}'
  app: 'func-attendance-${suffix}'
}

var tags = {
  application: 'attendance'
  'azd-env-name': environmentName
}

module identity 'modules/identity.bicep' = {
  params: {
    location: location
    appName: names.appIdentity
    reportsName: names.reportsIdentity
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    location: location
    workspaceName: names.workspace
    insightsName: names.insights
    tags: tags
    logDays: logDays
    logGigabytesPerDay: 1
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  params: {
    location: location
    name: names.hostStorage
    tags: tags
    privateNetwork: privateNetwork
  }
}

module trustData 'modules/trust-data.bicep' = {
  params: {
    location: location
    name: names.trustData
    tags: tags
    privateNetwork: privateNetwork
    allowedAddresses: allowedAddresses
    undoDays: undoDays
  }
}

module retention 'modules/retention.bicep' = {
  params: {
    accountName: names.trustData
    recordDays: recordDays
    outputDays: outputDays
    versionDays: versionDays
    undeliveredDays: undeliveredDays
  }
  dependsOn: [trustData]
}

module secrets 'modules/secrets.bicep' = {
  params: {
    location: location
    name: names.vault
    tags: tags
    privateNetwork: privateNetwork
    allowedAddresses: allowedAddresses
    workspaceId: monitoring.outputs.workspaceId
  }
}

module messages 'modules/messages.bicep' = {
  params: {
    name: names.communication
    topicName: names.topic
    tags: tags
    dataLocation: 'UK'
    reportsIdentityId: identity.outputs.reportsId
  }
}

module roles 'modules/roles.bicep' = if (includeRoleAssignments) {
  params: {
    appIdentityName: names.appIdentity
    reportsIdentityName: names.reportsIdentity
    hostStorageName: names.hostStorage
    trustDataName: names.trustData
    communicationName: names.communication
    vaultName: names.vault
    insightsName: names.insights
  }
  dependsOn: [identity, hostStorage, trustData, messages, secrets, monitoring]
}

module deliveryReports 'modules/delivery-reports.bicep' = {
  params: {
    topicName: names.topic
    trustDataId: trustData.outputs.id
    reportsIdentityId: identity.outputs.reportsId
  }
  dependsOn: [roles]
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    location: location
    suffix: suffix
    tags: tags
    addressPrefix: networkAddresses
    hostStorageId: hostStorage.outputs.id
    trustDataId: trustData.outputs.id
    vaultId: secrets.outputs.id
  }
}

module functions 'modules/functions.bicep' = {
  params: {
    location: location
    name: names.app
    suffix: suffix
    tags: tags
    identityId: identity.outputs.appId
    identityClientId: identity.outputs.appClientId
    hostStorage: {
      blobUri: hostStorage.outputs.blobUri
      queueUri: hostStorage.outputs.queueUri
      tableUri: hostStorage.outputs.tableUri
      packages: hostStorage.outputs.packages
    }
    trustData: {
      blobUri: trustData.outputs.blobUri
      queueUri: trustData.outputs.queueUri
      tableUri: trustData.outputs.tableUri
    }
    insightsName: names.insights
    signIn: {
      withOpenId: signInWithOpenId
      // Without a domain accounts of everybody would be accounts of the provider, so nobody signs in.
      clientId: signInWithOpenId ? (empty(openIdDomain) ? '' : signInClientId) : signInClientId
      issuer: openIdIssuer
      domain: openIdDomain
      keyReference: secrets.outputs.signInKeyReference
    }
    officeAddress: officeAddress
    messageSettings: {
      Sending__Production: production ? 'true' : 'false'
      Sending__AllowList: allowList
      Sending__TextsPerMinute: string(textsPerMinute)
      Sending__EmailsPerMinute: string(emailsPerMinute)
      Sms__Endpoint: messages.outputs.endpoint
      Sms__From: smsSender
      Email__ApiKey: secrets.outputs.sendGridKeyReference
      Email__From: emailSender
      Email__FromName: emailSenderName
    }
    subnetId: privateNetwork ? network!.outputs.functionsSubnetId : ''
    maximumInstances: maximumInstances
  }
  // The app's first start needs its roles, or it stands still until somebody restarts it.
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    location: location
    suffix: suffix
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    reportsTopicId: messages.outputs.topicId
    trustEmail: trustEmail
  }
}

module budget 'modules/budget.bicep' = {
  params: {
    monthly: monthlyBudget
    start: budgetStart
    actionGroupId: alerts.outputs.actionGroupId
  }
}

@description('The function app.')
output functionAppName string = functions.outputs.name

@description('The first page of the office.')
output officeAddress string = '${functions.outputs.officeAddress}/office'

@description('What the app registration trusts in place of a secret: the app\'s identity.')
output appPrincipalId string = identity.outputs.appPrincipalId

@description('The account that settings, rosters and registers are uploaded to.')
output trustDataName string = names.trustData

@description('The vault that SendGrid\'s key is put into.')
output vaultName string = names.vault

@description('The workspace that the first night is read in.')
output workspaceName string = names.workspace

@description('What modules/roles.bicep is given where roles are assigned by somebody else.')
output roleParameters object = {
  appIdentityName: names.appIdentity
  reportsIdentityName: names.reportsIdentity
  hostStorageName: names.hostStorage
  trustDataName: names.trustData
  communicationName: names.communication
  vaultName: names.vault
  insightsName: names.insights
}
