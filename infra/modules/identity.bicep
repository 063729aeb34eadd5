// Who the app is, and who brings it the delivery reports: two identities, so that each may do only its own.

@description('Where the identities live.')
param location string

@description('The name of the app\'s identity.')
param appName string

@description('The name of the identity that delivery reports are brought with.')
param reportsName string

@description('Tags of every resource.')
param tags object

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: appName
  location: location
  tags: tags
}

resource reports 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: reportsName
  location: location
  tags: tags
}

@description('The app\'s identity.')
output appId string = app.id

@description('What the app\'s clients name the identity by.')
output appClientId string = app.properties.clientId

@description('What the directory names the app\'s identity by.')
output appPrincipalId string = app.properties.principalId

@description('The identity that delivery reports are brought with.')
output reportsId string = reports.id
