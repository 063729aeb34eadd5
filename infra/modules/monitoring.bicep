// Where the app's log lines go. They hold keys and counts and nothing about a person; nobody writes here with a key.

@description('Where the logs live.')
param location string

@description('The name of the workspace that queries read.')
param workspaceName string

@description('The name of the app\'s telemetry resource.')
param insightsName string

@description('Tags of every resource.')
param tags object

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int

@description('The most that is logged a day, in gigabytes, so that a fault that repeats costs no fortune.')
@minValue(1)
param logGigabytesPerDay int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
    workspaceCapping: {
      dailyQuotaGb: logGigabytesPerDay
    }
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
    RetentionInDays: logDays
  }
}

@description('The workspace that queries read.')
output workspaceId string = workspace.id
